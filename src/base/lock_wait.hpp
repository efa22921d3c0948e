#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace felt {

// The time given to a lock that another program holds.
class LockWait {
 public:
  explicit LockWait(std::chrono::milliseconds longest) : m_longest(longest) {}
  void begin();
  // Sleeps a moment, always the same: who asks less often the longer it has waited is overtaken by those who
  // came later. False, at once, when the time since the beginning is over; on a crowded machine, where a
  // moment can become many, no earlier than after a fifth of the moments that fit into it.
  bool once_more();

 private:
  std::chrono::milliseconds m_longest;
  std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
  int m_tries = 0;
};

// Who holds the POSIX lock on a file, SQLite's way to lock: "another felt (process 123)", "the program
// sqlite3 (process 123)"; "another program" where the system does not tell.
std::string lock_holder(const std::filesystem::path& file);

}  // namespace felt
