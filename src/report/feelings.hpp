#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "insight/feelings_map.hpp"
#include "journal/journal.hpp"
#include "report/named.hpp"

namespace felt {

// A feeling that was named, and where it was placed by hand when the list of feelings was made.
struct PlacedFeeling {
  std::string id, label;
  double pleasant = 0, energy = 0;    // -1 to 1
  std::size_t before = 0, after = 0;  // entries
};

// The check-ins' ratings of pleasantness and energy, and the feelings that were named.
struct Feelings {
  std::vector<FeelingsCell> cells;  // by pleasantness, then by energy
  std::optional<Wording> pleasant,
      energy;                        // how the two were asked last; both are there where there are cells
  std::vector<PlacedFeeling> named;  // the most named first; own words are never placed

  bool empty() const { return cells.empty() && named.empty(); }
};

// Reads the ratings of the entries and places the words that were counted. `feelings` is the list they were
// picked from; words that it does not know, and all where it is null, are left out.
Feelings feelings_of(const Journal& journal, std::span<const LivedEntry> entries, SessionStarts starts,
                     const NamedWords* words, const Vocabulary* feelings);

}  // namespace felt
