// Taking changes back, and putting them back.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "journal/checkup.hpp"
#include "journal/row_reader.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

const Given six = given(scale_question(), Rating{6});

// A journal in a file whose every change is a step of its own.
class Steps {
 public:
  Steps() : m_journal(Journal::open_or_make(path())) {}
  std::string path() const { return m_folder.file(); }
  Journal& next() {
    m_journal->keep_steps([this] { return vienna(fmt::format("2026-03-12T21:{:02}", ++m_minute)); });
    return *m_journal;
  }
  Journal& now() { return *m_journal; }
  void check_whole() const {
    const auto checkup = check_journal(path());
    CHECK_MESSAGE(checkup.findings.empty(),
                  (checkup.findings.empty() ? std::string() : checkup.findings[0].what));
  }
  Texts notes() const { return notes_of(m_journal->entries({})); }
  ~Steps() { check_whole(); }

 private:
  TemporaryFolder m_folder;
  std::unique_ptr<Journal> m_journal;
  int m_minute = 9;
};

Entry with_note(Entry entry, std::string note) {
  entry.note = std::move(note);
  return entry;
}

Entry rich_entry() {
  auto entry = entry_at("2026-03-12T21:10", answers_of_every_kind(), "warm hands");
  entry.tags = {"neck", "rest"};
  return entry;
}

}  // namespace

TEST_CASE("without a log no steps are kept") {
  const auto journal = Journal::in_memory();
  keep_note(*journal, "2026-03-12T21:10", "one");
  CHECK(journal->steps(0).empty());
  CHECK(refusal_of([&] { journal->undo(1); }) ==
        "there is nothing that could be taken back | See: felt history");
}

TEST_CASE("an entry that is taken back is gone, and comes back as it was") {
  Steps steps;
  const auto kept = keep_one(steps.next(), rich_entry());
  const auto undone = steps.now().undo(1);
  REQUIRE(undone.size() == 1);
  REQUIRE(undone[0].parts.size() == 1);
  CHECK(undone[0].parts[0].effect == Effect::added);
  CHECK(undone[0].parts[0].first == kept.id);
  CHECK(steps.now().entries({}).empty());
  CHECK(steps.now().search(Texts{"hands"}, {}).empty());
  steps.now().redo(1);
  check_same(steps.now().find_entry(kept.id).value(), kept);
  CHECK(steps.now().search(Texts{"hands"}, {}).size() == 1);
}

TEST_CASE("a change that is taken back brings the earlier version, whole") {
  Steps steps;
  const auto first = keep_one(steps.next(), rich_entry());
  auto changed = with_note(first, "cold feet");
  changed.answers = {six};
  changed.tags = {};
  const auto second = steps.next().change(changed, first);
  steps.now().undo(1);
  check_same(steps.now().find_entry(first.id).value(), first);
  CHECK(steps.now().search(Texts{"hands"}, {}).size() == 1);
  CHECK(steps.now().search(Texts{"feet"}, {}).empty());
  steps.now().redo(1);
  check_same(steps.now().find_entry(first.id).value(), second);
}

TEST_CASE("each time a version comes back it is a later one") {
  Steps steps;
  const auto first = keep_one(steps.next(), rich_entry());
  steps.next().change(with_note(first, "other"), first);
  int revision = find_kept(steps.now(), first.uuid)->revision;
  for (int times = 0; times < 3; ++times) {
    steps.now().undo(1);
    CHECK(find_kept(steps.now(), first.uuid)->revision > revision);
    steps.now().redo(1);
    revision = find_kept(steps.now(), first.uuid)->revision;
  }
}

TEST_CASE("a deleted entry comes back with its number, its session and its words") {
  Steps steps;
  const auto session = steps.next().add_session(session_at("2026-03-12T15:00"));
  const auto kept = keep_one(steps.next(), rich_entry());
  REQUIRE(kept.session == session.id);
  steps.next().remove(Thing::entry, std::vector<Id>{kept.id});
  CHECK(steps.now().entries({}).empty());
  steps.now().undo(1);
  check_same(steps.now().find_entry(kept.id).value(), kept);
}

TEST_CASE("what is gone is told with the moment it had last") {
  Steps steps;
  const auto kept = keep_one(steps.next(), rich_entry());
  auto moved = kept;
  moved.about = vienna("2026-03-11T20:00");
  steps.next().change(moved, kept);
  steps.next().remove(Thing::entry, std::vector<Id>{kept.id});
  for (const auto& step : steps.now().steps(0)) CHECK(step.parts.at(0).about == moved.about);
}

TEST_CASE("several steps go back at once, or none") {
  Steps steps;
  for (const auto* note : {"one", "two", "three"}) keep_note(steps.next(), "2026-03-12T21:10", note);
  CHECK(refusal_of([&] { steps.now().undo(4); }) == "only 3 changes can be taken back | See: felt history");
  CHECK(steps.notes() == Texts{"one", "two", "three"});
  CHECK(steps.now().undo(2).size() == 2);
  CHECK(steps.notes() == Texts{"one"});
  steps.now().redo(1);
  CHECK(steps.notes() == Texts{"one", "two"});
}

TEST_CASE("a new change ends what could be put back") {
  Steps steps;
  keep_note(steps.next(), "2026-03-12T21:10", "one");
  steps.now().undo(1);
  keep_note(steps.next(), "2026-03-12T21:11", "two");
  CHECK(refusal_of([&] { steps.now().redo(1); }) ==
        "there is nothing that could be put back | See: felt history");
  CHECK(steps.notes() == Texts{"two"});
  const auto known = steps.now().steps(0);
  REQUIRE(known.size() == 2);
  CHECK(known[0].state == StepState::left);
  CHECK(known[1].state == StepState::done);
}

TEST_CASE("what one command does is one step") {
  Steps steps;
  auto& journal = steps.next();
  journal.add_session(session_at("2026-03-12T15:00"));
  journal.keep({entry_at("2026-03-12T20:00", {six}), entry_at("2026-03-12T21:00", {six})});
  REQUIRE(journal.steps(0).size() == 1);
  CHECK(journal.steps(0)[0].parts.size() == 2);
  journal.undo(1);
  CHECK(journal.entries({}).empty());
  CHECK(journal.sessions().empty());
}

TEST_CASE("a draft is no step until it is an entry; thrown away it can come back") {
  Steps steps;
  const auto draft = steps.next().begin_draft(entry_at("2026-03-12T21:10"));
  steps.now().put_answer(draft.id, six);
  CHECK(steps.now().steps(0).empty());
  steps.now().discard_draft(draft.id);
  CHECK(steps.now().drafts().empty());
  steps.now().undo(1);
  REQUIRE(steps.now().drafts().size() == 1);
  steps.next().finish_draft(draft.id, EntryState::kept, {});
  CHECK(steps.now().entries({}).size() == 1);
  steps.now().undo(1);
  CHECK(steps.now().entries({}).empty());
}

TEST_CASE("sessions change, go and come back; entries stay and find their way") {
  Steps steps;
  const auto first = steps.next().add_session(session_at("2026-03-10T15:00"));
  const auto second = steps.next().add_session(session_at("2026-03-12T15:00"));
  const auto near = keep_note(steps.next(), "2026-03-12T21:10", "near");
  auto entry = entry_at("2026-03-12T22:10", {six}, "chosen");
  entry.session = second.id;
  entry.session_chosen = true;
  const auto chosen = keep_one(steps.next(), entry);
  steps.next().remove(Thing::session, std::vector<Id>{second.id});
  CHECK(steps.now().find_entry(near.id)->session == first.id);
  CHECK(steps.now().find_entry(chosen.id)->session == first.id);
  CHECK_FALSE(steps.now().find_entry(chosen.id)->session_chosen);
  steps.now().undo(1);
  CHECK(steps.now().find_entry(near.id)->session == second.id);
  CHECK(steps.now().find_entry(chosen.id)->session == second.id);
  CHECK(steps.now().find_entry(chosen.id)->session_chosen);
  steps.now().redo(1);
  CHECK(steps.now().sessions().size() == 1);
  CHECK_FALSE(steps.now().find_entry(chosen.id)->session_chosen);
}

TEST_CASE("a changed session keeps its entries, and so does one that is changed back") {
  Steps steps;
  const auto seen = steps.next().add_session(session_at("2026-03-12T15:00"));
  auto entry = entry_at("2026-03-12T21:10", {six});
  entry.session = seen.id;
  entry.session_chosen = true;
  keep_one(steps.next(), entry);
  auto session = seen;
  session.note = "longer than planned";
  session.starts = vienna("2026-03-12T16:00");
  steps.next().change_session(session, seen);
  CHECK(steps.now().find_session(seen.id)->note == "longer than planned");
  CHECK(steps.now().find_entry(1)->session == seen.id);
  steps.now().undo(1);
  CHECK(steps.now().find_session(seen.id)->note.empty());
  CHECK(steps.now().find_session(seen.id)->starts == seen.starts);
  CHECK(steps.now().find_entry(1)->session == seen.id);
  CHECK(failure_of([&] { steps.now().change_session(seen, session); }) ==
        std::pair(15, std::string("session 1 was changed from another window meanwhile")));
}

TEST_CASE("carried notes that were written or done can be taken back") {
  Steps steps;
  CarriedNote note;
  note.text = "the left shoulder";
  note.added = vienna("2026-03-12T21:10");
  note = steps.next().add_carried(note);
  steps.next().finish_carried(note.id, vienna("2026-03-13T09:00"));
  steps.now().undo(1);
  CHECK(steps.now().carried(Carried::open).size() == 1);
  steps.now().undo(1);
  CHECK(steps.now().carried(Carried::all).empty());
  steps.now().redo(2);
  CHECK(steps.now().carried(Carried::all).at(0).done == vienna("2026-03-13T09:00"));
}

TEST_CASE("the versions of an entry stand in the order they were written") {
  Steps steps;
  const auto first = keep_note(steps.next(), "2026-03-12T21:10", "one");
  const auto second = steps.next().change(with_note(first, "two"), first);
  steps.next().change(with_note(second, "three"), second);
  steps.now().undo(1);
  const auto versions = steps.now().steps_of(first.id);
  REQUIRE(versions.size() == 3);
  CHECK_FALSE(versions[0].before);
  CHECK(versions[0].after->note == "one");
  CHECK(versions[1].before->note == "one");
  CHECK(versions[1].after->note == "two");
  CHECK(versions[2].before->note == "two");
  CHECK(versions[2].after->note == "three");
  CHECK(versions[2].step.state == StepState::undone);
}

TEST_CASE("what is deleted for good is in no byte of the file, and no step brings it back") {
  Steps steps;
  const auto first =
      keep_one(steps.next(),
               entry_at("2026-03-12T21:10", {given(text_question(), Text{"zebrawood"})}, "yellowhammer"));
  keep_note(steps.next(), "2026-03-12T22:10", "stays");
  steps.next().change(with_note(first, "quicksilver"), first);
  steps.now().forget(Thing::entry, std::vector<Id>{first.id});
  const auto bytes = bytes_of(steps.path());
  for (const auto* word : {"zebrawood", "yellowhammer", "quicksilver"})
    CHECK_MESSAGE(bytes.find(word) == std::string::npos, word);
  CHECK(steps.notes() == Texts{"stays"});
  CHECK(steps.now().steps(0).size() == 1);
  CHECK(steps.now().search(Texts{"quicksilver"}, {}).empty());
  CHECK(steps.now().search(Texts{"stays"}, {}).size() == 1);
}

TEST_CASE("an entry that is deleted already can be deleted for good") {
  Steps steps;
  const auto kept = keep_note(steps.next(), "2026-03-12T21:10", "yellowhammer");
  steps.next().remove(Thing::entry, std::vector<Id>{kept.id});
  CHECK(bytes_of(steps.path()).find("yellowhammer") != std::string::npos);
  CHECK(steps.now().has_known(Thing::entry, kept.id));
  steps.now().forget(Thing::entry, std::vector<Id>{kept.id});
  CHECK(bytes_of(steps.path()).find("yellowhammer") == std::string::npos);
  CHECK_FALSE(steps.now().has_known(Thing::entry, kept.id));
}

TEST_CASE("a session that is deleted for good is in no byte of the file, and its entries stay") {
  Steps steps;
  const auto near = steps.next().add_session(session_at("2026-03-10T15:00"));
  auto named = session_at("2026-03-12T15:00");
  named.with = "zebrawood";
  const auto kept = steps.next().add_session(named);
  auto noted = kept;
  noted.note = "yellowhammer";
  steps.next().change_session(noted, kept);
  auto entry = entry_at("2026-03-12T21:10", {six}, "chosen");
  entry.session = kept.id;
  entry.session_chosen = true;
  const auto chosen = keep_one(steps.next(), entry);
  steps.next().remove(Thing::session, std::vector<Id>{kept.id});
  steps.now().undo(1);
  steps.now().forget(Thing::session, std::vector<Id>{kept.id});
  const auto bytes = bytes_of(steps.path());
  for (const auto* word : {"zebrawood", "yellowhammer"})
    CHECK_MESSAGE(bytes.find(word) == std::string::npos, word);
  CHECK(steps.now().sessions().size() == 1);
  CHECK(steps.now().find_entry(chosen.id)->session == near.id);
  CHECK_FALSE(steps.now().find_entry(chosen.id)->session_chosen);
  CHECK(steps.now().steps(0).size() == 2);
  steps.now().undo(1);
  steps.now().redo(1);
  CHECK(steps.now().find_entry(chosen.id)->session == near.id);
}

TEST_CASE("a session that is deleted already can be deleted for good, and no step names it any more") {
  Steps steps;
  auto session = session_at("2026-03-12T15:00");
  session.note = "yellowhammer";
  const auto kept = steps.next().add_session(session);
  auto entry = entry_at("2026-03-12T21:10", {six});
  entry.session = kept.id;
  entry.session_chosen = true;
  keep_one(steps.next(), entry);
  steps.next().remove(Thing::session, std::vector<Id>{kept.id});
  CHECK(bytes_of(steps.path()).find("yellowhammer") != std::string::npos);
  CHECK(steps.now().has_known(Thing::session, kept.id));
  steps.now().forget(Thing::session, std::vector<Id>{kept.id});
  CHECK(bytes_of(steps.path()).find("yellowhammer") == std::string::npos);
  CHECK_FALSE(steps.now().has_known(Thing::session, kept.id));
  CHECK(steps.now().steps(0).size() == 1);
}

TEST_CASE("several sessions go at once and come back at once, with what was chosen") {
  Steps steps;
  const auto first = steps.next().add_session(session_at("2026-03-10T15:00"));
  const auto second = steps.next().add_session(session_at("2026-03-12T15:00"));
  auto entry = entry_at("2026-03-12T21:10", {six});
  entry.session = first.id;
  entry.session_chosen = true;
  const auto chosen = keep_one(steps.next(), entry);
  steps.next().remove(Thing::session, std::vector<Id>{first.id, second.id});
  CHECK(steps.now().sessions().empty());
  CHECK_FALSE(steps.now().find_entry(chosen.id)->session);
  steps.now().undo(1);
  CHECK(steps.now().sessions().size() == 2);
  CHECK(steps.now().find_entry(chosen.id)->session == first.id);
  CHECK(steps.now().find_entry(chosen.id)->session_chosen);
}

TEST_CASE("carried notes go, come back, and are gone for good from every byte of the file") {
  Steps steps;
  CarriedNote note;
  note.text = "yellowhammer";
  note.added = vienna("2026-03-12T21:10");
  note = steps.next().add_carried(note);
  steps.next().finish_carried(note.id, vienna("2026-03-13T09:00"));
  steps.next().remove(Thing::carried, std::vector<Id>{note.id});
  CHECK_FALSE(steps.now().find_carried(note.id));
  steps.now().undo(1);
  CHECK(steps.now().find_carried(note.id)->done == vienna("2026-03-13T09:00"));
  steps.now().redo(1);
  CHECK(steps.now().has_known(Thing::carried, note.id));
  steps.now().forget(Thing::carried, std::vector<Id>{note.id});
  CHECK(bytes_of(steps.path()).find("yellowhammer") == std::string::npos);
  CHECK_FALSE(steps.now().has_known(Thing::carried, note.id));
  CHECK(steps.now().steps(0).empty());
}

TEST_CASE("unknown entries are named all at once, and nothing is deleted") {
  Steps steps;
  keep_note(steps.next(), "2026-03-12T21:10", "one");
  CHECK(refusal_of([&] {
          steps.next().remove(Thing::entry, std::vector<Id>{1, 7, 9});
        }) == "there are no entries 7, 9 | See them with: felt list");
  CHECK(refusal_of([&] { steps.now().forget(Thing::carried, std::vector<Id>{2}); }) ==
        "there is no carried note 2 | See them with: felt carry list --all");
  CHECK(steps.notes() == Texts{"one"});
}

TEST_CASE("by chance: taking everything back and putting it back leaves the journal as it was") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Steps steps;
    std::mt19937 dice(seed);
    std::vector<Texts> states{steps.notes()};
    for (int step = 0; step < 12; ++step) {
      const auto entries = steps.now().entries({});
      const auto kind = entries.empty() ? 0 : dice() % 3;
      if (kind == 0) keep_note(steps.next(), "2026-03-12T21:10", "note " + std::to_string(step));
      if (kind != 0) {
        const auto& seen = entries[dice() % entries.size()];
        if (kind == 1)
          steps.next().change(with_note(seen, seen.note + " x"), seen);
        else
          steps.next().remove(Thing::entry, std::vector<Id>{seen.id});
      }
      states.push_back(steps.notes());
    }
    for (std::size_t i = states.size() - 1; i > 0; --i) {
      steps.now().undo(1);
      CHECK(steps.notes() == states[i - 1]);
    }
    steps.now().redo(12);
    CHECK(steps.notes() == states.back());
  }
}
