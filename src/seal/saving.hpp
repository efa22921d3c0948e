#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file_stream.hpp"

namespace felt {

// What becomes of the file that is replaced.
enum class Replaced {
  kept,       // as PATH.prev
  forgotten,  // PATH.prev is the new file, too: nothing here opens with an old key any more
  dropped,    // PATH.prev stays as it is
};

// How a file is replaced: what is written, and what makes sure of it when it was read back from the disk.
struct Saving {
  std::function<void(const Pieces& add)> write;
  std::function<void(std::string_view file)> check;  // throws where it is not as it should be
  // Throws where the file may not be replaced any more; may be empty.
  std::function<void()> before_the_last_step = {};
  Replaced replaced = Replaced::kept;
};

// Replaces the file, whole or not at all: a new file beside it is written, synced, read back and checked,
// what stood there is kept, the new one takes its name, and the folder is synced. A sync that failed is not
// tried again. The file is the person's alone (0600). Error (not_saved) where anything fails, with nothing
// left behind; StandsAnyway where the new file has its place: NotYetCertain where only the last sync failed,
// another one where PATH.prev was to be forgotten and is still there. The lock has to be held.
void save_over(const std::filesystem::path& path, const Saving& saving);

// Whether a file of this name is one that save_over makes beside the file `name`.
bool is_leftover_of_save(std::string_view file, std::string_view name);

// Removes what a crash of save_over left beside the file. The lock has to be held.
void remove_leftovers(const std::filesystem::path& path);

// A file that is to be overwritten once nothing has its name any more.
class Shredding {
 public:
  // Error (not_saved) where it cannot be opened for writing.
  explicit Shredding(const std::filesystem::path& path);
  // Overwrites the file with zeros, unless it still has a name (then somebody else's copy would go). Whether
  // it did. A flash disk or a snapshot may keep the old blocks all the same.
  bool overwrite();

 private:
  std::filesystem::path m_path;
  Descriptor m_file;
};

// Overwrites a file with zeros and removes it; one that is not there is fine.
void shred(const std::filesystem::path& path);

}  // namespace felt
