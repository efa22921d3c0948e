#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "insight/interval.hpp"
#include "insight/rating.hpp"

// Rising or falling over time, by ranks and medians rather than least squares.

namespace felt {

// A straight line through (x, y) points, in y per unit of x.
struct TrendLine {
  double slope = 0;
  double separate_intercept = 0;  // median(y) - slope * median(x)
  double joint_intercept = 0;     // median(y - slope * x)
  ConfidenceInterval slope_interval;
};

// The median of the slopes of all pairs with different x (Theil 1950; Sen 1968), with Sen's
// interval: the slopes at ranks min(round((N - z s)/2), N - 1) and max(round((N + z s)/2) - 1,
// 0), from 0, where z < 0 and s is the standard deviation of Kendall's S with the ties in x and
// in y subtracted; rounding is half to even. Nothing unless two x differ. Throws std::invalid_argument when x
// and y differ in length.
std::optional<TrendLine> theil_sen(std::span<const double> x, std::span<const double> y,
                                   double confidence = usual_confidence);

// How two columns agree in order (Kendall 1970). Pairs tied in either column count neither way.
struct KendallCount {
  std::int64_t s = 0;                   // pairs in the same order minus pairs in opposite order
  std::int64_t pairs = 0;               // n(n - 1)/2
  std::int64_t ties_x = 0, ties_y = 0;  // pairs tied in that column

  double tau_a() const;  // S / pairs
  std::optional<double> tau_b()
      const;  // S / sqrt((pairs - ties_x)(pairs - ties_y)); none for a constant column
};

// Needs 2 points. Sorts rather than compares all pairs (Knight
// 1966). Throws std::invalid_argument when x and y differ in length.
std::optional<KendallCount> kendall(std::span<const double> x, std::span<const double> y);

// The Mann-Kendall test: S = sum of sign(y_j - y_i) over i < j, Var S = [n(n-1)(2n+5) - sum of t(t-1)(2t+5)
// over groups of t equal values] / 18, Z = (S -+ 1)/sqrt(Var S), 0 for S = 0, and its two-sided normal p.
struct MannKendall {
  std::int64_t s = 0;
  double variance = 0, z = 0, p = 1;
};

// Values in time order. Needs 2 of them.
std::optional<MannKendall> mann_kendall(std::span<const double> values);

// Up to so many ratings every pair is looked at; above, the median of each day stands for it.
inline constexpr std::size_t exact_trend_limit = 2000;

// Ratings as points: x in elapsed days since an origin, y the values, in time order.
struct TrendPoints {
  std::vector<double> x, y;
  bool daily_medians = false;  // each point is the median time and median value of one local calendar date
};

TrendPoints trend_points(std::span<const TimedRating> ratings, std::chrono::sys_seconds origin);

// The Theil-Sen line through ratings, per day, with its intercepts at `origin`.
struct RatingTrend {
  TrendLine per_day;
  std::size_t points = 0;
  bool daily_medians = false;

  double slope_per_week() const { return per_day.slope * 7; }
  ConfidenceInterval interval_per_week() const {
    return {per_day.slope_interval.lower * 7, per_day.slope_interval.upper * 7};
  }
};

// How the same points rise or fall by rank.
struct RankTrend {
  std::optional<double> tau_b;  // of the times and the values
  MannKendall test;             // of the values as they follow one another
};

// Nothing for fewer than two points.
std::optional<RankTrend> rank_trend(std::span<const TimedRating> ratings);

// Nothing unless two ratings differ in time.
std::optional<RatingTrend> rating_trend(std::span<const TimedRating> ratings, std::chrono::sys_seconds origin,
                                        double confidence = usual_confidence);

}  // namespace felt
