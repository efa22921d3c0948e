#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <optional>
#include <span>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file_stream.hpp"
#include "base/names.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr Names<int, 14> system_reasons{{{ENOSPC, "no space left on the device"},
                                         {EDQUOT, "the disk quota is used up"},
                                         {EACCES, "permission denied"},
                                         {EPERM, "permission denied"},
                                         {EROFS, "the file system is read-only"},
                                         {EIO, "the device reports an error"},
                                         {ENOENT, "no such file or folder"},
                                         {ENOTDIR, "part of the path is not a folder"},
                                         {ELOOP, "too many symbolic links"},
                                         {ENAMETOOLONG, "the name is too long"},
                                         {EFBIG, "the file would be larger than allowed"},
                                         {EMFILE, "too many open files"},
                                         {ENFILE, "too many open files"},
                                         {EISDIR, "it is a folder"}}};

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

// --- reading ---

[[noreturn]] void refuse_kind(const fs::path& path, mode_t mode) {
  throw UsageError(fmt::format("{} is {}, not a file", quoted_path(path), kind_of(mode)));
}

[[noreturn]] void refuse_reading(const fs::path& path, int error_number) {
  if (error_number == ENOENT) throw UsageError(fmt::format("there is no file {}", quoted_path(path)));
  throw UsageError(fmt::format("cannot read {}: {}", quoted_path(path), reason_of(error_number)));
}

[[noreturn]] void refuse_size(const std::string& name, std::size_t most_bytes) {
  throw ContentError(fmt::format("{} holds more than {}", name, size_text(most_bytes)),
                     "That is the most felt reads here.");
}

Descriptor open_regular(const fs::path& path) {
  struct stat facts {};
  // Asked before opening, because opening some devices does something; and after, because it may be another
  // by then.
  if (::stat(path.c_str(), &facts) != 0) refuse_reading(path, errno);
  if (!S_ISREG(facts.st_mode)) refuse_kind(path, facts.st_mode);
  auto file = open_at(AT_FDCWD, path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!file.is_open() || ::fstat(file.get(), &facts) != 0) refuse_reading(path, errno);
  if (!S_ISREG(facts.st_mode)) refuse_kind(path, facts.st_mode);
  return file;
}

// Reads once; a stream that somebody made non-blocking is waited for.
ssize_t read_some(int descriptor, char* to, std::size_t bytes) {
  for (;;) {
    const ssize_t count = again_if_interrupted([&] { return ::read(descriptor, to, bytes); });
    if (count >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) return count;
    pollfd ready{descriptor, POLLIN, 0};
    ::poll(&ready, 1, -1);
  }
}

// Nothing if reading fails, with errno saying why.
std::optional<std::string> read_all(int descriptor, std::size_t most_bytes, const std::string& name) {
  constexpr std::size_t chunk = 65'536;
  std::string content;
  for (std::size_t size = 0;;) {
    content.resize(size + chunk);
    const ssize_t count = read_some(descriptor, content.data() + size, chunk);
    if (count < 0) return std::nullopt;
    size += static_cast<std::size_t>(count);
    if (size > most_bytes) refuse_size(name, most_bytes);
    content.resize(size);
    if (count == 0) return content;
  }
}

// The same into a place that is as large as may be read.
std::optional<std::size_t> read_all(int descriptor, std::span<char> place, const std::string& name) {
  for (std::size_t size = 0;;) {
    char beyond = 0;
    const auto left = place.subspan(size);
    const ssize_t count =
        left.empty() ? read_some(descriptor, &beyond, 1) : read_some(descriptor, left.data(), left.size());
    if (count < 0) return std::nullopt;
    if (count == 0) return size;
    if (left.empty()) refuse_size(name, place.size());
    size += static_cast<std::size_t>(count);
  }
}

// --- writing ---

[[noreturn]] void refuse_existing(const fs::path& path) {
  throw UsageError(fmt::format("{} exists already", quoted_path(path)),
                   "Choose another name, or --force to replace it.");
}

std::string random_name() {
  unsigned long long number = 0;
  if (::getentropy(&number, sizeof number) != 0) number = static_cast<unsigned long long>(::getpid());
  return fmt::format(".felt-{:016x}.tmp", number);
}

// A new file beside the one to be written, gone again unless it was put in its place.
class Draft {
 public:
  explicit Draft(const fs::path& path)
      : m_path(path), m_folder(open_at(AT_FDCWD, folder_of(path).c_str(), O_RDONLY | O_DIRECTORY)) {
    if (!m_folder.is_open()) refuse_writing(path, errno);
  }
  // One that is written already.
  Draft(const fs::path& path, const fs::path& written) : Draft(path) { m_name = written.filename().string(); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() { discard(); }

  void write(const std::function<void(const Pieces&)>& produce, mode_t mode) {
    auto file = create();
    produce([&](std::string_view piece) { write_all(file.get(), piece, m_path); });
    set_mode(file.get(), mode);
    // Not tried again where it fails: the kernel may have dropped the pages, and a second call would lie.
    if (::fsync(file.get()) != 0) refuse_writing(m_path, errno);
    if (file.close() != 0) refuse_writing(m_path, errno);
  }

  void fill(const std::function<void(const fs::path&)>& fill_file) {
    create();
    fill_file(folder_of(m_path) / m_name);
    const auto file = open_at(m_folder.get(), m_name.c_str(), O_RDONLY | O_NOFOLLOW);
    if (!file.is_open() || ::fsync(file.get()) != 0) refuse_writing(m_path, errno);
  }

  void take_place(Overwrite overwrite) { overwrite == Overwrite::yes ? replace() : take_free_name(); }

 private:
  void replace() {
    if (::renameat(m_folder.get(), m_name.c_str(), m_folder.get(), target().c_str()) != 0)
      refuse_writing(m_path, errno);
    m_name.clear();
    make_durable();
  }

  void take_free_name() {
    if (::linkat(m_folder.get(), m_name.c_str(), m_folder.get(), target().c_str(), 0) == 0) {
      discard();
      make_durable();
    } else if (errno == EEXIST) {
      refuse_existing(m_path);
    } else {
      take_free_name_without_links();
    }
  }

  std::string target() const { return m_path.filename().string(); }

  Descriptor create() {
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
    for (int tries = 0; tries < 100; ++tries) {
      m_name = random_name();
      auto file = open_at(m_folder.get(), m_name.c_str(), flags, 0600);
      if (file.is_open()) return file;
      const int error_number = errno;
      m_name.clear();  // it is somebody else's
      if (error_number != EEXIST) refuse_writing(m_path, error_number);
    }
    refuse_writing(m_path, EEXIST);
  }

  // Set afterwards because creating obeys the umask. A file system without modes (FAT) refuses to change
  // those of one's own file; that is no reason to keep nothing.
  void set_mode(int descriptor, mode_t mode) const {
    if (::fchmod(descriptor, mode) != 0 && errno != EPERM && errno != ENOTSUP) refuse_writing(m_path, errno);
  }

  // Some file systems (FAT) have no hard links: the name is claimed with an empty file, which is then
  // replaced.
  void take_free_name_without_links() {
    const auto claim =
        open_at(m_folder.get(), target().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!claim.is_open() && errno == EEXIST) refuse_existing(m_path);
    if (!claim.is_open()) refuse_writing(m_path, errno);
    try {
      replace();
    } catch (...) {
      if (!m_name.empty()) ::unlinkat(m_folder.get(), target().c_str(), 0);
      throw;
    }
  }

  void make_durable() {
    // EINVAL: this file system cannot sync folders, and does not need to.
    if (::fsync(m_folder.get()) == 0 || errno == EINVAL) return;
    throw NotYetCertain(m_path, errno);
  }

  void discard() {
    if (!m_name.empty()) ::unlinkat(m_folder.get(), m_name.c_str(), 0);
    m_name.clear();
  }

  fs::path m_path;
  Descriptor m_folder;
  std::string m_name;  // empty while there is none
};

void refuse_irregular(const fs::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode)) refuse_kind(path, facts.st_mode);
}

// Said before the work is done; the last step makes sure of it.
void refuse_taken(const fs::path& path) {
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) == 0) refuse_existing(path);
}

// --- folders ---

bool is_folder(const fs::path& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

[[noreturn]] void refuse_making(const fs::path& path, int error_number) {
  const auto reason = error_number == EEXIST ? "a file has that name" : reason_of(error_number);
  throw Error(Exit::not_saved, fmt::format("cannot make the folder {}: {}", quoted_path(path), reason));
}

// A folder that its parent forgets in a power loss takes the journal with it. A parent that cannot be opened
// cannot be synced either; that is no reason to stop.
void sync_folder(const fs::path& path) {
  const auto folder = open_at(AT_FDCWD, path.c_str(), O_RDONLY | O_DIRECTORY);
  if (folder.is_open()) ::fsync(folder.get());
}

// --- safety ---

std::string owner_cure(const fs::path& path) {
  if (::geteuid() == 0) return "Run felt as that user, not as root.";
  return fmt::format("If it is yours, run: sudo chown {} {}", ::geteuid(), shell_word(path));
}

[[noreturn]] void refuse_owner(const fs::path& path, uid_t owner) {
  const auto who = owner == 0 ? std::string("root") : fmt::format("another user (number {})", owner);
  throw Error(Exit::unsafe, fmt::format("{} belongs to {}", quoted_path(path), who), owner_cure(path));
}

void refuse_foreign_file(const fs::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0 && facts.st_uid != ::geteuid()) refuse_owner(path, facts.st_uid);
}

void refuse_unsafe_folder(const fs::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return;
  const bool sticky = (facts.st_mode & S_ISVTX) != 0;
  const bool open_to_all = (facts.st_mode & S_IWOTH) != 0;
  const bool shared_by_root = facts.st_uid == 0 && sticky && open_to_all;
  if (facts.st_uid != ::geteuid() && !shared_by_root) refuse_owner(path, facts.st_uid);
  if (open_to_all && !sticky)
    throw Error(Exit::unsafe, fmt::format("everyone can write to the folder {}", quoted_path(path)),
                fmt::format("Run: chmod o-w {}", shell_word(path)));
}

}  // namespace

void refuse_writing(const fs::path& path, int error_number) {
  throw Error(Exit::not_saved,
              fmt::format("cannot write {}: {}", quoted_path(path), reason_of(error_number)));
}

fs::path link_target(fs::path path) {
  for (int links = 0; links < 40; ++links) {
    std::error_code none;
    const fs::path next = fs::read_symlink(path, none);
    if (none) return path;
    path = path.parent_path() / next;
  }
  refuse_writing(path, ELOOP);
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

NotYetCertain::NotYetCertain(const fs::path& path, int error_number)
    : StandsAnyway(fmt::format("{} is saved, but not yet certain to survive a power loss: {}",
                               quoted_path(path), reason_of(error_number)),
                   "Look whether it is there before you write it again.") {}

void write_all(int descriptor, std::string_view content, const fs::path& path) {
  while (!content.empty()) {
    const auto count =
        again_if_interrupted([&] { return ::write(descriptor, content.data(), content.size()); });
    if (count < 0) refuse_writing(path, errno);
    if (count == 0) refuse_writing(path, ENOSPC);
    const auto written = static_cast<std::size_t>(count);
    if (written > content.size()) refuse_writing(path, EIO);  // a disk that lies
    content.remove_prefix(written);
  }
}

bool stands_at(const fs::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  throw Error(Exit::not_saved, fmt::format("cannot look at {}: {}", quoted_path(path), reason_of(errno)),
              "Nothing was changed. Look at the folders and links on the way to it, or name another file.");
}

fs::path path_from_root(const fs::path& path) {
  std::error_code unknown;
  const auto whole = fs::absolute(path, unknown);
  return unknown ? path : whole;
}

std::string read_file(const fs::path& path, std::size_t most_bytes) {
  const auto file = open_regular(path);
  auto content = read_all(file.get(), most_bytes, quoted_path(path));
  if (!content) refuse_reading(path, errno);
  return *std::move(content);
}

std::size_t read_file(const fs::path& path, std::span<char> place) {
  const auto file = open_regular(path);
  const auto size = read_all(file.get(), place, quoted_path(path));
  if (!size) refuse_reading(path, errno);
  return *size;
}

std::unique_ptr<std::istream> open_file(const fs::path& path) {
  open_regular(path);
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*file) refuse_reading(path, errno);
  return file;
}

std::size_t read_stream(int descriptor, std::span<char> place) {
  const auto name = fmt::format("open file {}", descriptor);
  const auto size = read_all(descriptor, place, name);
  if (!size) throw UsageError(fmt::format("cannot read {}: {}", name, reason_of(errno)));
  return *size;
}

void write_atomically(const fs::path& path, std::string_view content, mode_t mode) {
  write_atomically(path, content, Overwrite::yes, mode);
}

void write_atomically(const fs::path& path, std::string_view content, Overwrite overwrite, mode_t mode) {
  write_atomically(
      path, [&](const Pieces& add) { add(content); }, overwrite, mode);
}

void write_atomically(const fs::path& path, const std::function<void(const Pieces&)>& produce,
                      Overwrite overwrite, mode_t mode) {
  refuse_target(path, overwrite);
  Draft draft(overwrite == Overwrite::yes ? link_target(path) : path);
  draft.write(produce, mode);
  draft.take_place(overwrite);
}

void fill_atomically(const fs::path& path, const std::function<void(const fs::path&)>& fill,
                     Overwrite overwrite) {
  refuse_target(path, overwrite);
  Draft draft(overwrite == Overwrite::yes ? link_target(path) : path);
  draft.fill(fill);
  draft.take_place(overwrite);
}

void name_again(const fs::path& path, const fs::path& name) {
  if (::linkat(AT_FDCWD, path.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
    return sync_folder(folder_of(name));
  if (errno == EEXIST) refuse_writing(name, errno);
  fill_atomically(
      name,
      [&](const fs::path& draft) {
        std::error_code failure;
        fs::copy_file(path, draft, fs::copy_options::overwrite_existing, failure);
        if (failure) refuse_writing(name, failure.value());
      },
      Overwrite::no);
}

void move_aside(const fs::path& path, const fs::path& name) {
  if (::rename(path.c_str(), name.c_str()) != 0) refuse_writing(name, errno);
  sync_folder(folder_of(name));
  sync_folder(folder_of(path));
}

void refuse_target(const fs::path& path, Overwrite overwrite) {
  refuse_irregular(path);
  const fs::path target = overwrite == Overwrite::yes ? link_target(path) : path;
  if (overwrite == Overwrite::no) refuse_taken(target);
  const Draft unwritten(target);
}

void put_in_place(const fs::path& from, const fs::path& path, Overwrite overwrite) {
  Draft(path, from).take_place(overwrite);
}

void make_private_folder(const fs::path& path) {
  if (path.empty() || is_folder(path)) return;
  if (!path.has_filename()) return make_private_folder(path.parent_path());
  make_private_folder(path.parent_path());
  if (::mkdir(path.c_str(), 0700) == 0) return sync_folder(folder_of(path));
  const int error_number = errno;
  if (!is_folder(path)) refuse_making(path, error_number);
}

void refuse_unsafe(const fs::path& path) {
  const fs::path target = link_target(path);
  refuse_foreign_file(target);
  refuse_unsafe_folder(folder_of(path));
  if (target != path) refuse_unsafe_folder(folder_of(target));
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code failure;
  if (fs::equivalent(a, b, failure)) return true;
  const auto place = fs::weakly_canonical(fs::absolute(a, failure), failure);
  return !place.empty() && place == fs::weakly_canonical(fs::absolute(b, failure), failure);
}

std::string quoted_path(const fs::path& path) { return fmt::format("'{}'", visible_line(path.string())); }

std::string shell_word(const fs::path& path) {
  std::string word = "'";
  for (const char byte : path.string()) {
    if (byte == '\'')
      word += "'\\''";
    else
      word += byte;
  }
  return visible_line(word + "'");
}

std::string reason_of(int error_number) {
  const auto known = system_reasons.of(error_number);
  if (!known.empty()) return std::string(known);
  std::string reason = std::strerror(error_number);
  if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] + 32);
  return reason;
}

std::string size_text(std::size_t bytes) {
  constexpr std::size_t kib = 1024, mib = kib * kib;
  if (bytes >= mib && bytes % mib == 0) return fmt::format("{} MiB", bytes / mib);
  if (bytes >= kib && bytes % kib == 0) return fmt::format("{} KiB", bytes / kib);
  return fmt::format("{} bytes", bytes);
}

}  // namespace felt
