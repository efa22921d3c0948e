#pragma once

#include <string>
#include <vector>

#include "journal/journal.hpp"

namespace felt {

// What could be saved from a damaged journal, and what could not.
struct Salvaged {
  std::size_t entries = 0, sessions = 0, carried = 0, shares = 0;
  std::size_t staying_steps = 0;  // of the history, which does not come along
  std::vector<std::string> lost;  // "entry 12 does not read"; nobody's words
};

// Takes everything that still reads from the file into a journal that is empty, one thing after the other; of
// a sealed one, what stands before the damage. The file is only read where it was left by nobody; hand in a
// copy. Error (damaged) where nothing can be read.
Salvaged salvage(const std::string& damaged, Journal& into, const Opening& opening = {});

}  // namespace felt
