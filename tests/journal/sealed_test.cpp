#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "base/descriptor.hpp"
#include "seal/lock.hpp"
#include "seal/recovery.hpp"
#include "sealed_journal.hpp"

using namespace felt;
using namespace felt::test;

namespace {

namespace fs = std::filesystem;

struct stat facts_of(const std::string& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts;
}

}  // namespace

TEST_CASE("a sealed journal opens with its passphrase and holds what the plain one held") {
  SealedJournal sealed;
  CHECK(sealed.notes() == Texts{"the hip is warm"});
  CHECK(sealed.open()->sealed()->generation == 1);
  const auto bytes = bytes_of(sealed.path);
  CHECK(bytes.find("the hip is warm") == bytes.npos);
  CHECK(bytes.find("SQLite") == bytes.npos);
  CHECK(mode_of(sealed.path) == 0600);
  CHECK(sealed.files() == Texts{"journal.db", "journal.db.lock"});
}

TEST_CASE("each change is on the disk when it returns, and the save before it is kept beside") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  keep_note(*journal, "2026-03-12T22:00", "second");
  CHECK(sealed.notes() == Texts{"the hip is warm", "second"});
  CHECK(journal->sealed()->generation == 2);
  keep_note(*journal, "2026-03-12T23:00", "third");
  CHECK(sealed.notes().size() == 3);
  CHECK(sealed.files() == Texts{"journal.db", "journal.db.lock", "journal.db.prev"});
  const auto before = Journal::open_existing(sealed.path + ".prev", typing({right}));
  CHECK(notes_of(before->entries({})) == Texts{"the hip is warm", "second"});
  CHECK(mode_of(sealed.path + ".prev") == 0600);
}

TEST_CASE("two that have the journal open lose nothing of each other") {
  SealedJournal sealed;
  const auto here = sealed.open(), there = sealed.open();
  for (int i = 0; i < 5; ++i) {
    keep_note(*here, "2026-03-13T10:00", "here " + std::to_string(i));
    keep_note(*there, "2026-03-13T11:00", "there " + std::to_string(i));
  }
  CHECK(sealed.notes().size() == 11);
}

TEST_CASE("answers of a check-in that is being asked are sealed one by one") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  const auto draft = journal->begin_draft(entry_at("2026-03-14T09:00")).id;
  const auto begun = bytes_of(sealed.path);
  journal->add_to_note(draft, "unfinished words");
  CHECK(bytes_of(sealed.path) != begun);
  CHECK(Journal::open_existing(sealed.path, typing({right}))->drafts().at(0).note == "unfinished words");
}

TEST_CASE("a wrong passphrase changes nothing, not even the times of the file") {
  SealedJournal sealed;
  const auto bytes = bytes_of(sealed.path);
  const auto before = facts_of(sealed.path);
  const auto files = sealed.files();
  for (const char* wrong : {"", "one two three fou", "one two three four ", "ONE TWO THREE FOUR"})
    CHECK(exit_of([&] { sealed.open(wrong); }) == 12);
  CHECK(exit_of([&] { Journal::open_existing(sealed.path); }) == 12);
  const auto after = facts_of(sealed.path);
  CHECK(bytes_of(sealed.path) == bytes);
  CHECK(after.st_ino == before.st_ino);
  CHECK(std::memcmp(&after.st_mtim, &before.st_mtim, sizeof after.st_mtim) == 0);
  CHECK(sealed.files() == files);
}

TEST_CASE("who mistypes may try again") {
  SealedJournal sealed;
  CHECK(Journal::open_existing(sealed.path, typing({"no", "neither", right}))->entries({}).size() == 1);
}

TEST_CASE("a new passphrase takes the place of the old one, in the save before, too") {
  SealedJournal sealed;
  keep_note(*sealed.open(), "2026-03-12T22:00", "second");
  reseal_journal(sealed.path, seal_with("five six seven eight"), typing({right}));
  CHECK(exit_of([&] { sealed.open(right); }) == 12);
  CHECK(sealed.notes("five six seven eight").size() == 2);
  CHECK(exit_of([&] { Journal::open_existing(sealed.path + ".prev", typing({right})); }) == 12);
  CHECK(Journal::open_existing(sealed.path + ".prev", typing({"five six seven eight"}))->entries({}).size() ==
        2);
}

TEST_CASE("where the save before cannot be forgotten, the change stands and says so") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  const auto second = keep_note(*journal, "2026-03-12T22:00", "second");
  const auto previous = sealed.path + ".prev";
  fs::remove(previous);
  fs::create_directory(previous);  // no file takes the place of a folder
  CHECK_THROWS_AS(journal->forget(Thing::entry, std::vector<Id>{second.id}), StandsAnyway);
  CHECK(notes_of(journal->entries({})) == Texts{"the hip is warm"});
  CHECK(sealed.notes() == Texts{"the hip is warm"});
  CHECK_THROWS_AS(reseal_journal(sealed.path, seal_with("five six seven eight"), typing({right})),
                  StandsAnyway);
  CHECK(exit_of([&] { sealed.open(right); }) == 12);
  CHECK(sealed.notes("five six seven eight") == Texts{"the hip is warm"});
  CHECK(sealed.files() == Texts{"journal.db", "journal.db.lock", "journal.db.prev"});
}

TEST_CASE("where the save before is the same file, the next save leaves no third name of it") {
  SealedJournal sealed;
  const Texts usual{"journal.db", "journal.db.lock", "journal.db.prev"};
  reseal_journal(sealed.path, seal_with("five six seven eight"), typing({right}));
  const auto journal = sealed.open("five six seven eight");
  const auto second = keep_note(*journal, "2026-03-12T22:00", "second");
  CHECK(sealed.files() == usual);
  const auto before = Journal::open_existing(sealed.path + ".prev", typing({"five six seven eight"}));
  CHECK(notes_of(before->entries({})) == Texts{"the hip is warm"});
  journal->forget(Thing::entry, std::vector<Id>{second.id});
  CHECK(sealed.files() == usual);
  keep_note(*journal, "2026-03-12T23:00", "third");
  CHECK(sealed.files() == usual);
}

TEST_CASE("a journal that is open knows that another one has changed the file") {
  SealedJournal sealed;
  const auto here = sealed.open(), there = sealed.open();
  const auto version = here->version();
  CHECK(here->version() == version);
  keep_note(*there, "2026-03-12T22:00", "second");
  CHECK(here->version() != version);
}

TEST_CASE("a journal that got another passphrase meanwhile takes no words from who knows the old one") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  reseal_journal(sealed.path, seal_with("five six seven eight"), typing({right}));
  CHECK(exit_of([&] { keep_note(*journal, "2026-03-12T22:00", "lost?"); }) == 12);
  CHECK(sealed.notes("five six seven eight").size() == 1);
}

TEST_CASE("a recovery key opens the journal, and is gone with the next passphrase") {
  SealedJournal sealed;
  const auto text = recovery_text(new_recovery_key());
  auto seal = seal_with("five six seven eight");
  seal.recovery = std::make_shared<Passphrase>(Secret::copy_of(text));
  reseal_journal(sealed.path, seal, typing({right}));
  CHECK(sealed.notes(text) == sealed.notes("five six seven eight"));
  CHECK(find_seal(sealed.path)->slots.size() == 2);
  reseal_journal(sealed.path, seal_with(right), typing({text}));
  CHECK(exit_of([&] { sealed.open(text); }) == 12);
}

TEST_CASE("an unsealed journal is the plain one it was") {
  SealedJournal sealed;
  keep_note(*sealed.open(), "2026-03-12T22:00", "second");
  unseal_journal(sealed.path, typing({right}));
  CHECK(notes_of(Journal::open_existing(sealed.path)->entries({})) == Texts{"the hip is warm", "second"});
  CHECK_FALSE(Journal::open_existing(sealed.path)->sealed());
  CHECK(sealed.files() == Texts{"journal.db", "journal.db.lock"});
  CHECK(exit_of([&] { unseal_journal(sealed.path, {}); }) == 2);
}

TEST_CASE("a journal is sealed once") {
  SealedJournal sealed;
  const auto bytes = bytes_of(sealed.path);
  CHECK(exit_of([&] { seal_journal(sealed.path, seal_with("again"), typing({right})); }) == 2);
  CHECK(bytes_of(sealed.path) == bytes);
}

TEST_CASE("the plain file is overwritten, unless another name still leads to it") {
  TemporaryFolder folder;
  const auto path = folder.file();
  keep_note(*Journal::open_or_make(path), "2026-03-12T21:10", "plain words");
  const int old = ::open(path.c_str(), O_RDONLY);
  seal_journal(path, seal_with(right), {});
  std::string bytes(static_cast<std::size_t>(::lseek(old, 0, SEEK_END)), 'x');
  REQUIRE(::pread(old, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  ::close(old);
  CHECK(bytes.find_first_not_of('\0') == bytes.npos);

  TemporaryFolder other;
  keep_note(*Journal::open_or_make(other.file()), "2026-03-12T21:10", "plain words");
  fs::create_hard_link(other.file(), other.file("copy.db"));
  CHECK(seal_journal(other.file(), seal_with(right), {}) == Rest::elsewhere);
  CHECK(notes_of(Journal::open_existing(other.file("copy.db"))->entries({})) == Texts{"plain words"});
}

TEST_CASE("who has the plain journal open while it is sealed is told, and loses nothing in silence") {
  TemporaryFolder folder;
  const auto path = folder.file();
  const auto early = Journal::open_or_make(path);
  keep_note(*early, "2026-03-12T21:10", "first");
  seal_journal(path, seal_with(right), {});
  CHECK(exit_of([&] { keep_note(*early, "2026-03-12T22:00", "second"); }) == 15);
  CHECK(notes_of(Journal::open_existing(path, typing({right}))->entries({})) == Texts{"first"});
}

TEST_CASE("a link to a sealed journal stays one") {
  SealedJournal sealed;
  const auto link = sealed.folder.file("link.db");
  fs::create_symlink(sealed.path, link);
  keep_note(*Journal::open_or_make(link, typing({right})), "2026-03-12T22:00", "second");
  CHECK(fs::is_symlink(link));
  CHECK(sealed.notes().size() == 2);
}

TEST_CASE("what a crash left is removed by the next change, and nothing else") {
  SealedJournal sealed;
  const std::string digits(32, 'a');
  const auto left = sealed.path + ".saving-" + digits;
  const std::vector<std::string> foreign{
      sealed.path + ".saving-account", sealed.path + ".saving-" + digits + "0",
      sealed.path + ".saving-" + std::string(32, 'g'), sealed.folder.file("other.saving-" + digits)};
  write_bytes(left, "half");
  for (const auto& file : foreign) write_bytes(file, "somebody's");
  CHECK(sealed.notes().size() == 1);
  CHECK(fs::exists(left));  // whoever reads changes nothing
  keep_note(*sealed.open(), "2026-03-12T22:00", "second");
  CHECK_FALSE(fs::exists(left));
  for (const auto& file : foreign) CHECK(fs::exists(file));
}

TEST_CASE("while another holds the lock, a change is refused and reading is not") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  {
    const JournalLock lock(sealed.path, std::chrono::milliseconds(0));
    const auto [exit, message] = failure_of([&] { keep_note(*journal, "2026-03-12T22:00", "second"); });
    CHECK(exit == 11);
    CHECK(message.find("process " + std::to_string(::getpid())) != message.npos);
    CHECK(sealed.notes().size() == 1);
  }
  keep_note(*journal, "2026-03-12T22:00", "second");
  CHECK(sealed.notes().size() == 2);
}

TEST_CASE("a lock file that was removed and made anew is noticed") {
  SealedJournal sealed;
  const JournalLock lock(sealed.path, std::chrono::milliseconds(0));
  CHECK(lock.holds());
  fs::remove(sealed.path + ".lock");
  CHECK_FALSE(lock.holds());
}

TEST_CASE("a journal that was exchanged meanwhile is taken as it is now, another one is refused") {
  SealedJournal sealed;
  const auto early = bytes_of(sealed.path);
  const auto journal = sealed.open();
  keep_note(*journal, "2026-03-12T22:00", "second");
  fs::remove(sealed.path);
  write_bytes(sealed.path, early);  // as a program that syncs folders does
  keep_note(*journal, "2026-03-12T23:00", "third");
  CHECK(sealed.notes() == Texts{"the hip is warm", "third"});

  SealedJournal other;
  write_bytes(sealed.path, bytes_of(other.path));
  CHECK(exit_of([&] { keep_note(*journal, "2026-03-12T23:30", "fourth"); }) == 15);
  CHECK(bytes_of(sealed.path) == bytes_of(other.path));
}

TEST_CASE("a journal that is open knows whether its file still has its place") {
  SealedJournal sealed, other;
  const auto journal = sealed.open();
  keep_note(*sealed.open(), "2026-03-12T22:00", "second");
  CHECK(journal->sealed_in_place()->generation == 1);
  const auto bytes = bytes_of(sealed.path);
  write_bytes(sealed.path, bytes_of(other.path));
  CHECK_FALSE(journal->sealed_in_place());
  write_bytes(sealed.path, bytes);
  CHECK(journal->sealed_in_place());
  unseal_journal(sealed.path, typing({right}));
  CHECK_FALSE(journal->sealed_in_place());
  CHECK(journal->sealed());
}

TEST_CASE("a damaged sealed journal is told of, and stays as it is") {
  SealedJournal sealed;
  auto bytes = bytes_of(sealed.path);
  bytes[100'000] = static_cast<char>(bytes[100'000] + 1);
  write_bytes(sealed.path, bytes);
  CHECK(exit_of([&] { sealed.open(); }) == 13);
  CHECK(bytes_of(sealed.path) == bytes);
}

TEST_CASE("an import that is only tried leaves a sealed journal as it was") {
  SealedJournal sealed;
  const auto bytes = bytes_of(sealed.path);
  const auto journal = sealed.open();
  journal->take_in([](Intake&) {}, Journal::Trial::yes);
  CHECK(bytes_of(sealed.path) == bytes);
  keep_note(*journal, "2026-03-12T22:00", "second");
  CHECK(sealed.notes().size() == 2);
}
