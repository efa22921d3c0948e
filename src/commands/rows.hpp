#pragma once

#include <string>
#include <vector>

#include "commands/command.hpp"

namespace felt {

// Lists of names with what they stand for.

// A name, padded to `id_columns`, and its text beside it, wrapped to the width of standard output. Where
// there is no room beside it, the text stands below, indented. The name is printed as it is; the text is
// drawn.
void print_row(Invocation& invocation, const std::string& id, std::size_t id_columns,
               const std::string& text);

// Columns of the longest.
std::size_t longest(const std::vector<std::string>& ids);

}  // namespace felt
