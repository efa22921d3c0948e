#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include "journal/checkup.hpp"
#include "journal/database.hpp"
#include "journal/schema.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;
using std::chrono::milliseconds;

namespace {

namespace fs = std::filesystem;

using Failure = std::pair<int, std::string>;

Failure reading(const std::string& path) {
  return failure_of([&] { Journal::open_existing(path)->entries({}); });
}

Failure writing(const std::string& path) {
  return failure_of([&] { keep_note(*Journal::open_or_make(path), "2026-03-12T21:10", "x"); });
}

std::string hint_of(const std::string& path) {
  try {
    Journal::open_existing(path);
  } catch (const Error& error) {
    return error.hint();
  }
  return "";
}

long long pragma(const std::string& path, const std::string& name) {
  return SQLite::Database(path).execAndGet("PRAGMA " + name).getInt64();
}

void make_journal(const std::string& path) {
  keep_note(*Journal::open_or_make(path), "2026-03-12T21:10", "first");
}

// Does the work in a process of its own, which root's leaves as an ordinary user, and gives what it returned.
template <class Work>
int as_ordinary_user(const Work& work) {
  constexpr unsigned nobody = 65534;
  const pid_t child = ::fork();
  if (child == 0) {
    const bool is_ordinary = ::geteuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0);
    ::_exit(is_ordinary ? work() : 99);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// A journal that belongs to an ordinary user, in a folder of theirs.
void make_ordinary_journal(const TemporaryFolder& folder) {
  if (::geteuid() == 0) REQUIRE(::chown(folder.path().c_str(), 65534, 65534) == 0);
  REQUIRE(as_ordinary_user([&] { return writing(folder.file()).first; }) == 0);
}

}  // namespace

TEST_CASE("a journal that is not there is no journal, and reading makes none") {
  const TemporaryFolder folder;
  CHECK(reading(folder.file()).first == 10);
  CHECK(reading(folder.file("deep/down/journal.db")).first == 10);
  CHECK(fs::is_empty(folder.path()));
  CHECK(hint_of(folder.file()) ==
        "It begins with your first check-in: felt log. A session is kept with: felt session add WHEN.");
}

TEST_CASE("an empty file is no journal yet, and writing makes it one") {
  const TemporaryFolder folder;
  write_bytes(folder.file(), "");
  CHECK(reading(folder.file()).first == 10);
  CHECK(writing(folder.file()).first == 0);
  CHECK(reading(folder.file()).first == 0);
}

TEST_CASE("a new journal is private whatever the umask is") {
  for (const mode_t mask : {mode_t(000), mode_t(022), mode_t(077)}) {
    CAPTURE(mask);
    const Umask umask(mask);
    const TemporaryFolder folder;
    const auto path = folder.file("share/felt/journal.db");
    CHECK(writing(path).first == 0);
    CHECK(mode_of(path) == 0600);
    CHECK(mode_of(folder.path() / "share/felt") == 0700);
    CHECK(mode_of(folder.path() / "share") == 0700);
    CHECK(std::distance(fs::directory_iterator(folder.path() / "share/felt"), fs::directory_iterator()) == 1);
  }
}

TEST_CASE("what SQLite writes beside a journal is private too") {
  const Umask umask(0);
  const TemporaryFolder folder;
  make_journal(folder.file());
  SQLite::Database sql(folder.file(), SQLite::OPEN_READWRITE);
  sql.exec("BEGIN IMMEDIATE; DELETE FROM entry");
  REQUIRE(fs::exists(folder.file() + "-journal"));
  CHECK(mode_of(folder.file() + "-journal") == 0600);
}

TEST_CASE("a folder that exists keeps its mode") {
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms(0755));
  CHECK(writing(folder.file()).first == 0);
  CHECK(mode_of(folder.path()) == 0755);
}

TEST_CASE("a name that SQLite reads in another way is the name of a file") {
  const TemporaryFolder folder;
  const auto before = fs::current_path();
  fs::current_path(folder.path());
  for (const std::string name : {":memory:", "file:x?mode=memory", "plain.db?mode=memory"}) {
    CAPTURE(name);
    CHECK(writing(name).first == 0);
    CHECK(reading(name).first == 0);
    CHECK(fs::file_size(folder.path() / name) > 0);
  }
  fs::current_path(before);
}

TEST_CASE("a journal is marked as one, with its schema") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  CHECK(pragma(folder.file(), "application_id") == 0x46454C54);
  CHECK(pragma(folder.file(), "user_version") == newest_schema());
}

TEST_CASE("migrations are numbered from one, without a gap") {
  int number = 0;
  for (const auto& step : migrations()) CHECK(step.number == ++number);
  CHECK(newest_schema() == number);
}

TEST_CASE("a journal of the first schema is read as it is, and brought up to date when it is written to") {
  const TemporaryFolder folder;
  {
    SQLite::Database sql(folder.file(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    sql.exec(migrations()[0].sql);
    sql.exec("PRAGMA user_version = 1");
    sql.exec("PRAGMA application_id = 0x46454C54");
    sql.exec(
        "INSERT INTO entry(uuid, about_at, offset_min, zone, felt_day, recorded_at, phase, flow, note, "
        "state) "
        "VALUES ('u', '2026-03-12T20:10:00Z', 60, 'Europe/Vienna', '2026-03-12', '2026-03-12T20:10:00Z', "
        "'anytime', 'quick', 'kept', 'kept')");
  }
  fs::permissions(folder.file(), fs::perms::owner_read | fs::perms::owner_write);
  CHECK(Journal::open_existing(folder.file())->find_entry(1)->note == "kept");
  CHECK(pragma(folder.file(), "user_version") == 1);
  CHECK(Journal::open_or_make(folder.file())->find_entry(1)->note == "kept");
  CHECK(pragma(folder.file(), "user_version") == newest_schema());
}

TEST_CASE("another program's database is refused and left as it is") {
  const TemporaryFolder folder;
  {
    SQLite::Database(folder.file(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE entry(id)");
  }
  const auto before = bytes_of(folder.file());
  const Failure refused{13, "'" + folder.file() + "' is not a felt journal"};
  CHECK(reading(folder.file()).first == 13);
  CHECK(writing(folder.file()).first == 13);
  CHECK(bytes_of(folder.file()) == before);
}

TEST_CASE("another program's empty database is refused too") {
  const TemporaryFolder folder;
  {
    SQLite::Database(folder.file(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("PRAGMA application_id = 7; VACUUM");
  }
  CHECK(reading(folder.file()).first == 13);
  CHECK(writing(folder.file()).first == 13);
}

TEST_CASE("a file that is no database is refused and left as it is") {
  const TemporaryFolder folder;
  for (const auto& bytes : {std::string("Dear diary,\n"), std::string(5'000, 'x'),
                            std::string("SQLite format 3\0", 16) + std::string(600, '\xff')}) {
    CAPTURE(bytes.size());
    write_bytes(folder.file(), bytes);
    CHECK(reading(folder.file()).first == 13);
    CHECK(writing(folder.file()).first == 13);
    CHECK(bytes_of(folder.file()) == bytes);
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
  }
}

TEST_CASE("a journal of a newer felt is refused and left as it is") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  SQLite::Database(folder.file(), SQLite::OPEN_READWRITE)
      .exec("PRAGMA user_version = " + std::to_string(newest_schema() + 1));
  const auto before = bytes_of(folder.file());
  CHECK(reading(folder.file()).first == 14);
  CHECK(writing(folder.file()).first == 14);
  CHECK(bytes_of(folder.file()) == before);
}

TEST_CASE("a folder is no journal") {
  const TemporaryFolder folder;
  CHECK(writing(folder.path().string()).first == 15);
  CHECK(reading(folder.path().string()).first != 0);
}

TEST_CASE("a place where no folder can be made is named") {
  const TemporaryFolder folder;
  write_bytes(folder.file("file"), "x");
  CHECK(writing(folder.file("file/journal.db")).first == 15);
}

TEST_CASE("a folder that everyone can write to is refused, unless it is sticky") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  fs::permissions(folder.path(), fs::perms(0777));
  CHECK(reading(folder.file()).first == 16);
  CHECK(writing(folder.file()).first == 16);
  CHECK(writing(folder.file("new.db")).first == 16);
  fs::permissions(folder.path(), fs::perms(01777));
  CHECK(reading(folder.file()).first == 0);
  fs::permissions(folder.path(), fs::perms(0700));
}

TEST_CASE("another user's journal is refused") {
  if (::geteuid() != 0) return;  // only root can give a file away
  const TemporaryFolder folder;
  make_ordinary_journal(folder);
  CHECK(reading(folder.file()).first == 16);
  CHECK(writing(folder.file()).first == 16);
}

TEST_CASE("in a folder without write permission a journal is read, and writing says it could not save") {
  const TemporaryFolder folder;
  make_ordinary_journal(folder);
  fs::permissions(folder.path(), fs::perms(0500));
  CHECK(as_ordinary_user([&] { return reading(folder.file()).first; }) == 0);
  CHECK(as_ordinary_user([&] { return writing(folder.file()).first; }) == 15);
  CHECK(as_ordinary_user([&] { return writing(folder.file("new.db")).first; }) == 15);
  fs::permissions(folder.path(), fs::perms(0700));
  CHECK(as_ordinary_user([&] { return writing(folder.file()).first; }) == 0);
}

TEST_CASE("a journal without write permission is read, and writing says it could not save") {
  const TemporaryFolder folder;
  make_ordinary_journal(folder);
  fs::permissions(folder.file(), fs::perms(0400));
  CHECK(as_ordinary_user([&] { return reading(folder.file()).first; }) == 0);
  CHECK(as_ordinary_user([&] { return writing(folder.file()).first; }) == 15);
}

TEST_CASE("a journal that can only be read is looked through, and what was not looked at is told") {
  const TemporaryFolder folder;
  make_ordinary_journal(folder);
  fs::permissions(folder.file(), fs::perms(0400));
  const auto look = [&] {
    Checkup checkup;
    const int exit = exit_of([&] { checkup = check_journal(folder.file()); });
    return exit == 0 && checkup.findings.empty() ? static_cast<int>(checkup.remarks.size()) : 70;
  };
  CHECK(as_ordinary_user(look) == 1);
}

TEST_CASE("while another program writes, a journal is locked") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  const auto journal = Journal::open_or_make(folder.file(), {milliseconds(20)});
  SQLite::Database other(folder.file(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  CHECK(failure_of([&] { keep_note(*journal, "2026-03-12T21:10", "x"); }) ==
        Failure{11,
                "the journal '" + folder.file() + "' is in use by another program"});  // not another process
  CHECK(reading(folder.file()).first == 0);
  CHECK(exit_of([&] { check_journal(folder.file(), {milliseconds(20)}); }) == 11);
  other.exec("COMMIT; BEGIN EXCLUSIVE");
  CHECK(exit_of([&] { Journal::open_existing(folder.file(), {milliseconds(20)})->entries({}); }) == 11);
  CHECK(exit_of([&] { Journal::open_or_make(folder.file(), {milliseconds(20)}); }) == 11);
  other.exec("COMMIT");
  CHECK(keep_note(*journal, "2026-03-12T21:10", "x").id == 2);
}

TEST_CASE("a reading journal cannot be written to") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  const auto journal = Journal::open_existing(folder.file());
  CHECK(exit_of([&] { keep_note(*journal, "2026-03-12T21:10", "x"); }) != 0);
  CHECK(journal->entries({}).size() == 1);
}

TEST_CASE("felt's settings are in force") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  for (const auto access : {Database::Access::read, Database::Access::write}) {
    Database database(folder.file(), access, {milliseconds(0)});
    const auto value = [&](const char* name) {
      return database.sql().execAndGet("PRAGMA " + std::string(name)).getString();
    };
    CHECK(value("synchronous") == "3");
    CHECK(value("journal_mode") == "delete");
    CHECK(value("foreign_keys") == "1");
    CHECK(value("secure_delete") == "1");
    CHECK(value("trusted_schema") == "0");
    CHECK(value("temp_store") == "2");
    CHECK(value("cell_size_check") == "1");
    CHECK(value("mmap_size") == "0");
  }
}

TEST_CASE("a journal that another program left in WAL mode is read, and goes back at the first write") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  const auto mode = [&] {
    return SQLite::Database(folder.file()).execAndGet("PRAGMA journal_mode").getString();
  };
  { SQLite::Database(folder.file(), SQLite::OPEN_READWRITE).exec("PRAGMA journal_mode = WAL"); }
  REQUIRE(mode() == "wal");
  CHECK(reading(folder.file()).first == 0);
  CHECK(writing(folder.file()).first == 0);
  CHECK(mode() == "delete");
  CHECK(Journal::open_existing(folder.file())->entries({}).size() == 2);
}

TEST_CASE("no trigger runs, nothing is attached and the schema cannot be written to") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  SQLite::Database(folder.file(), SQLite::OPEN_READWRITE)
      .exec("CREATE TRIGGER spy AFTER INSERT ON entry BEGIN UPDATE entry SET note = 'taken over'; END");
  CHECK(writing(folder.file()).first == 0);
  CHECK(notes_of(Journal::open_existing(folder.file())->entries({})) == Texts{"first", "x"});
  Database database(folder.file(), Database::Access::write, {milliseconds(0)});
  CHECK_THROWS(database.sql().exec("ATTACH ':memory:' AS other"));
  CHECK_THROWS(database.sql().exec("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema"));
}

TEST_CASE("what is deleted does not stay in the file") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->add_to_note(id, "SECRETWORDS in a note");
  CHECK(bytes_of(folder.file()).find("SECRETWORDS") != std::string::npos);
  journal->discard_draft(id);
  CHECK(bytes_of(folder.file()).find("SECRETWORDS") == std::string::npos);
}

namespace {

// The bytes of everything in a folder, by name.
std::map<std::string, std::string> contents_of(const fs::path& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& file : fs::directory_iterator(folder))
    contents[file.path().filename().string()] = bytes_of(file.path().string());
  return contents;
}

}  // namespace

TEST_CASE("a journal is looked at without a trace") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  const auto before = contents_of(folder.path());
  CHECK(Journal::open_untouched(folder.file())->entries({}).size() == 1);
  CHECK(contents_of(folder.path()) == before);
}

TEST_CASE("a journal that a crash or another program left to be tidied is not looked at") {
  const TemporaryFolder folder;
  make_journal(folder.file());
  SUBCASE("a transaction that was cut short") {
    SQLite::Database writer(folder.file(), SQLite::OPEN_READWRITE);
    writer.exec("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE");
    writer.exec(
        "CREATE TABLE more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
        " SELECT hex(randomblob(100)) FROM n");
    fs::copy(folder.file(), folder.file("cut.db"));
    fs::copy(folder.file() + "-journal", folder.file("cut.db-journal"));
  }
  SUBCASE("a journal in WAL mode") {
    fs::copy(folder.file(), folder.file("cut.db"));
    SQLite::Database(folder.file("cut.db"), SQLite::OPEN_READWRITE).exec("PRAGMA journal_mode = WAL");
  }
  SUBCASE("something else") { write_bytes(folder.file("cut.db"), "no journal"); }
  const auto before = contents_of(folder.path());
  CHECK_THROWS_AS(Journal::open_untouched(folder.file("cut.db")), Error);
  CHECK(contents_of(folder.path()) == before);
}
