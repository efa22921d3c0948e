#pragma once

#include <chrono>
#include <filesystem>

#include "base/descriptor.hpp"

namespace felt {

// Nobody else reads or writes a plain journal while this lives. The bytes are locked that SQLite locks:
// SQLite itself would first roll back what a crash left, and locks no file that is damaged.
class PlainLock {
 public:
  // Error (locked), naming the process that has it, after waiting so long. Locks nothing where the file
  // cannot be opened for writing, or lies where there are no locks.
  PlainLock(const std::filesystem::path& journal, std::chrono::milliseconds wait);

 private:
  Descriptor m_file;
};

}  // namespace felt
