#include "journal/sealing.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "seal/container.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

std::vector<Slot> slots_for(const NewSeal& seal, const Bytes16& file, const Secret& master) {
  std::vector<Slot> slots{make_slot(SlotKind::passphrase, *seal.passphrase, seal.cost, file, master)};
  if (seal.recovery) slots.push_back(make_slot(SlotKind::recovery, *seal.recovery, seal.cost, file, master));
  return slots;
}

// The bytes of a database that is on the disk; wiped when they go.
class Copy {
 public:
  explicit Copy(sqlite3* database) : m_bytes(sqlite3_serialize(database, "main", &m_size, 0)) {
    if (!m_bytes) throw std::bad_alloc();
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() {
    wipe(m_bytes, static_cast<std::size_t>(m_size));
    sqlite3_free(m_bytes);
  }
  std::string_view view() const {
    return {reinterpret_cast<const char*>(m_bytes), static_cast<std::size_t>(m_size)};
  }

 private:
  sqlite3_int64 m_size = 0;
  unsigned char* m_bytes;
};

void refuse_broken(SQLite::Database& sql, const std::string& path) {
  if (sql.execAndGet("PRAGMA quick_check(1)").getString() != "ok")
    throw Error(Exit::damaged, fmt::format("the journal {} is damaged", quoted_path(path)),
                "Nothing was changed. Leave the file as it is and keep a copy of it before anything else.");
}

void refuse_large(std::string_view image) {
  if (image.size() > largest_image)
    throw Error(Exit::not_saved, fmt::format("the journal holds {}; a sealed one holds at most {}",
                                             size_text(image.size()), size_text(largest_image)));
}

// A new sealed file in the place of whatever is there.
void put_sealed(std::string_view image, const fs::path& target, const NewSeal& seal) {
  refuse_large(image);
  Header header, written;
  header.file = by_chance<Bytes16>();
  header.generation = 1;
  const auto master = new_master_key();
  header.slots = slots_for(seal, header.file, master);
  auto saving = sealed_saving(header, master, image, written);
  saving.replaced = Replaced::dropped;
  save_over(target, saving);
}

// Nobody else reads or writes the plain journal from here on until the sealed one is in its place.
void write_sealed(Database& database, const fs::path& target, const NewSeal& seal) {
  guarded(database, [&](SQLite::Database& sql) {
    sql.exec("BEGIN EXCLUSIVE");
    refuse_broken(sql, database.path());
    put_sealed(Copy(sql.getHandle()).view(), target, seal);
  });
}

// What SQLite may have left beside a plain journal.
void shred_companions(const fs::path& target) {
  for (const char* ending : {"-journal", "-wal", "-shm"}) shred(target.string() + ending);
}

void require_sealed(Database& database) {
  if (database.sealed()) return;
  throw UsageError(fmt::format("the journal {} is not sealed", quoted_path(database.path())),
                   "It gets a passphrase with: felt passphrase set");
}

}  // namespace

Rest seal_journal(const std::string& path, const NewSeal& seal, const Opening& opening) {
  if (is_sealed_file(path))
    throw UsageError(fmt::format("the journal {} is sealed already", quoted_path(path)),
                     "It gets another passphrase with: felt passphrase change");
  forbid_core_dumps();
  auto database = open_for_writing(path, opening);
  const auto target = link_target(path);
  const JournalLock lock(target, opening.wait);
  remove_leftovers(target);
  // Closing any descriptor of the file would take SQLite's locks away: this one stays open until the end.
  Shredding plain(target);
  write_sealed(*database, target, seal);
  database.reset();
  const bool is_gone = plain.overwrite();
  shred_companions(target);
  return is_gone ? Rest::gone : Rest::elsewhere;
}

Rest seal_copy(const std::string& path, const NewSeal& seal, const Opening& opening) {
  forbid_core_dumps();
  auto database = open_for_reading(path, opening);
  database->sql().exec("PRAGMA query_only = OFF");  // or nobody could be kept from writing to it
  const auto target = link_target(path);
  if (database->sealed()) {
    put_sealed(image_of(database->sql().getHandle()), target, seal);
    return Rest::gone;
  }
  Shredding plain(target);
  write_sealed(*database, target, seal);
  database.reset();
  return plain.overwrite() ? Rest::gone : Rest::elsewhere;
}

void Journal::keep_sealed(const std::string& path, const NewSeal& seal) const {
  put_sealed(Copy(m_database->sql().getHandle()).view(), path, seal);
}

void reseal_journal(const std::string& path, const NewSeal& seal, const Opening& opening) {
  const auto database = open_for_writing(path, opening);
  require_sealed(*database);
  guarded(*database, [&](SQLite::Database& sql) {
    const Transaction alone(*database);
    auto& store = *database->sealed();
    auto master = new_master_key();
    auto slots = slots_for(seal, store.header().file, master);
    store.save_locked_anew(sql.getHandle(), std::move(slots), std::move(master));
  });
}

void unseal_journal(const std::string& path, const Opening& opening) {
  const auto database = open_for_writing(path, opening);
  require_sealed(*database);
  const auto target = link_target(path);
  guarded(*database, [&](SQLite::Database& sql) {
    const Transaction alone(*database);
    refuse_broken(sql, path);
    const auto image = image_of(sql.getHandle());
    Saving saving;
    saving.write = [&](const Pieces& add) { add(image); };
    saving.check = [&](std::string_view file) {
      if (file != image) throw Error(Exit::damaged, "other bytes");
    };
    saving.replaced = Replaced::dropped;
    save_over(target, saving);
  });
  std::error_code none;
  fs::remove(target.string() + ".prev", none);
}

std::optional<Header> find_seal(const std::string& path) {
  if (!is_sealed_file(path)) return std::nullopt;
  return parse_header(read_file(path, sealed_size(largest_image, most_slots)), quoted_path(path));
}

}  // namespace felt
