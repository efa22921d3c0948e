#include <SQLiteCpp/SQLiteCpp.h>

#include "journal/checksum.hpp"
#include "journal/row_reader.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::string kept_checksum(const std::string& path, Id id) {
  SQLite::Database sql(path);
  SQLite::Statement row(sql, "SELECT checksum FROM entry WHERE id = ?");
  row.bind(1, static_cast<int64_t>(id));
  REQUIRE(row.executeStep());
  return row.isColumnNull(0) ? "" : row.getColumn(0).getString();
}

void check_sum(const std::string& path, const Journal& journal, Id id) {
  const auto kept = kept_checksum(path, id);
  CHECK(kept.size() == 32);
  CHECK(checksum_of(journal.find_entry(id).value()) == kept);
}

Entry golden_entry() {
  auto entry = entry_at("2026-03-12T21:10", {}, "quiet évening");
  entry.uuid = "11111111-2222-4333-8444-555555555555";
  entry.phase = Phase::evening;
  return entry;
}

}  // namespace

TEST_CASE("the checksum of an entry is the one worked out from what is read back, for every kind of answer") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  for (const auto& one : answers_of_every_kind()) {
    CAPTURE(one.answer.question);
    check_sum(folder.file(), *journal, keep_one(*journal, entry_at("2026-03-12T21:10", {one})).id);
  }
  auto entry = entry_at("2026-03-12T21:10", answers_of_every_kind(), "a note\nof two lines");
  entry.tags = {"rest", "Äpfel", "neck", "rest"};
  entry.is_private = true;
  entry.state = EntryState::stopped;
  entry.recorded += std::chrono::hours(100);
  check_sum(folder.file(), *journal, keep_one(*journal, entry).id);
}

TEST_CASE("a finished draft has a checksum, an open one has none") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  auto entry = entry_at("2026-03-12T21:10");
  entry.tags = {"rest", "neck"};
  const auto id = journal->begin_draft(entry).id;
  const auto answers = answers_of_every_kind();
  for (const auto& one : answers) journal->put_answer(id, one);
  journal->add_to_note(id, "quiet");
  CHECK(kept_checksum(folder.file(), id) == "");
  REQUIRE(journal->finish_draft(id, EntryState::stopped, answers));
  check_sum(folder.file(), *journal, id);
}

TEST_CASE("answers that came from two windows have a right checksum") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto id = here->begin_draft(entry_at("2026-03-12T21:10")).id;
  const auto six = given(scale_question(), Rating{6});
  there->put_answer(id, given(count_question(), Count{2}));
  here->put_answer(id, six);
  REQUIRE(here->finish_draft(id, EntryState::kept, {six}));
  check_sum(folder.file(), *here, id);
}

TEST_CASE("a session that takes an entry leaves its checksum right") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  const auto id = keep_note(*journal, "2026-03-12T21:10", "x").id;
  journal->add_session(session_at("2026-03-12T15:00"));
  CHECK(journal->find_entry(id).value().session == 1);
  check_sum(folder.file(), *journal, id);
}

TEST_CASE("the bytes under a checksum never change") {
  using namespace std::chrono;
  auto entry = golden_entry();
  CHECK(checksum_of(entry) == "9080cf914e9999b4f16429eb49c831e6");
  entry.tags = {"neck", "rest"};
  entry.answers = {given(scale_question(), Rating{6}),
                   given(choice_question(), Choice{{"right", "just right"}}),
                   given(multi_question(), Picks{{pick("fear", 3), own_pick("like rain")}}),
                   given(body_question(), Places{{place("neck", Side::left, Aspect::back, {"tight"}, 3)}}),
                   given(duration_question(), Minutes{80}),
                   given(time_question(), ClockTime{23 * 60 + 40, 2026y / March / 11}),
                   given(count_question(), Count{2}),
                   given(yesno_question(), YesNo{true}),
                   given(text_question(), Text{"like rain"}),
                   given(scale_question("unsure"), Unsure{})};
  CHECK(checksum_of(entry) == "0beb8e7ffdb8285467df5a94323020a9");
}

TEST_CASE("whatever a person wrote changes the checksum") {
  const auto entry = golden_entry();
  std::vector<Entry> others(14, entry);
  others[1].note += " ";
  others[2].tags = {"neck"};
  others[3].is_private = true;
  others[4].state = EntryState::stopped;
  others[5].about.at += std::chrono::seconds(1);
  others[6].about.offset += std::chrono::minutes(1);
  others[7].about.zone = "Europe/Berlin";
  others[8].felt_day = parse_day("2026-03-11");
  others[9].recorded += std::chrono::seconds(1);
  others[10].flow = "evening";
  others[11].phase = Phase::after;
  others[12].answers = {given(scale_question(), Rating{6})};
  others[13].answers = {given(scale_question(), Unsure{})};
  std::set<std::string> sums;
  for (const auto& other : others) CHECK(sums.insert(checksum_of(other)).second);
}

TEST_CASE("the id, the session and the order of the tags do not change the checksum") {
  auto entry = golden_entry();
  entry.tags = {"a", "b"};
  auto other = entry;
  other.id = 12;
  other.session = 3;
  other.session_chosen = true;
  other.session_start = entry.about.at;
  other.tags = {"b", "a", "b"};
  CHECK(checksum_of(entry) == checksum_of(other));
}
