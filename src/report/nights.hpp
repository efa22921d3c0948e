#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "insight/around.hpp"
#include "journal/journal.hpp"

namespace felt {

// A night of which time in bed, time asleep and efficiency are all known, as insight/sleep.hpp works them
// out: the awakening at the end is not counted as awake.
struct Night {
  Day ended{};  // the date of the entry that tells of it
  double in_bed_minutes = 0, asleep_minutes = 0;
  double efficiency = 0;  // 0 to 100
  std::optional<double> wakings;
  bool after_session = false;  // a session began in the 24 hours before going to bed
};

// The nights told in the sleep pack, one for each entry, and their means.
struct Nights {
  std::vector<Night> each;  // in order of time, at least 1
  double in_bed_minutes = 0, asleep_minutes = 0;
  double efficiency = 0;                // 0 to 100
  std::optional<double> wakings;        // over the nights that tell them
  std::size_t nights_with_wakings = 0;  // how many these are

  std::size_t n() const { return each.size(); }
};

// Nothing where no night is whole. The starts are in time order.
std::optional<Nights> nights_of(const Journal& journal, std::span<const LivedEntry> entries,
                                SessionStarts starts);

}  // namespace felt
