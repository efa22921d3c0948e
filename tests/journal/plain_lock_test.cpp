#include "journal/plain_lock.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <optional>

#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

constexpr std::chrono::milliseconds moment{50};

}  // namespace

TEST_CASE("a journal that is being written to is not locked") {
  const TemporaryFolder folder;
  keep_note(*Journal::open_or_make(folder.file()), "2026-03-12T21:10", "words");
  SQLite::Database other(folder.file(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  CHECK(exit_of([&] { PlainLock(folder.file(), moment); }) == 11);
  other.exec("ROLLBACK");
  CHECK(exit_of([&] { PlainLock(folder.file(), moment); }) == 0);
}

TEST_CASE("nobody reads or writes a journal that is locked, until it no longer is") {
  const TemporaryFolder folder;
  keep_note(*Journal::open_or_make(folder.file()), "2026-03-12T21:10", "words");
  const auto look = [&] { Journal::open_existing(folder.file(), {moment})->entries({}); };
  std::optional<PlainLock> lock(std::in_place, folder.file(), moment);
  CHECK(exit_of(look) == 11);
  lock.reset();
  CHECK(exit_of(look) == 0);
}

TEST_CASE("what is damaged can be locked, and what is missing is let be") {
  const TemporaryFolder folder;
  std::ofstream(folder.file()) << "no journal";
  CHECK(exit_of([&] { PlainLock(folder.file(), moment); }) == 0);
  CHECK(exit_of([&] { PlainLock(folder.file() + "-other", moment); }) == 0);
}
