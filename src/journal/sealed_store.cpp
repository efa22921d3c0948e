#include "journal/sealed_store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/error.hpp"
#include "base/file.hpp"
#include "seal/container.hpp"
#include "seal/keys.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

std::string first_bytes(const Descriptor& file) {
  std::string bytes(beginning_size, '\0');
  const auto size = ::pread(file.get(), bytes.data(), bytes.size(), 0);
  bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return bytes;
}

Error other_file(const fs::path& path, std::string_view what) {
  return {Exit::not_saved, fmt::format("{} at {} meanwhile", what, quoted_path(path)),
          "Nothing was changed. Run the command again, so that it looks anew."};
}

// Memory that SQLite takes over, filled piece by piece.
class Image {
 public:
  Image() = default;
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  ~Image() {
    if (m_bytes) wipe(m_bytes, m_size);
    sqlite3_free(m_bytes);
  }

  ImageTaker taker() {
    return {[this](std::size_t size) { begin(size); }, [this](std::string_view part) { add(part); }};
  }
  bool is_database() const {
    constexpr std::string_view magic("SQLite format 3\0", 16);
    // In a journal that is in memory there is no room for a write-ahead log: the bytes are 2 where there is.
    return m_filled == m_size && m_size >= 512 && std::memcmp(m_bytes, magic.data(), magic.size()) == 0 &&
           m_bytes[18] == 1 && m_bytes[19] == 1;
  }
  std::size_t size() const { return m_size; }
  unsigned char* release() { return std::exchange(m_bytes, nullptr); }
  // Zeros stand for what did not come. Whether all of it did.
  bool complete() {
    if (!m_bytes || m_filled == m_size) return true;
    std::memset(m_bytes + m_filled, 0, m_size - m_filled);
    m_filled = m_size;
    return false;
  }

 private:
  void begin(std::size_t size) {
    m_bytes = static_cast<unsigned char*>(sqlite3_malloc64(std::max<std::size_t>(size, 1)));
    if (!m_bytes) throw std::bad_alloc();
    m_size = size;
    keep_in_memory(m_bytes, m_size);
  }
  void add(std::string_view part) {
    std::memcpy(m_bytes + m_filled, part.data(), part.size());
    m_filled += part.size();
  }

  unsigned char* m_bytes = nullptr;
  std::size_t m_size = 0, m_filled = 0;
};

// SQLite closes the database under a statement that is still being read.
void require_rest(sqlite3* database) {
  for (auto* one = sqlite3_next_stmt(database, nullptr); one; one = sqlite3_next_stmt(database, one))
    if (sqlite3_stmt_busy(one)) throw Error(Exit::bug, "the journal is changed while it is being read");
}

// SQLite frees the bytes itself, even where it fails.
void hand_over(Image& image, sqlite3* database) {
  const auto size = static_cast<sqlite3_int64>(image.size());
  require_rest(database);
  const int failed = sqlite3_deserialize(database, "main", image.release(), size, size,
                                         SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  if (failed) throw Error(Exit::bug, "SQLite does not take the journal from memory");
}

Secret unlocked(const Header& header, const Opening& opening, const std::string& name) {
  if (!opening.ask)
    throw Error(Exit::wrong_passphrase, fmt::format("the journal {} is sealed", name),
                "It opens with its passphrase.");
  for (int wrong = 0;; ++wrong)
    if (auto master = find_master_key(header, *opening.ask(wrong))) return std::move(*master);
}

// Lets an image be compared with what is handed on.
class Comparison {
 public:
  explicit Comparison(std::string_view expected) : m_expected(expected) {}
  ImageTaker taker() {
    return {[this](std::size_t size) { m_same = size == m_expected.size(); },
            [this](std::string_view part) {
              m_same = m_same && m_expected.substr(m_at, part.size()) == part;
              m_at += part.size();
            }};
  }
  bool is_same() const { return m_same && m_at == m_expected.size(); }

 private:
  std::string_view m_expected;
  std::size_t m_at = 0;
  bool m_same = false;
};

void check_saved(std::string_view file, const Header& header, const Secret& master, std::string_view image) {
  const std::string name = "the new file";
  Comparison comparison(image);
  if (!(parse_header(file, name) == header)) throw Error(Exit::damaged, "another header");
  open_image(file, header, master, name, comparison.taker());
  if (!comparison.is_same()) throw Error(Exit::damaged, "other bytes");
}

}  // namespace

Saving sealed_saving(const Header& header, const Secret& master, std::string_view image, Header& written) {
  Saving saving;
  saving.write = [&, image](const Pieces& add) { written = seal(header, master, image, add); };
  saving.check = [&, image](std::string_view file) { check_saved(file, written, master, image); };
  return saving;
}

bool is_sealed_file(const fs::path& path) {
  const auto file = open_at(AT_FDCWD, path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  return file.is_open() && is_sealed(first_bytes(file));
}

std::string read_sealed_file(const fs::path& path) {
  return read_file(path, sealed_size(largest_image, most_slots));
}

bool was_sealed(const fs::path& path) {
  std::error_code none;
  if (is_sealed_file(path) || !fs::is_regular_file(path, none)) return is_sealed_file(path);
  return find_header(read_sealed_file(path), quoted_path(path)).has_value();
}

Remains load_remains(const fs::path& path, const Opening& opening, sqlite3* database) {
  forbid_core_dumps();
  const auto name = quoted_path(path);
  const auto file = read_sealed_file(path);
  const auto header = find_header(file, name);
  if (!header) return Remains::not_sealed;
  Image image;
  open_beginning(file, *header, unlocked(*header, opening, name), image.taker());
  const bool is_whole = image.complete();
  if (!image.is_database())
    throw Error(Exit::damaged, "nothing in it can be read", "A backup may hold it: felt backup list");
  hand_over(image, database);
  return is_whole ? Remains::everything : Remains::a_part;
}

std::string_view image_of(sqlite3* database) {
  sqlite3_int64 size = 0;
  const auto* bytes = sqlite3_serialize(database, "main", &size, SQLITE_SERIALIZE_NOCOPY);
  if (!bytes) throw Error(Exit::bug, "the journal is not in memory");
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

SealedStore::SealedStore(const fs::path& path, Opening opening)
    : m_path(link_target(path)), m_opening(std::move(opening)) {
  forbid_core_dumps();
  read();
}

void SealedStore::read() {
  const auto name = quoted_path(m_path);
  m_reading = look();
  m_file = read_sealed_file(m_path);
  const auto header = parse_header(m_file, name);
  const bool is_known =
      !m_master.is_empty() && header.slots == m_header.slots && header.file == m_header.file;
  if (!is_known) m_master = unlocked(header, m_opening, name);
  m_header = header;
}

void SealedStore::load(sqlite3* database) {
  Image image;
  open_image(m_file, m_header, m_master, quoted_path(m_path), image.taker());
  m_file = {};
  if (!image.is_database())
    throw Error(Exit::damaged, fmt::format("what is sealed in {} is not a journal", quoted_path(m_path)),
                "Leave the file as it is and keep a copy of it before anything else.");
  hand_over(image, database);
  m_seen = m_reading;
}

std::optional<SealedStore::Seen> SealedStore::look() const {
  const auto file = open_at(AT_FDCWD, m_path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  struct stat facts {};
  if (!file.is_open() || ::fstat(file.get(), &facts) != 0) return std::nullopt;
  return Seen{facts.st_dev, facts.st_ino, facts.st_size, generation_in(first_bytes(file))};
}

SealedStore::News SealedStore::begin(sqlite3* database) {
  m_lock.emplace(m_path, m_opening.wait);
  try {
    return bring_up_to_date(database);
  } catch (...) {
    m_lock.reset();
    throw;
  }
}

SealedStore::News SealedStore::bring_up_to_date(sqlite3* database) {
  remove_leftovers(m_path);
  if (look() == m_seen) return News::none;
  const auto file = m_header.file;
  if (!is_sealed_file(m_path)) throw other_file(m_path, "there is no sealed journal any more");
  read();
  if (m_header.file != file) throw other_file(m_path, "another journal has taken the place");
  load(database);
  return News::loaded;
}

void SealedStore::refuse_other_file() const {
  if (!m_lock || !m_lock->holds() || look() != m_seen)
    throw other_file(m_path, "another program has written");
}

void SealedStore::save(sqlite3* database, Replaced replaced) {
  Header next = m_header;
  ++next.generation;
  put(database, next, m_master, replaced);
}

void SealedStore::save_locked_anew(sqlite3* database, std::vector<Slot> slots, Secret master) {
  Header next = m_header;
  ++next.generation;
  next.slots = std::move(slots);
  put(database, next, master, Replaced::forgotten);
  m_master = std::move(master);
}

void SealedStore::put(sqlite3* database, const Header& next, const Secret& master, Replaced replaced) {
  Header written;
  auto saving = sealed_saving(next, master, image_of(database), written);
  saving.before_the_last_step = [&] { refuse_other_file(); };
  saving.replaced = replaced;
  try {
    save_over(m_path, saving);
  } catch (const StandsAnyway&) {
    take_saved(written);
    throw;
  } catch (...) {
    load_again(database);
    throw;
  }
  take_saved(written);
}

void SealedStore::take_saved(const Header& header) {
  m_header = header;
  m_seen = look();
}

// What could not be kept is not shown either.
void SealedStore::load_again(sqlite3* database) {
  m_seen.reset();
  try {
    read();
    load(database);
  } catch (const Error&) {
    return;  // the next change tries once more, and says why not
  }
}

std::uint64_t SealedStore::generation_on_disk() const {
  const auto seen = look();
  return seen ? seen->generation : 0;
}

bool SealedStore::is_in_place() const {
  const auto file = open_at(AT_FDCWD, m_path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  return file.is_open() && file_in(first_bytes(file)) == m_header.file;
}

SealedFacts SealedStore::facts() const { return {hex_text(view_of(m_header.file)), m_header.generation}; }

}  // namespace felt
