#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace felt {

// Files as the system has them, for what has to be safe on the disk.

// Owns an open file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
  Descriptor(Descriptor&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
  }
  ~Descriptor() {
    if (m_descriptor >= 0) ::close(m_descriptor);
  }

  int get() const { return m_descriptor; }
  bool is_open() const { return m_descriptor >= 0; }
  int close() { return ::close(std::exchange(m_descriptor, -1)); }

 private:
  int m_descriptor;
};

// Calls again for as long as a signal came in between.
template <class Call>
auto again_if_interrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

// In the folder, closed when another program is started; not open where it fails, and errno says why.
inline Descriptor open_at(int folder, const char* name, int flags, mode_t mode = 0) {
  return Descriptor(again_if_interrupted([&] { return ::openat(folder, name, flags | O_CLOEXEC, mode); }));
}

// Writes all of it, in as many calls as it takes. Error (not_saved) naming the path and the reason.
void write_all(int descriptor, std::string_view content, const std::filesystem::path& path);

// Error (not_saved) for an errno value.
[[noreturn]] void refuse_writing(const std::filesystem::path& path, int error_number);

// What was to be written stands there, but something after it failed (not_saved).
class StandsAnyway : public Error {
 public:
  StandsAnyway(const std::string& message, std::string hint)
      : Error(Exit::not_saved, message, std::move(hint)) {}
};

// What was before may be back after a power loss.
class NotYetCertain : public StandsAnyway {
 public:
  NotYetCertain(const std::filesystem::path& path, int error_number);
};

// The folder a path lies in, "." for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& path);

// The name that a chain of symbolic links ends at, whether a file has it or not. Error (not_saved) for a
// circle.
std::filesystem::path link_target(std::filesystem::path path);

}  // namespace felt
