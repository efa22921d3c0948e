#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "insight/rating.hpp"

namespace felt {

// The ratings of one stretch of a period.
struct TimeBin {
  ElapsedDays middle{0};  // mean moment of its ratings, since the beginning of the period
  std::size_t n = 0;      // at least 1
  double mean = 0;
};

// A period's ratings for a small line: the period is cut into `bins` stretches of equal length, and each that
// holds a rating is one point. Where there are no more ratings than bins, each is a point of its own. Ratings
// are in time order; those outside [from, to] are left out. `bins` is at least 1.
std::vector<TimeBin> over_time(std::span<const TimedRating> ratings, std::chrono::sys_seconds from,
                               std::chrono::sys_seconds to, std::size_t bins);

}  // namespace felt
