#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

constexpr int writers = 8;
constexpr int writes_each = 50;

std::string note_of(int writer, int write) { return std::to_string(writer) + "." + std::to_string(write); }

// Keeps one entry after the other, each as a command of its own would; the fastest one makes the journal.
int write_all(const std::string& path, int writer) {
  return exit_of([&] {
    for (int write = 0; write < writes_each; ++write)
      keep_one(*Journal::open_or_make(path),
               entry_at("2026-03-12T21:10", answers_of_every_kind(), note_of(writer, write)));
  });
}

std::vector<pid_t> start_all(const std::string& path) {
  std::vector<pid_t> children;
  for (int writer = 0; writer < writers; ++writer) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(write_all(path, writer));
    children.push_back(child);
  }
  return children;
}

}  // namespace

TEST_CASE("eight programs writing at once lose nothing, and none finds the journal locked") {
  const TemporaryFolder folder;
  for (const pid_t child : start_all(folder.file())) {
    int status = -1;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }
  std::set<std::string> kept;
  std::set<Id> ids;
  for (const auto& entry : Journal::open_existing(folder.file())->entries({})) {
    CHECK(kept.insert(entry.note).second);
    ids.insert(entry.id);
    CHECK(entry.answers.size() == answers_of_every_kind().size());
  }
  CHECK(ids.size() == writers * writes_each);
  CHECK(*ids.rbegin() == writers * writes_each);
  Texts missing;
  for (int writer = 0; writer < writers; ++writer)
    for (int write = 0; write < writes_each; ++write)
      if (!kept.contains(note_of(writer, write))) missing.push_back(note_of(writer, write));
  CHECK(missing == Texts{});
}

TEST_CASE("a reader beside a writer sees whole entries") {
  const TemporaryFolder folder;
  const auto answers = answers_of_every_kind();
  keep_one(*Journal::open_or_make(folder.file()), entry_at("2026-03-12T21:10", answers, "first"));
  const pid_t child = ::fork();
  if (child == 0) ::_exit(write_all(folder.file(), 0));
  const auto journal = Journal::open_existing(folder.file());
  int status = 0;
  std::size_t seen = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    const auto entries = journal->entries({});
    CHECK(entries.size() >= seen);
    seen = entries.size();
    for (const auto& entry : entries) CHECK(entry.answers.size() == answers.size());
  }
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(journal->entries({}).size() == 1 + writes_each);
}

TEST_CASE("while much is read as of one moment nothing is written") {
  const TemporaryFolder folder;
  const auto writer = Journal::open_or_make(folder.file(), {std::chrono::milliseconds(20)});
  keep_note(*writer, "2026-03-12T21:10", "first");
  const auto reader = Journal::open_existing(folder.file());
  reader->at_one_moment([&] {
    CHECK(reader->entries({}).size() == 1);
    CHECK(exit_of([&] { keep_note(*writer, "2026-03-12T21:15", "second"); }) == 11);
    CHECK(reader->entries({}).size() == 1);
  });
  keep_note(*writer, "2026-03-12T21:15", "second");
  CHECK(reader->entries({}).size() == 2);
}
