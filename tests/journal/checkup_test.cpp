// What has to be seen when a journal is looked through.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "full_run.hpp"
#include "journal/backup.hpp"
#include "journal/checkup.hpp"
#include "journal/intake.hpp"
#include "journal/salvage.hpp"
#include "journal/shares.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

constexpr std::string_view marker = "yellowhammer";

// A journal with everything a person can write, an earlier version, a session and a carried note.
void fill(const std::string& path) {
  const auto journal = Journal::open_or_make(path);
  journal->keep_steps([] { return vienna("2026-03-12T21:10"); });
  auto session = session_at("2026-03-12T15:00");
  session.note = std::string(marker) + " session";
  journal->add_session(session);
  CarriedNote carried;
  carried.text = std::string(marker) + " carried";
  carried.added = vienna("2026-03-12T21:10");
  journal->add_carried(carried);
  for (int i = 0; i < 20; ++i) {
    auto entry =
        entry_at("2026-03-12T21:10", answers_of_every_kind(), fmt::format("{} number {}", marker, i));
    entry.answers.push_back(given(text_question("own"), Text{fmt::format("{} text {}", marker, i)}));
    keep_one(*journal, entry);
  }
  journal->keep_steps([] { return vienna("2026-03-12T21:20"); });
  const auto seen = *journal->find_entry(3);
  auto changed = seen;
  changed.note = std::string(marker) + " changed";
  journal->change(changed, seen);
}

std::vector<std::size_t> places_of(const std::string& bytes, std::string_view word) {
  std::vector<std::size_t> places;
  for (auto at = bytes.find(word); at != std::string::npos; at = bytes.find(word, at + 1))
    for (std::size_t i = 0; i < word.size(); ++i) places.push_back(at + i);
  return places;
}

bool is_seen(const std::string& path) {
  try {
    return !check_journal(path).findings.empty();
  } catch (const Error& error) {
    return error.exit() == Exit::damaged;
  }
}

std::string first_finding(const std::string& path) {
  const auto findings = check_journal(path).findings;
  return findings.empty() ? "" : findings[0].what;
}

std::string after(const TemporaryFolder& folder, const std::string& statements) {
  fill(folder.file());
  SQLite::Database(folder.file(), SQLite::OPEN_READWRITE).exec(statements);
  return first_finding(folder.file());
}

}  // namespace

TEST_CASE("a journal as it was written has no findings, and is counted") {
  const TemporaryFolder folder;
  fill(folder.file());
  const auto before = bytes_of(folder.file());
  const auto checkup = check_journal(folder.file());
  CHECK(checkup.findings.empty());
  CHECK(checkup.entries == 20);
  CHECK(checkup.sessions == 1);
  CHECK(checkup.carried == 1);
  CHECK(checkup.versions == 1);
  CHECK(checkup.newest == 20);
  CHECK(bytes_of(folder.file()) == before);
}

TEST_CASE("a bit that flips in a person's words is seen") {
  const TemporaryFolder folder;
  fill(folder.file());
  const auto whole = bytes_of(folder.file());
  const auto places = places_of(whole, marker);
  REQUIRE(places.size() > 40 * marker.size());
  std::mt19937 dice(7);
  const int flips = static_cast<int>(a_few_or(60, 1000));
  int seen = 0;
  for (int flip = 0; flip < flips; ++flip) {
    auto bytes = whole;
    auto& byte = bytes[places[dice() % places.size()]];
    byte = static_cast<char>(byte ^ (1 << dice() % 8));
    write_bytes(folder.file(), bytes);
    seen += is_seen(folder.file()) ? 1 : 0;
  }
  MESSAGE(seen << " of " << flips << " flipped bits were seen");
  CHECK(seen * 1000 >= flips * 995);
}

TEST_CASE("what is not as it was written is named with its place") {
  const TemporaryFolder a, b, c, d, e;
  CHECK(after(a, "UPDATE entry SET note = 'other' WHERE id = 3") ==
        "entry 3 of 2026-03-12: it is not as it was written");
  CHECK(after(b, "UPDATE session SET note = 'other'") == "session 1: it is not as it was written");
  CHECK(after(c, "UPDATE carry SET text = 'other'") == "carried note 1: it is not as it was written");
  CHECK(after(d, "UPDATE past_entry SET note = 'other'") ==
        "an earlier version of entry 3 is not as it was written");
  CHECK(after(e, "DELETE FROM search WHERE rowid = 3") == "entry 3: the search index holds other words");
}

TEST_CASE("a wording that is damaged is named with each entry that has it, and hides nothing else") {
  const TemporaryFolder folder;
  CHECK(after(folder,
              "UPDATE question SET type = 'scale_' WHERE name = 'tests/distress'; "
              "UPDATE session SET note = 'other'") ==
        "entry 1: the journal holds the question type 'scale_' that felt never wrote");
  const auto checkup = check_journal(folder.file());
  CHECK(checkup.findings.size() == 20 + 1 + 1);  // the entries, the session, the earlier version
  CHECK(checkup.sessions == 1);
}

TEST_CASE("of many findings of a kind some are named and the others counted, and they hide no other") {
  const TemporaryFolder folder;
  fill(folder.file());
  const auto journal = Journal::open_or_make(folder.file());
  for (int i = 0; i < 37; ++i) keep_note(*journal, "2026-03-13T21:10", "more");
  SQLite::Database(folder.file(), SQLite::OPEN_READWRITE)
      .exec(
          "DELETE FROM search; UPDATE entry SET note = 'other' WHERE id = 57; "
          "UPDATE session SET note = 'other'");
  const auto findings = check_journal(folder.file()).findings;
  REQUIRE(findings.size() == 20 + 2);
  CHECK(findings[0].what == "entry 1: the search index holds other words");
  CHECK(findings[0].more == 0);
  CHECK(findings[19].what == "entry 20: the search index holds other words");
  CHECK(findings[19].more == 37);
  CHECK(findings[20].what == "entry 57 of 2026-03-13: it is not as it was written");
  CHECK(findings[21].what == "session 1: it is not as it was written");
}

TEST_CASE("tables of another shape are damage") {
  const TemporaryFolder folder;
  const auto finding = after(folder,
                             "DROP TABLE step; CREATE TABLE step(id INTEGER, at TEXT, offset_min INTEGER, "
                             "zone TEXT, joined INTEGER, state TEXT)");
  CHECK(finding.find("is damaged: foreign key mismatch") != std::string::npos);
}

TEST_CASE("a backup is whole, private and of one moment") {
  const TemporaryFolder folder;
  fill(folder.file());
  const auto copy = folder.file("copy.db");
  const Umask open_to_all(0);
  const auto checkup = back_up(folder.file(), copy, Overwrite::no);
  CHECK(checkup.entries == 20);
  CHECK(mode_of(copy) == 0600);
  CHECK(check_journal(copy).findings.empty());
  CHECK(exit_of([&] { back_up(folder.file(), copy, Overwrite::no); }) == 2);
}

TEST_CASE("a journal that is not whole has no backup, and leaves nothing behind") {
  const TemporaryFolder folder;
  after(folder, "UPDATE entry SET note = 'other' WHERE id = 3");
  const auto copy = folder.file("copy.db");
  CHECK(exit_of([&] { back_up(folder.file(), copy, Overwrite::no); }) == 13);
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) files += file.exists() ? 1 : 0;
  CHECK(files == 1);
}

// Where SQLite keeps which tables there are: without it nothing can be found in the file.
std::set<std::size_t> pages_of_the_schema(const std::string& path) {
  SQLite::Database sql(path);
  SQLite::Statement rows(sql, "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'");
  std::set<std::size_t> pages;
  while (rows.executeStep()) pages.insert(static_cast<std::size_t>(rows.getColumn(0).getInt64()));
  return pages;
}

TEST_CASE("everything that still reads is saved from a damaged journal") {
  const TemporaryFolder folder;
  fill(folder.file());
  const auto schema = pages_of_the_schema(folder.file());
  const auto whole = bytes_of(folder.file());
  std::mt19937 dice(11);
  constexpr std::size_t page = 4096;
  for (int time = 0; time < static_cast<int>(a_few_or(12, 200)); ++time) {
    CAPTURE(time);
    auto bytes = whole;
    const auto at = (1 + dice() % (bytes.size() / page - 1)) * page;  // any page but the first
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), page, '\x5a');
    write_bytes(folder.file(), bytes);
    const auto into = Journal::in_memory();
    if (schema.contains(at / page + 1)) {
      CHECK(exit_of([&] { salvage(folder.file(), *into); }) == 13);
      CHECK(bytes_of(folder.file()) == bytes);
      continue;
    }
    const auto salvaged = salvage(folder.file(), *into);
    CHECK(salvaged.entries == into->entries({}).size());
    CHECK(salvaged.entries + salvaged.lost.size() > 0);
    CHECK(bytes_of(folder.file()) == bytes);
  }
  write_bytes(folder.file(), whole);
  const auto into = Journal::in_memory();
  const auto salvaged = salvage(folder.file(), *into);
  CHECK(salvaged.lost.empty());
  CHECK(salvaged.entries == 20);
  CHECK(salvaged.sessions == 1);
  CHECK(salvaged.carried == 1);
}

TEST_CASE("what reads and is not as it was written is saved, and told of") {
  const TemporaryFolder folder;
  after(folder,
        "UPDATE entry SET note = 'other' WHERE id = 3; UPDATE session SET note = 'other'; "
        "UPDATE carry SET text = 'other'");
  const auto into = Journal::in_memory();
  const auto salvaged = salvage(folder.file(), *into);
  CHECK(salvaged.lost == Texts{"session 1 reads, but is not as it was written",
                               "carried note 1 reads, but is not as it was written",
                               "entry 3 reads, but is not as it was written"});
  CHECK(salvaged.entries == 20);
  CHECK(into->sessions().at(0).note == "other");
  CHECK(into->carried(Carried::all).at(0).text == "other");
}

TEST_CASE("one session or carried note that does not read hides no other") {
  const TemporaryFolder folder;
  fill(folder.file());
  const auto journal = Journal::open_or_make(folder.file());
  journal->add_session(session_at("2026-03-13T15:00"));
  CarriedNote carried;
  carried.text = "second";
  carried.added = vienna("2026-03-13T21:10");
  journal->add_carried(carried);
  SQLite::Database(folder.file(), SQLite::OPEN_READWRITE)
      .exec("UPDATE session SET kinds = '[1' WHERE id = 1; UPDATE carry SET added_at = 'soon' WHERE id = 1");
  const auto checkup = check_journal(folder.file());
  REQUIRE(checkup.findings.size() == 2);
  CHECK(checkup.findings[0].what == "session 1: the journal holds kinds of a session that felt never wrote");
  CHECK(checkup.findings[1].what.starts_with("carried note 1: "));
  CHECK(checkup.sessions == 1);
  CHECK(checkup.carried == 1);
  const auto into = Journal::in_memory();
  const auto salvaged = salvage(folder.file(), *into);
  CHECK(salvaged.lost == Texts{"session 1 does not read", "carried note 1 does not read"});
  CHECK(salvaged.entries == 20);
  CHECK(into->sessions().at(0).starts == vienna("2026-03-13T15:00"));
  CHECK(into->carried(Carried::all).at(0).text == "second");
}

TEST_CASE("a damaged wording costs the answers to it alone, and each of them is named") {
  const TemporaryFolder folder;
  after(folder, "UPDATE question SET type = 'scale_' WHERE name = 'tests/distress'");
  const auto into = Journal::in_memory();
  const auto salvaged = salvage(folder.file(), *into);
  CHECK(salvaged.entries == 20);
  REQUIRE(salvaged.lost.size() == 20);
  CHECK(salvaged.lost[0] == "entry 1: its answer to 'tests/distress' does not read");
  auto expected = answers_of_every_kind();
  expected.erase(expected.begin());  // the one to tests/distress
  expected.push_back(given(text_question("own"), Text{"yellowhammer text 0"}));
  check_same(into->find_entry(1)->answers, expected);
}

TEST_CASE("what was shared is saved from a damaged journal, and the history is counted") {
  const TemporaryFolder folder;
  fill(folder.file());
  ShareRecord record;
  record.at = vienna("2026-03-12T22:00");
  record.whom = "Anna";
  record.questions["emotions/distress"] = 2;
  record = keep_share(*Journal::open_or_make(folder.file()), record);
  const auto into = Journal::in_memory();
  const auto salvaged = salvage(folder.file(), *into);
  CHECK(salvaged.shares == 1);
  CHECK(shares_in(*into) == std::vector<ShareRecord>{record});
  CHECK(salvaged.staying_steps == 2);
}

TEST_CASE("what was deleted in a damaged journal does not come back from another one") {
  const TemporaryFolder folder;
  fill(folder.file());
  const auto journal = Journal::open_or_make(folder.file());
  const auto deleted = find_kept(*journal, journal->find_entry(5)->uuid);
  journal->remove(Thing::entry, std::vector<Id>{5});
  const auto into = Journal::in_memory();
  CHECK(salvage(folder.file(), *into).lost.empty());
  into->take_in([&](Intake& intake) {
    intake.take(*deleted);
    intake.finish();
  });
  CHECK(into->entries({}).size() == 19);
}
