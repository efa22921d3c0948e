#include "commands/backups.hpp"

#include <algorithm>
#include <random>

#include "full_run.hpp"
#include "journal/sealed_journal.hpp"

using namespace felt;
using namespace felt::test;

namespace {

namespace fs = std::filesystem;

enum class Kind { plain, sealed };

// A journal with one entry, made once.
const std::string& journal_of(Kind kind) {
  static const auto plain = [] {
    const TemporaryFolder folder;
    keep_note(*Journal::open_or_make(folder.file()), "2026-03-12T21:10", "one");
    return bytes_of(folder.file());
  }();
  static const auto sealed = bytes_of(SealedJournal().path);
  return kind == Kind::sealed ? sealed : plain;
}

// Copies of one journal, a minute apart.
class Shelf {
 public:
  explicit Shelf(int copies, Kind kind = Kind::plain) {
    for (int i = 0; i < copies; ++i) {
      const fs::path path = m_folder.file("journal-" + std::to_string(i) + ".db");
      write_bytes(path.string(), journal_of(kind));
      m_backups.push_back({path, vienna("2026-03-12T21:10").at + std::chrono::minutes(i), false, 0});
    }
  }
  const std::vector<BackupFile>& backups() const { return m_backups; }
  void damage(std::size_t i) const {
    auto bytes = bytes_of(m_backups[i].path.string());
    for (std::size_t at = 200; at < bytes.size(); at += 100) bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    write_bytes(m_backups[i].path.string(), bytes);
  }
  bool has(std::size_t i) const { return fs::exists(m_backups[i].path); }
  std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(
        m_backups.begin(), m_backups.end(), [](const BackupFile& one) { return fs::exists(one.path); }));
  }

 private:
  TemporaryFolder m_folder;
  std::vector<BackupFile> m_backups;
};

}  // namespace

TEST_CASE("the oldest copies go, as many as are too many") {
  const Shelf shelf(5);
  let_old_backups_go(shelf.backups(), 3);
  CHECK_FALSE(shelf.has(0));
  CHECK_FALSE(shelf.has(1));
  CHECK(shelf.count() == 3);
}

TEST_CASE("as many as may stay all stay") {
  const Shelf shelf(3);
  let_old_backups_go(shelf.backups(), 3);
  CHECK(shelf.count() == 3);
}

TEST_CASE("the newest copy that is whole always stays") {
  const auto shuffles = a_few_or(20, 1000);
  for (unsigned seed = 1; seed <= shuffles; ++seed) {
    CAPTURE(seed);
    std::mt19937 dice(seed);
    const Kind kind = dice() % 4 == 0 ? Kind::sealed : Kind::plain;
    const Shelf shelf(10, kind);
    const auto damaged = 1 + dice() % 9;
    for (std::size_t i = 10 - damaged; i < 10; ++i) shelf.damage(i);
    let_old_backups_go(shelf.backups(), 1 + dice() % 9, kind == Kind::sealed ? typing({right}) : Opening{});
    CHECK(shelf.has(9 - damaged));
  }
  MESSAGE(shuffles << " times the newest copies were damaged, and the newest whole one stayed");
}

TEST_CASE("a journal that another one took the place of is no copy that goes") {
  const Shelf shelf(4);
  auto backups = shelf.backups();
  for (auto& backup : backups) backup.is_replaced = true;
  let_old_backups_go(backups, 1);
  CHECK(shelf.count() == 4);
}
