#include "commands/import_source.hpp"

#include <istream>

#include "base/file_stream.hpp"
#include "base/text.hpp"

namespace felt {

ImportSource open_source(Invocation& invocation, const std::string& name) {
  if (name == "-") return {nullptr, invocation.in(), "standard input"};
  auto file = open_file(name);
  auto& stream = *file;
  return {std::move(file), stream, visible_line(name)};
}

}  // namespace felt
