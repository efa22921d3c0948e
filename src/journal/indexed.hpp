#pragma once

#include <string>
#include <vector>

#include "model/entry.hpp"

namespace felt {

// The words the search index holds for an entry: its note, text answers and own words.
std::string indexed_words(const Entry& entry);
// The same as readable lines.
std::vector<std::string> indexed_lines(const Entry& entry);

}  // namespace felt
