#include "seal/lock.hpp"

#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/lock_wait.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

Descriptor lock_file(const std::filesystem::path& path) {
  auto file = open_at(AT_FDCWD, path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (!file.is_open()) refuse_writing(path, errno);
  return file;
}

// The process that wrote its number into the lock file, as far as it can be told.
std::string holder_of(const Descriptor& file) {
  char text[16] = {};
  const auto size = ::pread(file.get(), text, sizeof text - 1, 0);
  const auto number =
      parse_whole(trim(std::string_view(text, size > 0 ? static_cast<std::size_t>(size) : 0)));
  return number ? fmt::format("another felt (process {})", *number) : "another program";
}

void write_holder(const Descriptor& file) {
  const auto text = fmt::format("{:<10}\n", ::getpid());
  // Only told to people: that it cannot be written is no reason to stop.
  if (::pwrite(file.get(), text.data(), text.size(), 0) < 0) return;
}

}  // namespace

JournalLock::JournalLock(const std::filesystem::path& journal, std::chrono::milliseconds wait)
    : m_journal(journal), m_path(journal.string() + ".lock"), m_file(lock_file(m_path)) {
  LockWait lock_wait(wait);
  while (!try_once())
    if (!lock_wait.once_more())
      throw Error(Exit::locked,
                  fmt::format("the journal {} is in use by {}", quoted_path(journal), holder_of(m_file)),
                  "Nothing was changed. Try again in a moment.");
  write_holder(m_file);
}

bool JournalLock::try_once() {
  if (again_if_interrupted([&] { return ::flock(m_file.get(), LOCK_EX | LOCK_NB); }) != 0) return false;
  if (holds()) return true;
  m_file = lock_file(m_path);
  return false;
}

bool JournalLock::holds() const {
  struct stat ours {
  }, named{};
  return ::fstat(m_file.get(), &ours) == 0 && ::stat(m_path.c_str(), &named) == 0 &&
         ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

}  // namespace felt
