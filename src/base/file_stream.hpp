#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string_view>

#include "base/file.hpp"

namespace felt {

// Files that are too large to be held in memory.

// A regular file as a stream of bytes, refused as by read_file.
std::unique_ptr<std::istream> open_file(const std::filesystem::path& path);

// write_atomically for content that comes piece by piece: `produce` hands every piece to what it is called
// with. If it throws, nothing was written.
using Pieces = std::function<void(std::string_view)>;
void write_atomically(const std::filesystem::path& path, const std::function<void(const Pieces&)>& produce,
                      Overwrite overwrite, mode_t mode = 0600);
// The same for content that another library writes: `fill` is handed the name of an empty file beside the
// target, mode 0600, and writes, closes and checks it. If it throws, nothing was written.
void fill_atomically(const std::filesystem::path& path,
                     const std::function<void(const std::filesystem::path&)>& fill, Overwrite overwrite);

// Gives the file a second name, where nothing has it yet, and returns once that is safe on the disk; a copy
// where the file system knows no second names. Error (not_saved) if neither can be made or something has the
// name.
void name_again(const std::filesystem::path& path, const std::filesystem::path& name);
// Takes a file out of the way of another one, under a new name.
void move_aside(const std::filesystem::path& path, const std::filesystem::path& name);

// Gives a file that another program or library wrote, and that is safe on the disk, its name; the folder must
// be the same. Durable when it returns. Overwrite::no is a UsageError if anything has the name already.
void put_in_place(const std::filesystem::path& from, const std::filesystem::path& path, Overwrite overwrite);

}  // namespace felt
