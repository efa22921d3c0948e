#include "seal/saving.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <vector>

#include "base/file.hpp"
#include "seal/digest.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

// Files with this and 32 digits behind their name are made while the lock is held, so whoever holds it may
// remove them.
constexpr std::string_view leftover_mark = ".saving-";

std::string new_name(const fs::path& path) {
  return path.filename().string() + std::string(leftover_mark) + hex_text(view_of(by_chance<Bytes16>()));
}

// One save of one file: whatever was made on the way is gone again unless it found its place.
class Save {
 public:
  explicit Save(const fs::path& path)
      : m_path(path), m_folder(open_at(AT_FDCWD, folder_of(path).c_str(), O_RDONLY | O_DIRECTORY)) {
    if (!m_folder.is_open()) refuse_writing(path, errno);
  }
  Save(const Save&) = delete;
  Save& operator=(const Save&) = delete;
  ~Save() {
    if (!m_new.empty()) ::unlinkat(m_folder.get(), m_new.c_str(), 0);
    if (!m_old.empty()) ::unlinkat(m_folder.get(), m_old.c_str(), 0);
  }

  void write(const Saving& saving) {
    auto file = create(m_new);
    saving.write([&](std::string_view piece) { write_all(file.get(), piece, m_path); });
    finish(file);
    read_back(saving);
  }

  void keep_previous() {
    if (!take_second_name(name())) return;
    const auto second = m_old;
    rename(m_old, previous_name());
    // Where PATH.prev was this file already, rename(2) leaves both names.
    ::unlinkat(m_folder.get(), second.c_str(), 0);
  }

  // The new file takes the place of PATH.prev, too, in two steps around replace(): what needs space is done
  // before anything has changed.
  void prepare_forgetting() { take_second_name(m_new); }
  void forget_previous() {
    if (try_rename(m_old, previous_name())) return;
    const int error_number = errno;
    sync_folder();
    const auto previous = folder_of(m_path) / previous_name();
    throw StandsAnyway(fmt::format("{} is saved, but {} is still as it was: {}", quoted_path(m_path),
                                   quoted_path(previous), reason_of(error_number)),
                       fmt::format("It holds what was in the journal before, and opens with what opened it "
                                   "then. It goes with: rm {}",
                                   shell_word(previous)));
  }

  void replace() { rename(m_new, name()); }

  void sync_folder() const {
    // EINVAL: this file system cannot sync folders, and does not need to.
    if (::fsync(m_folder.get()) != 0 && errno != EINVAL) throw NotYetCertain(m_path, errno);
  }

 private:
  std::string name() const { return m_path.filename().string(); }
  std::string previous_name() const { return name() + ".prev"; }

  Descriptor create(std::string& made) {
    made = new_name(m_path);
    auto file = open_at(m_folder.get(), made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (file.is_open()) return file;
    const int error_number = errno;
    made.clear();
    refuse_writing(m_path, error_number);
  }

  // Whatever is wrong with it, the old file stays.
  void read_back(const Saving& saving) const {
    try {
      saving.check(read_file(folder_of(m_path) / m_new, std::numeric_limits<std::size_t>::max()));
    } catch (const Error&) {
      throw Error(Exit::not_saved,
                  fmt::format("what was written for {} does not read back as it should", quoted_path(m_path)),
                  "Nothing was changed. Look at the space that is left, and at the disk.");
    }
  }

  // A sync that failed is not tried again: the kernel may have dropped the pages, and a second one would lie.
  void finish(Descriptor& file) {
    if (::fsync(file.get()) != 0) refuse_writing(m_path, errno);
    if (file.close() != 0) refuse_writing(m_path, errno);
  }

  // False where there is no such file.
  bool take_second_name(const std::string& file) {
    m_old = new_name(m_path);
    if (::linkat(m_folder.get(), file.c_str(), m_folder.get(), m_old.c_str(), 0) == 0) return true;
    const int error_number = errno;
    m_old.clear();
    if (error_number == ENOENT) return false;
    copy(file);
    return true;
  }

  // Some file systems (FAT) have no hard links.
  void copy(const std::string& file) {
    const auto content = read_file(folder_of(m_path) / file, std::numeric_limits<std::size_t>::max());
    auto copy = create(m_old);
    write_all(copy.get(), content, m_path);
    finish(copy);
  }

  // False where it fails, and errno says why.
  bool try_rename(std::string& from, const std::string& to) {
    if (::renameat(m_folder.get(), from.c_str(), m_folder.get(), to.c_str()) != 0) return false;
    from.clear();
    return true;
  }
  void rename(std::string& from, const std::string& to) {
    if (!try_rename(from, to)) refuse_writing(m_path, errno);
  }

  fs::path m_path;
  Descriptor m_folder;
  std::string m_new, m_old;  // empty while there is none
};

}  // namespace

void save_over(const fs::path& path, const Saving& saving) {
  Save save(path);
  save.write(saving);
  if (saving.replaced == Replaced::forgotten) save.prepare_forgetting();
  if (saving.before_the_last_step) saving.before_the_last_step();
  if (saving.replaced == Replaced::kept) save.keep_previous();
  save.replace();
  if (saving.replaced == Replaced::forgotten) save.forget_previous();
  save.sync_folder();
}

bool is_leftover_of_save(std::string_view file, std::string_view name) {
  const auto begin = std::string(name) + std::string(leftover_mark);
  constexpr std::size_t digits = 2 * std::tuple_size_v<Bytes16>;
  return file.starts_with(begin) && file.size() == begin.size() + digits &&
         file.find_first_not_of("0123456789abcdef", begin.size()) == std::string_view::npos;
}

void remove_leftovers(const fs::path& path) {
  std::error_code none;
  std::vector<fs::path> found;
  for (const auto& file : fs::directory_iterator(folder_of(path), none))
    if (is_leftover_of_save(file.path().filename().string(), path.filename().string()))
      found.push_back(file.path());
  for (const auto& file : found) fs::remove(file, none);
}

Shredding::Shredding(const fs::path& path)
    : m_path(path), m_file(open_at(AT_FDCWD, path.c_str(), O_WRONLY | O_NOFOLLOW)) {
  if (!m_file.is_open()) refuse_writing(path, errno);
}

bool Shredding::overwrite() {
  struct stat facts {};
  if (::fstat(m_file.get(), &facts) != 0 || facts.st_nlink > 0) return false;
  const std::string zeros(65'536, '\0');
  for (auto left = static_cast<std::size_t>(facts.st_size); left > 0; left -= std::min(left, zeros.size()))
    write_all(m_file.get(), std::string_view(zeros).substr(0, left), m_path);
  return ::fsync(m_file.get()) == 0;
}

void shred(const fs::path& path) {
  std::error_code none;
  if (!fs::is_regular_file(fs::symlink_status(path, none))) return;
  Shredding file(path);
  if (::unlink(path.c_str()) != 0) refuse_writing(path, errno);
  file.overwrite();
}

}  // namespace felt
