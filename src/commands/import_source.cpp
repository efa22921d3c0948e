#include "commands/import_source.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <istream>

#include "base/error.hpp"
#include "base/file_stream.hpp"
#include "base/visible.hpp"
#include "exchange/lines.hpp"

namespace felt {

namespace {

// A stream would only say so after all that can be read of it.
void refuse_too_large(const std::string& name) {
  std::error_code unknown;
  const auto size = std::filesystem::file_size(name, unknown);
  if (unknown || size <= Lines::longest_stream) return;
  throw ContentError(
      fmt::format("{} holds more than {}", quoted_path(name), size_text(Lines::longest_stream)),
      "That is the most felt reads of one file.");
}

}  // namespace

ImportSource open_source(Invocation& invocation, const std::string& name) {
  if (name == "-") return {nullptr, invocation.in(), "standard input"};
  auto file = open_file(name);
  refuse_too_large(name);
  auto& stream = *file;
  return {std::move(file), stream, visible_line(name)};
}

}  // namespace felt
