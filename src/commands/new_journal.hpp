#pragma once

#include <filesystem>
#include <string>

#include "base/file_stream.hpp"

namespace felt {

// A journal in the making, under a name of its own until it is whole: whatever goes wrong before leaves
// nothing behind, not even the folder.
class NewJournal {
 public:
  // Error (locked) if another felt is making it, or was killed while it did.
  explicit NewJournal(const std::filesystem::path& file);
  ~NewJournal();
  NewJournal(const NewJournal&) = delete;
  NewJournal& operator=(const NewJournal&) = delete;

  // Where to write it meanwhile. Nobody may have it open any more when finish() is called.
  std::string name() const { return m_name.string(); }
  // Gives it its name: UsageError, unless it may be overwritten, if there is a file by now.
  void finish(Overwrite overwrite);

 private:
  void claim() const;
  void clear();

  std::filesystem::path m_file, m_name;
  std::filesystem::path m_first_folder;  // the uppermost that was made; empty if none was
};

}  // namespace felt
