#include "journal/plain_lock.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/lock_wait.hpp"

namespace felt {
namespace {

// The lock-byte page of SQLite's file format: pending, reserved and shared, one behind the other.
constexpr off_t first_lock_byte = 0x4000'0000;
constexpr off_t lock_bytes = 512;

bool is_taken(const Descriptor& file) {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = first_lock_byte;
  lock.l_len = lock_bytes;
  // Of the open file, not of the process: closing another descriptor of it leaves this lock.
  return ::fcntl(file.get(), F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES);
}

}  // namespace

PlainLock::PlainLock(const std::filesystem::path& journal, std::chrono::milliseconds wait)
    : m_file(open_at(AT_FDCWD, journal.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY)) {
  LockWait lock_wait(wait);
  while (m_file.is_open() && is_taken(m_file))
    if (!lock_wait.once_more())
      throw Error(Exit::locked,
                  fmt::format("the journal {} is in use by {}", quoted_path(journal), lock_holder(journal)),
                  "Nothing was changed. Try again in a moment.");
}

}  // namespace felt
