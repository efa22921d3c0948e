#include "insight/describe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace felt {

namespace {

void require_values(std::span<const double> values) {
  if (values.empty()) throw std::invalid_argument("no values to describe");
}

std::pair<double, double> neighbours_within(std::span<double> values, std::size_t rank) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), at, values.end());
  const auto next = std::min_element(at + 1, values.end());
  return {*at, next == values.end() ? *at : *next};
}

// Value `rank` (from 0) of the sorted values and the one above it (itself at the top).
std::pair<double, double> neighbours(std::span<const double> values, std::size_t rank) {
  if (values.size() == 1) return {values.front(), values.front()};
  if (values.size() == 2 && rank == 0) return std::minmax(values.front(), values.back());
  std::array<double, 16> few{};  // most medians are those of a day or of a session
  if (values.size() <= few.size()) {
    std::copy(values.begin(), values.end(), few.begin());
    return neighbours_within(std::span(few).first(values.size()), rank);
  }
  std::vector<double> copy(values.begin(), values.end());
  return neighbours_within(copy, rank);
}

// One rating per instant: the mean of those given for it.
std::vector<TimedRating> one_per_instant(std::span<const TimedRating> ratings) {
  const auto sorted = in_time_order(ratings);
  std::vector<TimedRating> merged;
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last =
        std::find_if(first, sorted.end(), [&](const TimedRating& r) { return r.at != first->at; });
    merged.push_back(*first);
    merged.back().value = mean(values_of({first, last}));
    first = last;
  }
  return merged;
}

}  // namespace

std::optional<Description> describe(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  const auto [min, max] = std::minmax_element(values.begin(), values.end());
  return Description{values.size(), mean(values), median(values), *min, *max};
}

double mean(std::span<const double> values) {
  require_values(values);
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median(std::span<const double> values) {
  require_values(values);
  const auto [low, high] = neighbours(values, (values.size() - 1) / 2);
  return values.size() % 2 == 1 ? low : (low + high) / 2;
}

double quantile(std::span<const double> values, double share) {
  require_values(values);
  const double position = std::clamp(share, 0.0, 1.0) * static_cast<double>(values.size() - 1);
  const double rank = std::floor(position);
  const auto [low, high] = neighbours(values, static_cast<std::size_t>(rank));
  return low + (position - rank) * (high - low);
}

std::optional<double> standard_error(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double centre = mean(values), n = static_cast<double>(values.size());
  double squares = 0;
  for (double value : values) squares += (value - centre) * (value - centre);
  return std::sqrt(squares / (n - 1) / n);
}

std::optional<double> time_weighted_mean(std::span<const TimedRating> ratings) {
  const auto points = one_per_instant(ratings);
  if (points.size() < 2) return std::nullopt;
  double area = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    area +=
        (points[i - 1].value + points[i].value) / 2 * ElapsedDays{points[i].at - points[i - 1].at}.count();
  return area / time_span(ratings).count();
}

ElapsedDays time_span(std::span<const TimedRating> ratings) {
  if (ratings.empty()) return ElapsedDays{0};
  const auto [first, last] = std::minmax_element(
      ratings.begin(), ratings.end(), [](const TimedRating& a, const TimedRating& b) { return a.at < b.at; });
  return last->at - first->at;
}

std::optional<ElapsedDays> median_gap(std::span<const TimedRating> ratings) {
  const auto sorted = in_time_order(ratings);
  if (sorted.size() < 2) return std::nullopt;
  std::vector<double> gaps;
  for (std::size_t i = 1; i < sorted.size(); ++i)
    gaps.push_back(ElapsedDays{sorted[i].at - sorted[i - 1].at}.count());
  return ElapsedDays{median(gaps)};
}

}  // namespace felt
