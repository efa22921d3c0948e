#include "insight/resample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "insight/describe.hpp"
#include "insight/normal.hpp"

namespace felt {

namespace {

// Sums of the same numbers in another order differ in their
// last bits; within this share of their size they are equal.
constexpr double rounding = 1e-12;

// Non-decreasing index lists stand for all orders of the same draw. Moves to the next; false after the last.
bool next_draw(std::vector<std::size_t>& draw) {
  const auto last = draw.size() - 1;
  const auto movable =
      std::find_if(draw.rbegin(), draw.rend(), [last](std::size_t index) { return index < last; });
  if (movable == draw.rend()) return false;
  std::fill(draw.rbegin(), movable + 1, *movable + 1);
  return true;
}

std::uint64_t factorial(std::uint64_t n) { return n < 2 ? 1 : n * factorial(n - 1); }

// In how many orders a draw can come.
std::uint64_t orders_of(const std::vector<std::size_t>& draw) {
  auto orders = factorial(draw.size());
  for (std::size_t index = 0; index < draw.size(); ++index)
    orders /= factorial(static_cast<std::uint64_t>(std::count(draw.begin(), draw.end(), index)));
  return orders;
}

std::vector<ResampleAtom> enumerate(std::span<const double> values, Statistic statistic) {
  std::vector<ResampleAtom> atoms;
  std::vector<std::size_t> draw(values.size());
  std::vector<double> drawn(values.size());
  do {
    std::transform(draw.begin(), draw.end(), drawn.begin(), [&](std::size_t index) { return values[index]; });
    atoms.push_back({statistic(drawn), orders_of(draw)});
  } while (next_draw(draw));
  return atoms;
}

// std::uniform_int_distribution differs between standard libraries.
std::size_t draw_below(std::size_t n, std::mt19937_64& generator) {
  const std::uint64_t whole = std::numeric_limits<std::uint64_t>::max() / n * n;
  std::uint64_t number = generator();
  while (number >= whole) number = generator();
  return static_cast<std::size_t>(number % n);
}

std::vector<ResampleAtom> draw_seeded(std::span<const double> values, Statistic statistic,
                                      const ResamplePlan& plan) {
  std::mt19937_64 generator(plan.seed);
  std::vector<ResampleAtom> atoms;
  std::vector<double> drawn(values.size());
  for (std::uint64_t i = 0; i < plan.draws; ++i) {
    for (auto& value : drawn) value = values[draw_below(values.size(), generator)];
    atoms.push_back({statistic(drawn), 1});
  }
  return atoms;
}

ConfidenceInterval middle_of(const ResampleDistribution& distribution, double confidence) {
  return {distribution.quantile((1 - confidence) / 2), distribution.quantile((1 + confidence) / 2)};
}

// Resamples below the estimate, those equal to it counting as told.
double share_below(const ResampleDistribution& distribution, double estimate, BootstrapTies ties) {
  const double slack = std::abs(estimate) * rounding;
  double below = 0;
  for (const auto& [value, count] : distribution.atoms) {
    if (value < estimate - slack)
      below += static_cast<double>(count);
    else if (value <= estimate + slack && ties == BootstrapTies::half)
      below += static_cast<double>(count) / 2;
  }
  return below / static_cast<double>(distribution.resamples);
}

// The statistic with each value left out in turn.
std::vector<double> jackknife(std::span<const double> values, Statistic statistic) {
  std::vector<double> statistics;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::vector<double> others(values.begin(), values.end());
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    statistics.push_back(statistic(others));
  }
  return statistics;
}

double acceleration_of(const std::vector<double>& jackknifed) {
  const double centre = mean(jackknifed);
  double squares = 0, cubes = 0;
  for (double value : jackknifed) {
    squares += (centre - value) * (centre - value);
    cubes += (centre - value) * (centre - value) * (centre - value);
  }
  return squares == 0 ? 0 : cubes / (6 * squares * std::sqrt(squares));
}

// The share of the distribution where the plain interval's share comes to lie.
double accelerated_share(double share, double bias, double acceleration) {
  const double shifted = bias + normal_quantile(share);
  return normal_cdf(bias + shifted / (1 - acceleration * shifted));
}

double flipped_sum(std::span<const double> values, std::uint32_t negative) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += (negative >> i & 1U) ? -values[i] : values[i];
  return sum;
}

}  // namespace

double ResampleDistribution::mean() const {
  double sum = 0;
  for (const auto& [value, count] : atoms) sum += value * static_cast<double>(count);
  return sum / static_cast<double>(resamples);
}

double ResampleDistribution::standard_deviation() const {
  const double centre = mean();
  double squares = 0;
  for (const auto& [value, count] : atoms)
    squares += (value - centre) * (value - centre) * static_cast<double>(count);
  return std::sqrt(squares / static_cast<double>(resamples));
}

double ResampleDistribution::quantile(double share) const {
  // 0.025 of 10,000 is 250 and must not be read as a little more.
  const double wanted = share * static_cast<double>(resamples) * (1 - rounding);
  double reached = 0;
  for (const auto& [value, count] : atoms) {
    reached += static_cast<double>(count);
    if (reached >= wanted) return value;
  }
  return atoms.back().value;
}

std::optional<ResampleDistribution> resample(std::span<const double> values, Statistic statistic,
                                             const ResamplePlan& plan) {
  if (values.empty()) return std::nullopt;
  const auto how = values.size() <= enumeration_limit ? Resampling::enumerated : Resampling::seeded;
  auto atoms =
      how == Resampling::enumerated ? enumerate(values, statistic) : draw_seeded(values, statistic, plan);
  if (atoms.empty()) return std::nullopt;
  std::sort(atoms.begin(), atoms.end(),
            [](const ResampleAtom& a, const ResampleAtom& b) { return a.value < b.value; });
  const auto add = [](std::uint64_t sum, const ResampleAtom& atom) { return sum + atom.count; };
  const auto total = std::accumulate(atoms.begin(), atoms.end(), std::uint64_t{0}, add);
  return ResampleDistribution{std::move(atoms), total, how};
}

std::optional<Bootstrap> bootstrap(std::span<const double> values, Statistic statistic,
                                   const ResamplePlan& plan) {
  const auto distribution = resample(values, statistic, plan);
  if (!distribution) return std::nullopt;
  Bootstrap result{statistic(values), middle_of(*distribution, plan.confidence),
                   distribution->standard_deviation(), distribution->resamples, std::nullopt};
  if (distribution->how == Resampling::seeded) result.seed = plan.seed;
  return result;
}

std::optional<AcceleratedBootstrap> accelerated_bootstrap(std::span<const double> values, Statistic statistic,
                                                          BootstrapTies ties, const ResamplePlan& plan) {
  const auto distribution = resample(values, statistic, plan);
  if (!distribution || values.size() < 2) return std::nullopt;
  const double below = share_below(*distribution, statistic(values), ties);
  if (below <= 0 || below >= 1) return std::nullopt;
  const double bias = normal_quantile(below), acceleration = acceleration_of(jackknife(values, statistic));
  const auto end = [&](double share) {
    return distribution->quantile(accelerated_share(share, bias, acceleration));
  };
  return AcceleratedBootstrap{
      bias, acceleration, {end((1 - plan.confidence) / 2), end((1 + plan.confidence) / 2)}};
}

std::optional<double> sign_flip_p(std::span<const double> differences) {
  if (differences.empty() || differences.size() > sign_flip_limit) return std::nullopt;
  double size = 0;
  for (double d : differences) size += std::abs(d);
  const double observed = std::abs(flipped_sum(differences, 0)) - size * rounding;
  const auto patterns = std::uint32_t{1} << differences.size();
  std::uint32_t as_far = 0;
  for (std::uint32_t pattern = 0; pattern < patterns; ++pattern)
    as_far += std::abs(flipped_sum(differences, pattern)) >= observed;
  return static_cast<double>(as_far) / static_cast<double>(patterns);
}

double smallest_sign_flip_p(std::size_t n) { return n < 2 ? 1 : std::pow(0.5, static_cast<double>(n - 1)); }

std::optional<double> hodges_lehmann(std::span<const double> values) {
  if (values.empty() || values.size() > pair_mean_limit) return std::nullopt;
  std::vector<double> walsh;
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = i; j < values.size(); ++j) walsh.push_back((values[i] + values[j]) / 2);
  return median(walsh);
}

std::optional<double> lag1_autocorrelation(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double centre = mean(values);
  double products = 0, squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - centre) * (values[i] - centre);
    if (i > 0) products += (values[i - 1] - centre) * (values[i] - centre);
  }
  if (squares == 0) return std::nullopt;
  return products / squares;
}

std::optional<double> effective_sample_size(std::size_t n, double r) {
  if (!(r > -1 && r <= 1)) return std::nullopt;
  return static_cast<double>(n) * (1 - r) / (1 + r);
}

}  // namespace felt
