#pragma once

#include <chrono>
#include <ratio>
#include <span>
#include <vector>

namespace felt {

// Elapsed time counted in days of exactly 24 hours, fractions kept. A change of the clocks does not bend it.
using ElapsedDays = std::chrono::duration<double, std::ratio<86400>>;

// One number a person gave, and the instant it is about. The value is finite.
struct TimedRating {
  std::chrono::sys_seconds at;
  double value = 0;
  // East of UTC, as it was lived. Only the local calendar date and the local time of day look at it.
  std::chrono::minutes offset{0};
};

// Which way a scale improves. A scale without a better end is never asked for an improvement.
enum class Better { higher, lower };

// The ratings from earliest to latest; those of one instant keep the order they came in.
std::vector<TimedRating> in_time_order(std::span<const TimedRating> ratings);

// The values alone, in the order given.
std::vector<double> values_of(std::span<const TimedRating> ratings);

}  // namespace felt
