#include "base/lock_wait.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <sstream>
#include <thread>

#include "base/visible.hpp"

namespace felt {
namespace {

constexpr std::chrono::milliseconds between_tries{2};
constexpr int crowding = 5;

// As /proc/locks names it: the numbers of its device in hexadecimal digits, and its own.
std::optional<std::string> lock_name(const std::filesystem::path& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) return std::nullopt;
  return fmt::format("{:02x}:{:02x}:{}", major(facts.st_dev), minor(facts.st_dev), facts.st_ino);
}

// A line is "1: POSIX  ADVISORY  WRITE 3456 fe:00:1234 1073741825 1073741825"; one that waits has "->" behind
// its number. A process that writes comes before those that read.
std::optional<pid_t> find_holder(const std::string& name) {
  std::optional<pid_t> reader;
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, strictness, access, file;
    pid_t process = 0;
    if (!(words >> number >> kind >> strictness >> access >> process >> file)) continue;
    if (kind != "POSIX" || file != name || process <= 0 || process == ::getpid()) continue;
    if (access == "WRITE") return process;
    reader = process;
  }
  return reader;
}

std::string program_of(pid_t process) {
  std::ifstream in(fmt::format("/proc/{}/comm", process));
  std::string name;
  std::getline(in, name);
  return name;
}

}  // namespace

void LockWait::begin() {
  m_began = std::chrono::steady_clock::now();
  m_tries = 0;
}

bool LockWait::once_more() {
  const bool is_over = std::chrono::steady_clock::now() - m_began >= m_longest;
  if (is_over && m_tries >= m_longest / between_tries / crowding) return false;
  ++m_tries;
  std::this_thread::sleep_for(between_tries);
  return true;
}

std::string lock_holder(const std::filesystem::path& file) {
  const auto name = lock_name(file);
  const auto process = name ? find_holder(*name) : std::nullopt;
  if (!process) return "another program";
  const auto program = program_of(*process);
  if (program == "felt") return fmt::format("another felt (process {})", *process);
  if (program.empty()) return fmt::format("another program (process {})", *process);
  return fmt::format("the program {} (process {})", visible(program), *process);
}

}  // namespace felt
