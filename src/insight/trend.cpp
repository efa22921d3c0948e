#include "insight/trend.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "insight/describe.hpp"
#include "insight/normal.hpp"
#include "insight/slopes.hpp"
#include "insight/ties.hpp"

namespace felt {

namespace {

void require_same_length(std::span<const double> x, std::span<const double> y) {
  if (x.size() != y.size()) throw std::invalid_argument("x and y differ in length");
}

std::vector<std::int64_t> tie_sizes_in(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  return tie_sizes(sorted);
}

// 18 times the variance of S that n untied values have, or that a group of n tied ones takes away.
double variance_term(std::int64_t n) {
  const auto size = static_cast<double>(n);
  return size * (size - 1) * (2 * size + 5);
}

double variance_taken(std::span<const std::int64_t> ties) {
  double taken = 0;
  for (auto size : ties) taken += variance_term(size);
  return taken;
}

// As in SciPy's theilslopes, whose rounding is half to even: nearbyint in the default rounding mode.
ConfidenceInterval sen_interval(PairSlopes& slopes, double variance, double confidence) {
  const auto n = static_cast<double>(slopes.count());
  const double reach = -normal_quantile((1 - confidence) / 2) * std::sqrt(std::max(variance, 0.0));
  const double upper = std::min(std::nearbyint((n + reach) / 2), n - 1);
  const double lower = std::max(std::nearbyint((n - reach) / 2) - 1, 0.0);
  return {slopes.at_rank(static_cast<std::int64_t>(lower)), slopes.at_rank(static_cast<std::int64_t>(upper))};
}

std::vector<double> residuals(std::span<const double> x, std::span<const double> y, double slope) {
  std::vector<double> left;
  left.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) left.push_back(y[i] - slope * x[i]);
  return left;
}

using Columns = std::vector<std::pair<double, double>>;

Columns sorted_columns(std::span<const double> x, std::span<const double> y) {
  Columns columns;
  for (std::size_t i = 0; i < x.size(); ++i) columns.emplace_back(x[i], y[i]);
  std::sort(columns.begin(), columns.end());
  return columns;
}

std::chrono::sys_days local_date(const TimedRating& rating) {
  return std::chrono::floor<std::chrono::days>(rating.at + rating.offset);
}

// A journey can turn the dates of ratings in time order round.
void order_by_date(std::vector<TimedRating>& ratings) {
  const auto earlier = [](const TimedRating& a, const TimedRating& b) {
    return local_date(a) < local_date(b);
  };
  if (!std::is_sorted(ratings.begin(), ratings.end(), earlier))
    std::stable_sort(ratings.begin(), ratings.end(), earlier);
}

std::vector<double> days_since(std::chrono::sys_seconds origin, std::span<const TimedRating> ratings) {
  std::vector<double> days;
  days.reserve(ratings.size());
  for (const auto& rating : ratings) days.push_back(ElapsedDays{rating.at - origin}.count());
  return days;
}

// The median of sorted values; there is at least one.
double middle_of(std::span<const double> sorted) {
  return (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
}

}  // namespace

std::optional<TrendLine> theil_sen(std::span<const double> x, std::span<const double> y, double confidence) {
  require_same_length(x, y);
  if (x.empty()) return std::nullopt;
  PairSlopes slopes(x, y);
  if (slopes.count() == 0) return std::nullopt;
  const auto n = static_cast<std::int64_t>(x.size());
  const double variance =
      (variance_term(n) - variance_taken(slopes.ties_x()) - variance_taken(slopes.ties_y())) / 18;
  const double slope = slopes.median();
  return TrendLine{slope, median(y) - slope * median(x), median(residuals(x, y, slope)),
                   sen_interval(slopes, variance, confidence)};
}

double KendallCount::tau_a() const { return static_cast<double>(s) / static_cast<double>(pairs); }

std::optional<double> KendallCount::tau_b() const {
  const auto untied_x = static_cast<double>(pairs - ties_x), untied_y = static_cast<double>(pairs - ties_y);
  if (untied_x == 0 || untied_y == 0) return std::nullopt;
  return static_cast<double>(s) / (std::sqrt(untied_x) * std::sqrt(untied_y));
}

std::optional<KendallCount> kendall(std::span<const double> x, std::span<const double> y) {
  require_same_length(x, y);
  if (x.size() < 2) return std::nullopt;
  const auto columns = sorted_columns(x, y);
  std::vector<double> y_by_x;
  for (const auto& column : columns) y_by_x.push_back(column.second);

  KendallCount count{0, pairs_among(static_cast<std::int64_t>(x.size())), tied_pairs(tie_sizes_in(x)),
                     tied_pairs(tie_sizes_in(y))};
  const auto untied = count.pairs - count.ties_x - count.ties_y + tied_pairs(tie_sizes(columns));
  count.s = untied - 2 * sort_counting_inversions(y_by_x);
  return count;
}

std::optional<MannKendall> mann_kendall(std::span<const double> values) {
  std::vector<double> order(values.size());
  std::iota(order.begin(), order.end(), 0.0);
  const auto count = kendall(order, values);
  if (!count) return std::nullopt;
  const auto n = static_cast<std::int64_t>(values.size());
  const double variance = (variance_term(n) - variance_taken(tie_sizes_in(values))) / 18;
  if (count->s == 0) return MannKendall{0, variance, 0, 1};
  const auto nearer = static_cast<double>(count->s > 0 ? count->s - 1 : count->s + 1);
  const double z = nearer / std::sqrt(variance);
  return MannKendall{count->s, variance, z, two_sided_p(z)};
}

TrendPoints trend_points(std::span<const TimedRating> ratings, std::chrono::sys_seconds origin) {
  auto sorted = in_time_order(ratings);
  if (sorted.size() <= exact_trend_limit) return {days_since(origin, sorted), values_of(sorted), false};
  order_by_date(sorted);
  const auto days = days_since(origin, sorted), values = values_of(sorted);
  TrendPoints points{{}, {}, true};
  for (std::size_t first = 0, next = 0; first < sorted.size(); first = next) {
    const auto date = local_date(sorted[first]);
    while (next < sorted.size() && local_date(sorted[next]) == date) ++next;
    points.x.push_back(middle_of(std::span(days).subspan(first, next - first)));
    points.y.push_back(median(std::span(values).subspan(first, next - first)));
  }
  return points;
}

std::optional<RankTrend> rank_trend(std::span<const TimedRating> ratings) {
  const auto points = trend_points(ratings, {});
  const auto count = kendall(points.x, points.y);
  if (!count) return std::nullopt;
  return RankTrend{count->tau_b(), *mann_kendall(points.y)};
}

std::optional<RatingTrend> rating_trend(std::span<const TimedRating> ratings, std::chrono::sys_seconds origin,
                                        double confidence) {
  const auto points = trend_points(ratings, origin);
  const auto line = theil_sen(points.x, points.y, confidence);
  if (!line) return std::nullopt;
  return RatingTrend{*line, points.x.size(), points.daily_medians};
}

}  // namespace felt
