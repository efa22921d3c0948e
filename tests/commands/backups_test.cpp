#include "commands/backups.hpp"

#include <algorithm>
#include <random>

#include "journal/backup.hpp"
#include "journal/journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

namespace fs = std::filesystem;

// Copies of one journal, a minute apart.
class Shelf {
 public:
  explicit Shelf(int copies) {
    keep_note(*Journal::open_or_make(m_folder.file()), "2026-03-12T21:10", "one");
    for (int i = 0; i < copies; ++i) {
      const fs::path path = m_folder.file("journal-" + std::to_string(i) + ".db");
      back_up(m_folder.file(), path, Overwrite::no);
      m_backups.push_back({path, vienna("2026-03-12T21:10").at + std::chrono::minutes(i), false, 0});
    }
  }
  const std::vector<BackupFile>& backups() const { return m_backups; }
  void damage(std::size_t i) const { write_bytes(m_backups[i].path.string(), "no journal any more"); }
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
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 dice(seed);
    const Shelf shelf(6);
    const auto damaged = 1 + dice() % 5;
    for (std::size_t i = 6 - damaged; i < 6; ++i) shelf.damage(i);
    let_old_backups_go(shelf.backups(), 1 + dice() % 3);
    CHECK(shelf.has(5 - damaged));
  }
}

TEST_CASE("a journal that another one took the place of is no copy that goes") {
  const Shelf shelf(4);
  auto backups = shelf.backups();
  for (auto& backup : backups) backup.is_replaced = true;
  let_old_backups_go(backups, 1);
  CHECK(shelf.count() == 4);
}
