#include <algorithm>

#include "journals.hpp"

using namespace felt;
using namespace felt::test;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

// The session of the entry with this id; 0 for none.
Id session_of(const Journal& journal, Id entry) {
  return journal.find_entry(entry).value().session.value_or(0);
}

Id add(Journal& journal, const std::string& at) { return journal.add_session(session_at(at)).id; }

}  // namespace

TEST_CASE("a session gets an id and a uuid and reads back as it was added") {
  const TemporaryFolder folder;
  Session session = session_at("2026-03-12T15:00");
  session.minutes = 45;
  session.with = "Mira \"M.\" Öhler";
  session.kinds = {"ser", "own, with comma", "肩"};
  session.note = "second\nvisit";
  const auto added = Journal::open_or_make(folder.file())->add_session(session);
  CHECK(added.id == 1);
  CHECK(added.uuid.size() == 36);
  const auto read = Journal::open_existing(folder.file())->find_session(1).value();
  CHECK(read.id == added.id);
  CHECK(read.uuid == added.uuid);
  CHECK(read.starts == session.starts);
  CHECK(read.minutes == 45);
  CHECK(read.with == session.with);
  CHECK(read.kinds == session.kinds);
  CHECK(read.note == session.note);
}

TEST_CASE("a session needs no more than its start") {
  const auto journal = Journal::in_memory();
  add(*journal, "2026-03-12T15:00");
  const auto read = journal->find_session(1).value();
  CHECK(read.minutes == 0);
  CHECK(read.with == "");
  CHECK(read.kinds.empty());
  CHECK_FALSE(journal->find_session(2));
}

TEST_CASE("sessions come by their start") {
  const auto journal = Journal::in_memory();
  for (const auto* at : {"2026-03-12T15:00", "2026-03-01T15:00", "2026-03-20T15:00"}) add(*journal, at);
  std::vector<Id> ids;
  for (const auto& session : journal->sessions()) ids.push_back(session.id);
  CHECK(ids == std::vector<Id>{2, 1, 3});
}

TEST_CASE("the last session has started") {
  const auto journal = Journal::in_memory();
  const auto last = [&](const std::string& at) -> Id {
    const auto session = journal->last_session(vienna(at).at);
    return session ? session->id : 0;
  };
  CHECK(last("2026-03-12T15:00") == 0);
  add(*journal, "2026-03-12T15:00");
  add(*journal, "2026-03-20T15:00");
  CHECK(last("2026-03-12T14:59:59") == 0);
  CHECK(last("2026-03-12T15:00") == 1);
  CHECK(last("2026-03-20T14:00") == 1);
  CHECK(last("2026-04-01T14:00") == 2);
}

TEST_CASE("an entry belongs to the nearest session within reach") {
  const auto journal = Journal::in_memory();
  add(*journal, "2026-03-12T15:00");
  add(*journal, "2026-03-20T15:00");
  const auto session_for = [&](const std::string& at) {
    return keep_note(*journal, at, "x").session.value_or(0);
  };
  CHECK(session_for("2026-03-09T14:59") == 0);
  CHECK(session_for("2026-03-09T15:00") == 1);
  CHECK(session_for("2026-03-12T15:00") == 1);
  CHECK(session_for("2026-03-16T15:00") == 1);
  CHECK(session_for("2026-03-17T14:59") == 1);
  CHECK(session_for("2026-03-17T15:00") == 2);
  CHECK(session_for("2026-03-30T16:00") == 2);  // ten days, one of them an hour shorter
  CHECK(session_for("2026-03-30T16:01") == 0);
}

TEST_CASE("a planned session out of reach does not hide a past one within reach") {
  const auto journal = Journal::in_memory();
  add(*journal, "2026-03-12T15:00");
  add(*journal, "2026-03-24T15:00");
  CHECK(keep_note(*journal, "2026-03-19T15:00", "x").session == 1);
  CHECK(keep_note(*journal, "2026-03-21T14:59", "x").session == 1);
  CHECK(keep_note(*journal, "2026-03-21T15:00", "x").session == 2);
}

TEST_CASE("the start of its session stands beside an entry") {
  const auto journal = Journal::in_memory();
  add(*journal, "2026-03-12T15:00");
  const auto kept = keep_note(*journal, "2026-03-12T21:15", "x");
  CHECK(hours_after_session(kept) == 6.25);
  CHECK(hours_after_session(journal->find_entry(kept.id).value()) == 6.25);
  CHECK_FALSE(hours_after_session(keep_note(*journal, "2026-05-12T21:15", "x")));
}

TEST_CASE("a session added later takes the entries it is nearest to") {
  const auto journal = Journal::in_memory();
  for (const auto* at :
       {"2026-03-09T14:00", "2026-03-09T16:00", "2026-03-12T18:00", "2026-03-22T14:00", "2026-03-22T16:00"})
    keep_note(*journal, at, at);
  add(*journal, "2026-03-12T15:00");
  CHECK(session_of(*journal, 1) == 0);
  CHECK(session_of(*journal, 2) == 1);
  CHECK(session_of(*journal, 3) == 1);
  CHECK(session_of(*journal, 4) == 1);
  CHECK(session_of(*journal, 5) == 0);
  add(*journal, "2026-03-20T15:00");
  CHECK(session_of(*journal, 3) == 1);
  CHECK(session_of(*journal, 4) == 2);
  CHECK(session_of(*journal, 5) == 2);
}

TEST_CASE("which session an entry belongs to does not depend on the order they were added in") {
  const std::vector<std::string> starts{"2026-03-01T15:00", "2026-03-12T15:00", "2026-03-24T15:00"};
  std::vector<std::size_t> order{0, 1, 2};
  std::vector<Moment> expected;
  do {
    const auto journal = Journal::in_memory();
    for (int day = 0; day < 45; ++day) {
      auto entry = entry_at("2026-02-24T09:00", {}, std::to_string(day));
      entry.about.at += hours(24 * day);
      keep_one(*journal, entry);
    }
    for (const auto index : order) add(*journal, starts[index]);
    std::vector<Moment> linked;
    for (const auto& entry : journal->entries({}))
      linked.push_back(entry.session ? journal->find_session(*entry.session).value().starts : Moment{});
    if (expected.empty()) expected = linked;
    CHECK(linked == expected);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("a chosen session, or none by choice, is left alone") {
  const auto journal = Journal::in_memory();
  const auto far = add(*journal, "2025-01-12T15:00");
  auto chosen = entry_at("2026-03-12T18:00", {}, "chosen"), none = entry_at("2026-03-12T18:00", {}, "none");
  chosen.session = far;
  chosen.session_chosen = none.session_chosen = true;
  const auto kept = journal->keep({chosen, none});
  add(*journal, "2026-03-12T15:00");
  CHECK(session_of(*journal, kept[0].id) == far);
  CHECK(session_of(*journal, kept[1].id) == 0);
  CHECK(journal->find_entry(kept[0].id).value().session_chosen);
  CHECK(journal->find_entry(kept[1].id).value().session_chosen);
}

TEST_CASE("a draft belongs to the nearest session too") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T18:00")).id;
  add(*journal, "2026-03-12T15:00");
  CHECK(session_of(*journal, id) == 1);
  CHECK(journal->begin_draft(entry_at("2026-03-12T19:00")).session == 1);
}

TEST_CASE("of two sessions with one start the same one wins in every journal") {
  const auto journal = Journal::in_memory();
  for (const auto* uuid : {"b", "a"}) {
    auto session = session_at("2026-03-12T15:00");
    session.uuid = uuid;
    journal->add_session(session);
  }
  CHECK(journal->sessions().size() == 2);
  CHECK(keep_note(*journal, "2026-03-12T18:00", "x").session == Id{2});
  CHECK(keep_note(*journal, "2026-03-12T14:00", "x").session == Id{2});
}

TEST_CASE("a session twice by its uuid is refused") {
  const auto journal = Journal::in_memory();
  const auto session = journal->add_session(session_at("2026-03-12T15:00"));
  CHECK(exit_of([&] { journal->add_session(session); }) != 0);
  CHECK(journal->sessions().size() == 1);
}
