#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "insight/interval.hpp"

// How sure the per-session differences are. What is drawn
// again is the session, one d each, never the single rating.

namespace felt {

// One number out of at least one value, such as mean and median.
using Statistic = double (*)(std::span<const double>);

// Up to so many values all n^n resamples are enumerated (7^7 = 823,543, and 8^8 is over a million).
inline constexpr std::size_t enumeration_limit = 7;

// Draws resamples above that: the generator the C++ standard fixes to the bit, with draws
// rejected rather than bent into range, so the same seed gives the same bytes everywhere.
inline constexpr std::string_view resample_generator = "mt19937_64";

// With 9999 draws the 2.5 % and 97.5 % points are the 250th from either end.
struct ResamplePlan {
  double confidence = usual_confidence;
  std::uint64_t seed = 1;
  std::uint64_t draws = 9999;
};

enum class Resampling { enumerated, seeded };

struct ResampleAtom {
  double value = 0;
  std::uint64_t count = 0;
};

// A statistic over all resamples, sorted by value. Equal values may stand in several neighbouring atoms.
struct ResampleDistribution {
  std::vector<ResampleAtom> atoms;  // at least one
  std::uint64_t resamples = 0;      // sum of the counts
  Resampling how = Resampling::enumerated;

  double mean() const;
  double standard_deviation() const;  // over the resamples, not their number less one: the bootstrap error

  // The smallest value that at least this share of the resamples do not exceed.
  double quantile(double share) const;
};

// Nothing for no values, or for no draws where draws are needed.
std::optional<ResampleDistribution> resample(std::span<const double> values, Statistic statistic,
                                             const ResamplePlan& plan = {});

// The bootstrap percentile interval (Efron & Tibshirani 1993,
// chapter 13) and what a reader needs to repeat it.
struct Bootstrap {
  double estimate = 0;
  ConfidenceInterval interval;
  double standard_error = 0;  // for the mean of enumerated resamples, sqrt(sum (x - mean)^2)/n: the ideal one
  std::uint64_t resamples = 0;
  std::optional<std::uint64_t> seed;  // none when every resample was enumerated
};

std::optional<Bootstrap> bootstrap(std::span<const double> values, Statistic statistic,
                                   const ResamplePlan& plan = {});

// How resamples that hit the estimate exactly count towards the bias correction: not at all, or half.
enum class BootstrapTies { below_only, half };

// Bias-corrected and accelerated interval (Efron 1987): z0 from the share of
// resamples below the estimate, a from the jackknife. Nothing when bootstrap gives
// none, for one value, or when no resample lies on one side of the estimate.
struct AcceleratedBootstrap {
  double bias = 0;          // z0
  double acceleration = 0;  // a
  ConfidenceInterval interval;
};

std::optional<AcceleratedBootstrap> accelerated_bootstrap(std::span<const double> values, Statistic statistic,
                                                          BootstrapTies ties = BootstrapTies::half,
                                                          const ResamplePlan& plan = {});

// Up to so many differences all 2^n sign patterns are tried.
inline constexpr std::size_t sign_flip_limit = 12;

// Share of the 2^n sign patterns whose mean is at least as far from 0 as the one observed
// (Fisher's randomisation test). Nothing for no differences or more than sign_flip_limit.
std::optional<double> sign_flip_p(std::span<const double> differences);

// The smallest p that n differences can reach: 2/2^n, so 0.25
// for 3 and below 0.05 from 6 on. 1 for n of 0 and 1.
double smallest_sign_flip_p(std::size_t n);

// Up to so many values the means of all their pairs are looked at.
inline constexpr std::size_t pair_mean_limit = 1000;

// Pseudo-median: the median of the means of all pairs, each value also paired
// with itself (Hodges & Lehmann 1963). Nothing for no values or more than pair_mean_limit.
std::optional<double> hodges_lehmann(std::span<const double> values);

// sum (x_t - mean)(x_t+1 - mean) / sum (x_t - mean)^2, values in time order. Needs 2 values that differ.
std::optional<double> lag1_autocorrelation(std::span<const double> values);

// How many independent values carry as much as n with lag-1 autocorrelation
// r: n(1 - r)/(1 + r). Needs -1 < r <= 1; above n for a negative r.
std::optional<double> effective_sample_size(std::size_t n, double r);

}  // namespace felt
