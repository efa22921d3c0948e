#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "insight/rating.hpp"

namespace felt {

// What a handful of numbers looks like. `n` is at least 1.
struct Description {
  std::size_t n = 0;
  double mean = 0, median = 0, min = 0, max = 0;
};

// Nothing for no values.
std::optional<Description> describe(std::span<const double> values);

// Throws std::invalid_argument for no values, as do median and quantile.
double mean(std::span<const double> values);

// The middle value; the mean of the two middle ones when their number is even.
double median(std::span<const double> values);

// The value below which `share` (0 to 1) of the values lie, read off a
// straight line between neighbours (Hyndman & Fan 1996, definition 7).
double quantile(std::span<const double> values, double share);

// Standard error of the mean, s / sqrt(n) with s over n - 1. Needs 2 values.
std::optional<double> standard_error(std::span<const double> values);

// Area under the straight lines joining the ratings, over the time they span
// (trapezoid rule), so that a crowded day weighs no more than a sparse one.
// Ratings of one instant count as their mean. Nothing when no time passes.
std::optional<double> time_weighted_mean(std::span<const TimedRating> ratings);

// From the first rating to the last; 0 for fewer than two.
ElapsedDays time_span(std::span<const TimedRating> ratings);

// Median time between neighbouring ratings. Needs 2 ratings.
std::optional<ElapsedDays> median_gap(std::span<const TimedRating> ratings);

}  // namespace felt
