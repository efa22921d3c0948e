#include "insight/overlap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "insight/normal.hpp"
#include "insight/trend.hpp"

namespace felt {

namespace {

// 1 when b is better than a, -1 when worse, 0 for a tie.
int step(double a, double b, Better better) {
  const int rise = (b > a) - (b < a);
  return better == Better::higher ? rise : -rise;
}

double squared(double x) { return x * x; }

// The pair scores q_ij (1, 1/2, 0), summed by row, by column and altogether.
struct PairScores {
  std::vector<double> of_before, of_after;
  double total = 0, squares = 0;

  double m() const { return static_cast<double>(of_before.size()); }
  double n() const { return static_cast<double>(of_after.size()); }
  double nap() const { return total / (m() * n()); }

  // Mean square of the rows' (or columns') means around NAP: Q1 and Q2.
  double spread(const std::vector<double>& sums, double per_sum) const {
    double spread = 0;
    for (double sum : sums) spread += squared(sum / per_sum - nap());
    return spread / static_cast<double>(sums.size());
  }
  double q1() const { return spread(of_before, n()); }
  double q2() const { return spread(of_after, m()); }
  double q3() const { return squares / (m() * n()) - squared(nap()); }
};

// How each value of one phase fares against all of the other, read off their order rather than pair by pair:
// sums of halves are exact, so the two ways agree to the last bit.
struct Fared {
  std::vector<double> scores;
  double ties = 0;
};

Fared fared_against(std::span<const double> values, std::span<const double> others, Better better) {
  std::vector<double> sorted(others.begin(), others.end());
  std::sort(sorted.begin(), sorted.end());
  Fared fared;
  for (double value : values) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    const auto won =
        static_cast<double>(better == Better::higher ? sorted.end() - last : first - sorted.begin());
    const auto tied = static_cast<double>(last - first);
    fared.scores.push_back(won + tied / 2);
    fared.ties += tied;
  }
  return fared;
}

// A win counts 1 and its square 1, a tie 1/2 and its square 1/4.
PairScores score_pairs(std::span<const double> before, std::span<const double> after, Better better) {
  auto of_before = fared_against(before, after, better);
  auto of_after = fared_against(after, before, better == Better::higher ? Better::lower : Better::higher);
  const double total = std::accumulate(of_before.scores.begin(), of_before.scores.end(), 0.0);
  return {std::move(of_before.scores), std::move(of_after.scores), total, total - of_before.ties / 4};
}

std::optional<double> unbiased_error(const PairScores& scores) {
  const double m = scores.m(), n = scores.n(), nap = scores.nap();
  if (m < 2 || n < 2) return std::nullopt;
  const double sum = nap * (1 - nap) + n * scores.q1() + m * scores.q2() - 2 * scores.q3();
  // An unbiased variance may come out below 0; there is no error smaller than none.
  return std::sqrt(std::max(sum / ((m - 1) * (n - 1)), 0.0));
}

double hanley_error(const PairScores& scores) {
  const double m = scores.m(), n = scores.n(), nap = scores.nap();
  const double sum = nap * (1 - nap) + (n - 1) * scores.q1() + (m - 1) * scores.q2();
  return std::sqrt(sum / (m * n));
}

// Below 0 for the t inside Newcombe's interval, above 0 outside.
class NewcombeGap {
 public:
  NewcombeGap(double nap, double m, double n, double confidence)
      : m_nap(nap), m_h((m + n) / 2 - 1), m_scale(squared(normal_quantile((1 + confidence) / 2)) / (m * n)) {}

  double operator()(double t) const {
    const double bracket = 1 + m_h * ((1 - t) / (2 - t) + t / (1 + t));
    return squared(m_nap - t) - m_scale * t * (1 - t) * bracket;
  }

 private:
  double m_nap, m_h, m_scale;
};

// Where the gap changes sign between a t outside the interval and one inside it. The ends are never tried, so
// at NAP 1, which solves the equation itself, the search still ends at the other root.
double root(const NewcombeGap& gap, double outside, double inside) {
  for (int halving = 0; halving < 200; ++halving) {
    const double middle = (outside + inside) / 2;
    (gap(middle) > 0 ? outside : inside) = middle;
  }
  return inside;
}

std::int64_t steps_between(std::span<const double> before, std::span<const double> after, Better better) {
  std::int64_t sum = 0;
  for (double a : before)
    for (double b : after) sum += step(a, b, better);
  return sum;
}

// Pairs of values in time order in which the later one is better minus those in which it is worse.
std::int64_t steps_within(std::span<const double> values, Better better) {
  std::vector<double> order(values.size());
  std::iota(order.begin(), order.end(), 0.0);
  const auto count = kendall(order, values);
  const auto rises = count ? count->s : 0;
  return better == Better::higher ? rises : -rises;
}

// Rounded so that values on one line stay ties.
std::vector<double> off_line(std::span<const double> values, double slope, std::size_t first_x) {
  std::vector<double> left;
  for (double value : values)
    left.push_back(std::round((value - slope * static_cast<double>(first_x + left.size())) * 1e9) / 1e9);
  return left;
}

std::vector<double> pooled(std::span<const double> before, std::span<const double> after) {
  std::vector<double> all(before.begin(), before.end());
  all.insert(all.end(), after.begin(), after.end());
  return all;
}

std::vector<double> mid_ranks(const std::vector<double>& values) {
  std::vector<double> sorted = values, ranks;
  std::sort(sorted.begin(), sorted.end());
  for (double value : values) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    ranks.push_back(static_cast<double>((first - sorted.begin()) + (last - sorted.begin()) + 1) / 2);
  }
  return ranks;
}

// Nothing when there are more than the limit.
std::optional<std::uint64_t> split_count(std::size_t m, std::size_t n) {
  std::uint64_t count = 1;
  for (std::size_t i = 1; i <= std::min(m, n); ++i) {
    count = count * (std::max(m, n) + i) / i;
    if (count > exact_split_limit) return std::nullopt;
  }
  return count;
}

// How far the ranks of the chosen lie from what chance would give them. Ranks are halves: exact.
double rank_distance(const std::vector<double>& ranks, const std::vector<char>& chosen) {
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    if (!chosen[i]) continue;
    sum += ranks[i];
    ++count;
  }
  return std::abs(sum - count * static_cast<double>(ranks.size() + 1) / 2);
}

// Sum of t^3 - t over the groups of t equal values, from how many values each one equals.
double tie_term(const std::vector<double>& values) {
  double term = 0;
  for (double value : values) {
    const auto size = static_cast<double>(std::count(values.begin(), values.end(), value));
    term += size * size - 1;
  }
  return term;
}

}  // namespace

std::optional<PhaseOverlap> phase_overlap(std::span<const double> before, std::span<const double> after,
                                          Better better, double confidence) {
  if (before.empty() || after.empty()) return std::nullopt;
  const auto scores = score_pairs(before, after, better);
  const double m = scores.m(), n = scores.n(), nap = scores.nap();
  return PhaseOverlap{before.size(),
                      after.size(),
                      nap,
                      2 * nap - 1,
                      unbiased_error(scores),
                      hanley_error(scores),
                      std::sqrt((m + n + 1) / (12 * m * n)),
                      nap_interval(nap, before.size(), after.size(), confidence)};
}

ConfidenceInterval nap_interval(double nap, std::size_t before, std::size_t after, double confidence) {
  const NewcombeGap gap(nap, static_cast<double>(before), static_cast<double>(after), confidence);
  const double lower = nap <= 0 ? 0 : root(gap, 0, nap);
  const double upper = nap >= 1 ? 1 : root(gap, 1, nap);
  return {lower, upper};
}

std::optional<TauU> tau_u(std::span<const double> before, std::span<const double> after, Better better) {
  if (before.empty() || after.empty()) return std::nullopt;
  const auto scores = score_pairs(before, after, better);
  const double pairs = scores.m() * scores.n();
  const std::int64_t between = std::llround(2 * scores.total - pairs), within = steps_within(before, better);
  return TauU{between, within, static_cast<double>(between - within) / pairs};
}

std::optional<double> baseline_corrected_tau(std::span<const double> before, std::span<const double> after,
                                             Better better) {
  std::vector<double> order(before.size());
  std::iota(order.begin(), order.end(), 0.0);
  const auto line = theil_sen(order, before);
  if (!line) return std::nullopt;
  const auto overlap =
      phase_overlap(off_line(before, line->slope, 0), off_line(after, line->slope, before.size()), better);
  if (!overlap) return std::nullopt;
  return overlap->tau;
}

std::optional<double> non_overlapping_share(std::span<const double> before, std::span<const double> after,
                                            Better better) {
  if (before.empty() || after.empty()) return std::nullopt;
  const auto beats_all = [&](double b) {
    return std::all_of(before.begin(), before.end(), [&](double a) { return step(a, b, better) > 0; });
  };
  return static_cast<double>(std::count_if(after.begin(), after.end(), beats_all)) /
         static_cast<double>(after.size());
}

std::optional<double> split_p(std::span<const double> before, std::span<const double> after) {
  const auto splits = split_count(before.size(), after.size());
  if (before.empty() || after.empty() || !splits) return std::nullopt;
  const auto ranks = mid_ranks(pooled(before, after));
  std::vector<char> chosen(ranks.size());
  std::fill_n(chosen.begin(), before.size(), char{1});
  const double observed = rank_distance(ranks, chosen);
  std::uint64_t as_far = 0;
  do as_far += rank_distance(ranks, chosen) >= observed;
  while (std::prev_permutation(chosen.begin(), chosen.end()));
  return static_cast<double>(as_far) / static_cast<double>(*splits);
}

std::optional<double> mann_whitney_p(std::span<const double> before, std::span<const double> after) {
  if (before.empty() || after.empty()) return std::nullopt;
  const auto m = static_cast<double>(before.size()), n = static_cast<double>(after.size());
  const double all = m + n;
  const double variance = m * n / 12 * (all + 1 - tie_term(pooled(before, after)) / (all * (all - 1)));
  const double distance = std::abs(static_cast<double>(steps_between(before, after, Better::higher))) / 2;
  if (variance <= 0) return 1;
  return two_sided_p(std::max(distance - 0.5, 0.0) / std::sqrt(variance));
}

}  // namespace felt
