#pragma once

#include <chrono>
#include <filesystem>

#include "base/descriptor.hpp"

namespace felt {

// Nobody else changes a sealed journal while this lives. What is locked is a file beside it, PATH.lock, which
// is never renamed or removed: the journal itself becomes another file with every save.
class JournalLock {
 public:
  // Error (locked), naming the process that holds it, after waiting so long; Error (not_saved) where the lock
  // file cannot be made.
  JournalLock(const std::filesystem::path& journal, std::chrono::milliseconds wait);
  // Whether the lock file is still the one that others would lock.
  bool holds() const;

 private:
  bool try_once();

  std::filesystem::path m_journal, m_path;
  Descriptor m_file;
};

}  // namespace felt
