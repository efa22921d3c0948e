#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "exchange/export_lines.hpp"
#include "exchange/lines.hpp"

namespace felt {

class Journal;

// Something in which an export and the journal differ; nobody's words are in it.
struct Difference {
  std::size_t line = 0;  // of the export; 0 for what only the journal holds
  std::string what;      // "entry 12: the answer to emotions/distress is another one"
};
struct Verified {
  std::size_t entries = 0, answers = 0, differences = 0;
};

// Compares an export with the journal: every session, entry and answer, by their uuids. Numbers may differ.
// Throws as read_export does.
Verified verify_lines(Lines& lines, const Journal& journal,
                      const std::function<void(const Difference&)>& tell, const Progress& progress);

}  // namespace felt
