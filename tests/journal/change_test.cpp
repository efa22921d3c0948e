#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include "journal/checksum.hpp"
#include "journal/row_reader.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

const Given six = given(scale_question(), Rating{6});
const Given two_wakings = given(count_question(), Count{2});

std::string one_text(const std::string& path, const std::string& query) {
  SQLite::Database sql(path);
  SQLite::Statement row(sql, query);
  REQUIRE(row.executeStep());
  return row.getColumn(0).getString();
}

std::string kept_checksum(const std::string& path) {
  return one_text(path, "SELECT checksum FROM entry WHERE id = 1");
}

Entry with_note(Entry entry, std::string note) {
  entry.note = std::move(note);
  return entry;
}

}  // namespace

TEST_CASE("a changed entry is read back as it was changed, with a right checksum") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  const auto seen = keep_one(*journal, entry_at("2026-03-12T21:10", {six}, "before"));
  auto entry = seen;
  entry.about = vienna("2026-03-11T01:30");
  entry.felt_day = parse_day("2026-03-10");
  entry.tags = {"Äpfel", "neck"};
  entry.is_private = true;
  entry.answers = answers_of_every_kind();
  entry.note = "after\nof two lines";
  std::sort(entry.tags.begin(), entry.tags.end());
  check_same(journal->change(entry, seen), entry);
  check_same(journal->find_entry(1).value(), entry);
  CHECK(kept_checksum(folder.file()) == checksum_of(entry));
  CHECK(journal->entries({}).size() == 1);
}

TEST_CASE("what was taken out is gone from answers, tags and the list of what was answered") {
  const auto journal = Journal::in_memory();
  auto entry = entry_at("2026-03-12T21:10", answers_of_every_kind(), "note");
  entry.tags = {"neck", "rest"};
  const auto seen = keep_one(*journal, entry);
  entry = seen;
  entry.tags = {"rest"};
  entry.answers = {two_wakings};
  entry.note.clear();
  journal->change(entry, seen);
  check_same(journal->find_entry(1).value(), entry);
  CHECK(journal->questions_answered(std::nullopt) == std::set<std::string>{"tests/wakings"});
  Query narrowed;
  narrowed.tags = {"neck"};
  CHECK(journal->entries(narrowed).empty());
}

TEST_CASE("a search finds the new words and not the old ones") {
  const auto journal = Journal::in_memory();
  keep_note(*journal, "2026-03-12T20:00", "another evening");
  const auto seen =
      keep_one(*journal, entry_at("2026-03-12T21:10", {given(text_question(), Text{"like rain"})}, "quiet"));
  auto entry = with_note(seen, "louder");
  entry.answers = {given(text_question(), Text{"like snow"})};
  journal->change(entry, seen);
  CHECK(notes_of(journal->search(Texts{"louder"}, {})) == Texts{"louder"});
  CHECK(notes_of(journal->search(Texts{"snow"}, {})) == Texts{"louder"});
  CHECK(journal->search(Texts{"quiet"}, {}).empty());
  CHECK(journal->search(Texts{"rain"}, {}).empty());
  CHECK(journal->search(Texts{"evening"}, {}).size() == 1);
}

TEST_CASE("an entry can lose all its words, and gain some again") {
  const auto journal = Journal::in_memory();
  const auto seen = keep_one(*journal, entry_at("2026-03-12T21:10", {six}, "quiet"));
  const auto silent = journal->change(with_note(seen, ""), seen);
  CHECK(journal->search(Texts{"quiet"}, {}).empty());
  journal->change(with_note(silent, "quiet again"), silent);
  CHECK(notes_of(journal->search(Texts{"quiet"}, {})) == Texts{"quiet again"});
}

TEST_CASE("an answer that stays keeps the row of its wording") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  const auto seen = keep_one(*journal, entry_at("2026-03-12T21:10", {six, two_wakings}));
  auto reworded = scale_question();
  reworded.prompt = "In other words?";
  auto entry = seen;
  entry.answers = {six, given(count_question(), Count{3})};
  journal->change(entry, seen);
  CHECK(one_text(folder.file(), "SELECT count(*) FROM question") == "2");
  const auto again = journal->find_entry(1).value();
  entry.answers[0] = given(reworded, Rating{5});
  journal->change(entry, again);
  check_same(journal->find_entry(1).value().answers, entry.answers);
  CHECK(one_text(folder.file(), "SELECT count(*) FROM question") == "3");
}

TEST_CASE("what a person does not change stays, whatever is handed in") {
  const auto journal = Journal::in_memory();
  const auto seen = keep_one(*journal, entry_at("2026-03-12T21:10", {six}, "note"));
  auto entry = with_note(seen, "other");
  entry.uuid = "another";
  entry.flow = "another";
  entry.phase = Phase::week;
  entry.state = EntryState::stopped;
  entry.recorded += std::chrono::hours(100);
  journal->change(entry, seen);
  check_same(journal->find_entry(1).value(), with_note(seen, "other"));
}

TEST_CASE("an entry that moves is linked to its nearest session, unless one was chosen") {
  const auto journal = Journal::in_memory();
  const auto first = journal->add_session(session_at("2026-03-01T15:00"));
  const auto second = journal->add_session(session_at("2026-03-12T15:00"));
  auto seen = keep_one(*journal, entry_at("2026-03-12T21:10", {six}));
  REQUIRE(seen.session == second.id);
  auto entry = seen;
  entry.about = vienna("2026-03-02T10:00");
  seen = journal->change(entry, seen);
  CHECK(seen.session == first.id);
  CHECK(seen.session_start == first.starts.at);
  check_same(journal->find_entry(1).value(), seen);
  entry = seen;
  entry.session = second.id;
  entry.session_start = second.starts.at;
  entry.session_chosen = true;
  seen = journal->change(entry, seen);
  CHECK(seen.session == second.id);
  entry = seen;
  entry.about = vienna("2026-02-01T10:00");
  seen = journal->change(entry, seen);
  CHECK(seen.session == second.id);
  entry = seen;
  entry.session_chosen = false;
  seen = journal->change(entry, seen);
  CHECK_FALSE(seen.session);
  check_same(journal->find_entry(1).value(), seen);
}

TEST_CASE("an unknown entry and a draft are refused") {
  const auto journal = Journal::in_memory();
  CHECK(refusal_of([&] { journal->change({}, {}); }) == "there is no entry 0 | See them with: felt list");
  const auto draft = journal->begin_draft(entry_at("2026-03-12T21:10"));
  CHECK(refusal_of([&] { journal->change(with_note(draft, "x"), draft); }) ==
        "entry 1 is a check-in that is still open | Go on with it: felt log --resume");
  CHECK(journal->drafts().at(0).note == "");
}

TEST_CASE("a change from another window in between is not written over") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto seen = keep_one(*here, entry_at("2026-03-12T21:10", {six}, "note"));
  there->change(with_note(seen, "from there"), seen);
  const auto failure = failure_of([&] { here->change(with_note(seen, "from here"), seen); });
  CHECK(failure == std::pair(15, std::string("entry 1 was changed from another window meanwhile")));
  CHECK(here->find_entry(1).value().note == "from there");
  CHECK(here->search(Texts{"there"}, {}).size() == 1);
  CHECK(here->search(Texts{"here"}, {}).empty());
}

TEST_CASE("a session that was added in between does not stand in the way") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto seen = keep_one(*here, entry_at("2026-03-12T21:10", {six}, "note"));
  const auto session = there->add_session(session_at("2026-03-12T15:00"));
  CHECK(here->change(with_note(seen, "other"), seen).session == session.id);
}

TEST_CASE("of programs that change one entry at once each change is whole, and none is written over unseen") {
  constexpr int programs = 4, wanted = 10;
  const TemporaryFolder folder;
  keep_one(*Journal::open_or_make(folder.file()), entry_at("2026-03-12T21:10", {six}, "start"));
  std::vector<pid_t> children;
  for (int program = 0; program < programs; ++program) {
    const pid_t child = ::fork();
    if (child == 0)
      ::_exit(exit_of([&] {
        const auto journal = Journal::open_or_make(folder.file());
        for (int done = 0; done < wanted;) {
          const auto seen = journal->find_entry(1).value();
          done += exit_of([&] { journal->change(with_note(seen, seen.note + " w"), seen); }) == 0 ? 1 : 0;
        }
      }));
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  const auto entry = Journal::open_existing(folder.file())->find_entry(1).value();
  CHECK(entry.note.size() == std::string("start").size() + 2 * programs * wanted);
  CHECK(kept_checksum(folder.file()) == checksum_of(entry));
}
