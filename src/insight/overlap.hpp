#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "insight/interval.hpp"
#include "insight/rating.hpp"

// How far two phases of ratings lie apart: m values before, n values after, every pair compared. Indices
// of this kind say nothing about what caused the difference, and nothing about how long it lasted.

namespace felt {

// NAP is the share of pairs in which the later value is better, a tie counting half (Parker
// & Vannest 2009); it equals the Mann-Whitney U/(mn). 0 to 1, 0.5 for no difference.
struct PhaseOverlap {
  std::size_t before = 0, after = 0;  // m and n
  double nap = 0.5;
  double tau = 0;                        // 2 NAP - 1, -1 to 1
  std::optional<double> unbiased_error;  // Sen 1967, Mee 1990; needs m and n of at least 2
  double hanley_error = 0;               // Hanley & McNeil 1982
  double null_error = 0;                 // sqrt((m + n + 1)/(12 m n)), the error were there no difference
  ConfidenceInterval interval;           // see nap_interval
};

// Nothing when a phase is empty. The errors follow Pustejovsky's
// SingleCaseES; they take the ratings as independent.
std::optional<PhaseOverlap> phase_overlap(std::span<const double> before, std::span<const double> after,
                                          Better better, double confidence = usual_confidence);

// Newcombe 2006, method 5: the two t that solve
//   (NAP - t)^2 = z^2 h t(1 - t)/(mn) * [1/h + (1 - t)/(2 - t) + t/(1 + t)],  h = (m + n)/2 - 1.
// At NAP 1 the solution t = 1 is the upper end and the lower end is the other one;
// at NAP 0 it is the same, mirrored.
ConfidenceInterval nap_interval(double nap, std::size_t before, std::size_t after,
                                double confidence = usual_confidence);

// Tau-U with the trend of the first phase taken off (Parker, Vannest, Davis
// & Sauber 2011): (S_AB - S_A)/(mn). Values above 1 in size can occur.
struct TauU {
  std::int64_t between = 0;       // S_AB: pairs across the phases that are better minus those that are worse
  std::int64_t before_trend = 0;  // S_A: the same for pairs within the first phase, each with a later one
  double value = 0;
};

// `before` in time order. Nothing when a phase is empty.
std::optional<TauU> tau_u(std::span<const double> before, std::span<const double> after, Better better);

// Tau once the Theil-Sen line of the first phase, drawn over both, is taken off (Tarlow 2017).
// Both phases in time order and taken as evenly spaced. Whether that trend is worth taking off
// is for the caller to say. Nothing when `before` has fewer than 2 values or `after` none.
std::optional<double> baseline_corrected_tau(std::span<const double> before, std::span<const double> after,
                                             Better better);

// PND: share of later values better than every earlier one (Scruggs,
// Mastropieri & Casto 1987). Nothing when a phase is empty.
std::optional<double> non_overlapping_share(std::span<const double> before, std::span<const double> after,
                                            Better better);

// Splits beyond this many are not enumerated.
inline constexpr std::uint64_t exact_split_limit = 1'000'000;

// Share of all ways to deal the pooled values into m and n that leave NAP at least as far from 0.5:
// an exact two-sided p. Nothing when a phase is empty or there are more than exact_split_limit ways.
std::optional<double> split_p(std::span<const double> before, std::span<const double> after);

// Two-sided normal approximation to the Mann-Whitney test, with the tie correction and the
// continuity correction of one half. Nothing when a phase is empty; 1 when all values are equal.
std::optional<double> mann_whitney_p(std::span<const double> before, std::span<const double> after);

}  // namespace felt
