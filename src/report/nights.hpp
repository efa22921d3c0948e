#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "journal/journal.hpp"

namespace felt {

// Means over the nights of which time in bed, time asleep and efficiency are all known, as insight/sleep.hpp
// works them out: the awakening at the end is not counted as awake.
struct Nights {
  std::size_t n = 0;  // at least 1
  double in_bed_minutes = 0, asleep_minutes = 0;
  double efficiency = 0;  // 0 to 100
};

// The nights told in the sleep pack, one for each entry; nothing where none is whole. `answered` are the
// questions the journal has answers to.
std::optional<Nights> nights_of(const Journal& journal, const Query& query,
                                const std::set<std::string>& answered);

}  // namespace felt
