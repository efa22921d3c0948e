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

}  // namespace felt
