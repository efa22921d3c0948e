#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "commands/command.hpp"

namespace felt {

// What a command reads: a file, or standard input for "-".
struct ImportSource {
  std::unique_ptr<std::istream> file;  // none for standard input
  std::istream& stream;
  std::string origin;  // as places in it are named
};
// UsageError if there is no such file or it cannot be read.
ImportSource open_source(Invocation& invocation, const std::string& name);

}  // namespace felt
