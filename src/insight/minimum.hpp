#pragma once

#include <cstddef>

#include "insight/rating.hpp"

// How much must be there before a thing is shown. Raw ratings,
// and the n, mean and median of a profile bin, always are.

namespace felt {

// A single session's difference: one rating on either side.
constexpr bool enough_for_difference(std::size_t before, std::size_t after) {
  return before >= 1 && after >= 1;
}

// The median (and mean) over sessions, from sessions that have a difference.
inline constexpr std::size_t sessions_for_median_difference = 3;

constexpr bool enough_for_median_difference(std::size_t differences) {
  return differences >= sessions_for_median_difference;
}

// A line joining a profile bin to its neighbours.
inline constexpr std::size_t ratings_for_profile_line = 3, sessions_for_profile_line = 2;

constexpr bool enough_for_profile_line(std::size_t ratings, std::size_t sessions) {
  return ratings >= ratings_for_profile_line && sessions >= sessions_for_profile_line;
}

// NAP and Tau: from 3 a phase as very rough, from 5 a phase
// (the usual single-case standard) with their interval.
inline constexpr std::size_t ratings_for_rough_overlap = 3, ratings_for_overlap_interval = 5;

enum class OverlapShown { no, very_rough, with_interval };

constexpr OverlapShown overlap_shown(std::size_t before, std::size_t after) {
  const auto fewer = before < after ? before : after;
  if (fewer < ratings_for_rough_overlap) return OverlapShown::no;
  return fewer < ratings_for_overlap_interval ? OverlapShown::very_rough : OverlapShown::with_interval;
}

// The Theil-Sen slope.
inline constexpr std::size_t ratings_for_slope = 6;
inline constexpr ElapsedDays span_for_slope{14};

constexpr bool enough_for_slope(std::size_t ratings, ElapsedDays span) {
  return ratings >= ratings_for_slope && span >= span_for_slope;
}

// A p of any kind, in a technical view only: below 6 no sign-flip p can reach 0.05.
inline constexpr std::size_t sessions_for_p = 6;

constexpr bool enough_for_p(std::size_t differences) { return differences >= sessions_for_p; }

// A correlation between two streams, in a technical view only.
inline constexpr std::size_t paired_days_for_correlation = 10;

constexpr bool enough_for_correlation(std::size_t paired_days) {
  return paired_days >= paired_days_for_correlation;
}

}  // namespace felt
