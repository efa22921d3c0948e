#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "journal/opening.hpp"
#include "seal/header.hpp"
#include "seal/lock.hpp"
#include "seal/saving.hpp"
#include "seal/secret.hpp"

struct sqlite3;

namespace felt {

// A sealed journal: the file that is on the disk, for a database that is in memory. Nothing of it is written
// anywhere but into that file, and nothing plain is in it.
class SealedStore {
 public:
  // Opens the file with the passphrase that `opening` is asked for. Error (wrong_passphrase, damaged, newer).
  SealedStore(const std::filesystem::path& path, Opening opening);

  // Makes the database hold what the file held when it was read last.
  void load(sqlite3* database);

  // A change: nobody else makes one between begin and end. Begin brings what others wrote meanwhile into the
  // database, and says whether there was anything.
  enum class News { none, loaded };
  News begin(sqlite3* database);
  // Puts what the database holds on the disk, safe when it returns.
  void save(sqlite3* database, Replaced replaced);
  // The same, locked with another master key from now on; the file that is replaced is forgotten.
  void save_locked_anew(sqlite3* database, std::vector<Slot> slots, Secret master);
  void end() { m_lock.reset(); }

  SealedFacts facts() const;
  // 0 where there is no sealed journal any more.
  std::uint64_t generation_on_disk() const;
  // Whether this sealed journal is still the one at its path, of whatever generation.
  bool is_in_place() const;
  const Header& header() const { return m_header; }

 private:
  // Which file it was that was read: it is another one after each save.
  struct Seen {
    dev_t device;
    ino_t inode;
    off_t size;
    std::uint64_t generation;
    friend bool operator==(const Seen&, const Seen&) = default;
  };

  News bring_up_to_date(sqlite3* database);
  void read();
  std::optional<Seen> look() const;
  void put(sqlite3* database, const Header& next, const Secret& master, Replaced replaced);
  void take_saved(const Header& header);
  void load_again(sqlite3* database);
  void refuse_other_file() const;

  std::filesystem::path m_path;
  Opening m_opening;
  Header m_header;
  Secret m_master;
  std::string m_file;             // as it was read, until it is loaded
  std::optional<Seen> m_reading;  // what m_file is
  std::optional<Seen> m_seen;     // what the database holds; nothing where it may be something else
  std::optional<JournalLock> m_lock;
};

// Whether a sealed journal is at the path. False where there is none or it cannot be read.
bool is_sealed_file(const std::filesystem::path& path);
// All of its bytes. Error (content) where there are more than a sealed journal has.
std::string read_sealed_file(const std::filesystem::path& path);

// Whether the file is a sealed journal, or was one before it was damaged: at its beginning or at its end.
bool was_sealed(const std::filesystem::path& path);
// What is left of a sealed journal.
enum class Remains { not_sealed, a_part, everything };
// Makes the database hold what still opens of a sealed file that may be damaged: everything up to the first
// place that is not as it was written, and zeros from there. Nothing happens where the file never was sealed.
// Error (wrong_passphrase, newer), Error (damaged) where nothing opens.
Remains load_remains(const std::filesystem::path& path, const Opening& opening, sqlite3* database);

// How a sealed file is written, and made sure of when it was read back: locked with this key, the image in
// it. `written` becomes the header that was written.
Saving sealed_saving(const Header& header, const Secret& master, std::string_view image, Header& written);

// The bytes of a database, without a copy where it is in memory; they are its own until it changes.
std::string_view image_of(sqlite3* database);

}  // namespace felt
