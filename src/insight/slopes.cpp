#include "insight/slopes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "insight/ties.hpp"

namespace felt {

namespace {

constexpr std::int64_t looked_at_all = 100'000;  // up to so many slopes no sample is needed
constexpr std::size_t sample_size = 2'048;
constexpr std::size_t few_values = 16;
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Ranked {
  std::uint32_t rank, point;
};

// Sorts by rank and calls `swapped` for each pair that stood in falling order.
template <class Swapped>
void sort_telling_inversions(std::span<Ranked> values, std::vector<Ranked>& room, const Swapped& swapped) {
  if (values.size() < 2) return;
  const auto left = values.first(values.size() / 2), right = values.subspan(values.size() / 2);
  sort_telling_inversions(left, room, swapped);
  sort_telling_inversions(right, room, swapped);
  room.clear();
  std::size_t from_left = 0;
  for (const auto& value : right) {
    while (from_left < left.size() && left[from_left].rank < value.rank) room.push_back(left[from_left++]);
    for (const auto& above : left.subspan(from_left)) swapped(above.point, value.point);
    room.push_back(value);
  }
  room.insert(room.end(), left.begin() + static_cast<std::ptrdiff_t>(from_left), left.end());
  std::copy(room.begin(), room.end(), values.begin());
}

// Insertion sort: the fastest for a few values.
std::int64_t insert_counting(std::span<double> values) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double value = values[i];
    auto place = i;
    for (; place > 0 && values[place - 1] > value; --place) values[place] = values[place - 1];
    values[place] = value;
    count += i - place;
  }
  return static_cast<std::int64_t>(count);
}

// Merge sort. There is room for half of the values.
std::int64_t merge_counting(std::span<double> values, std::span<double> room) {
  if (values.size() <= few_values) return insert_counting(values);
  const auto left = room.first(values.size() / 2), right = values.subspan(left.size());
  auto count = merge_counting(values.first(left.size()), room) + merge_counting(right, room);
  std::copy_n(values.begin(), left.size(), left.begin());
  auto to = values.begin();
  std::size_t below = 0;
  for (const double value : left) {
    while (below < right.size() && right[below] < value) *to++ = right[below++];
    *to++ = value;
    count += static_cast<std::int64_t>(below);
  }
  return count;
}

}  // namespace

std::int64_t sort_counting_inversions(std::span<double> values) {
  std::vector<double> room(values.size() / 2);
  return merge_counting(values, room);
}

PairSlopes::PairSlopes(std::span<const double> x, std::span<const double> y) {
  m_points.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) m_points.push_back({x[i], y[i]});
  const auto by_x = [](const Point& a, const Point& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
  if (!std::is_sorted(m_points.begin(), m_points.end(), by_x))
    std::sort(m_points.begin(), m_points.end(), by_x);
  std::vector<double> levels;
  levels.reserve(m_points.size());
  for (const auto& point : m_points) levels.push_back(point.y);
  m_below_level = sort_counting_inversions(levels);

  m_ties_x = tie_sizes(m_points, [](const Point& a, const Point& b) { return a.x == b.x; });
  m_ties_y = tie_sizes(levels);
  const auto same =
      tie_sizes(m_points, [](const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; });
  m_level = tied_pairs(m_ties_y) - tied_pairs(same);
  m_count = pairs_among(static_cast<std::int64_t>(x.size())) - tied_pairs(m_ties_x);
}

void PairSlopes::take_sample() {
  if (m_count <= looked_at_all || !m_sample.empty()) return;
  std::mt19937_64 generator(1);
  while (m_sample.size() < sample_size) {
    const auto& a = m_points[generator() % m_points.size()];
    const auto& b = m_points[generator() % m_points.size()];
    if (a.x != b.x) m_sample.push_back((b.y - a.y) / (b.x - a.x));
  }
  std::sort(m_sample.begin(), m_sample.end());
}

double PairSlopes::at_rank(std::int64_t rank) {
  if (rank >= m_below_level && rank < m_below_level + m_level) return 0;
  take_sample();
  for (double margin = 4;; margin *= 8)
    if (const auto found = find_within(rank, margin)) return *found;
}

// How often a slope of the sample lies below the one at the rank varies like any binomial count.
std::optional<double> PairSlopes::find_within(std::int64_t rank, double margin) const {
  const double share = static_cast<double>(rank) / static_cast<double>(m_count);
  const auto n = static_cast<double>(m_sample.size());
  const double place = share * n, reach = margin * (std::sqrt(n * share * (1 - share)) + 2);
  const bool rises = rank >= m_below_level;
  Bound low{lower_end(place - reach), true}, high{lower_end(place + reach), false};
  // Level pairs can be many, and are known already.
  if (rises)
    low.slope = std::max(low.slope, 0.0);
  else
    high.slope = std::min(high.slope, 0.0);

  const auto low_order = order_at(low), high_order = order_at(high);
  const auto below = swaps_in(low_order);
  if (rank < below || rank >= swaps_in(high_order)) return std::nullopt;
  auto slopes = slopes_between(low_order, high_order);
  const auto at = slopes.begin() + (rank - below);
  std::nth_element(slopes.begin(), at, slopes.end());
  return *at;
}

// Between the slope at a place of the sample and the next smaller one, where no pair is likely to lie.
double PairSlopes::lower_end(double place) const {
  if (place < 0) return -infinity;
  if (place >= static_cast<double>(m_sample.size())) return infinity;
  const auto at = m_sample.begin() + static_cast<std::ptrdiff_t>(place);
  const auto first = std::lower_bound(m_sample.begin(), at, *at);
  return first == m_sample.begin() ? -infinity : *first + (*(first - 1) - *first) / 2;
}

double PairSlopes::median() {
  const double low = at_rank((m_count - 1) / 2);
  return m_count % 2 == 1 ? low : (low + at_rank(m_count / 2)) / 2;
}

PairSlopes::Order PairSlopes::order_at(const Bound& bound) const {
  std::vector<double> keys;
  keys.reserve(m_points.size());
  for (const auto& [x, y] : m_points)
    keys.push_back(std::isinf(bound.slope) ? (bound.slope < 0 ? x : -x) : y - bound.slope * x);
  Order order(m_points.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (keys[a] != keys[b]) return keys[a] < keys[b];
    if (bound.passed && m_points[a].x != m_points[b].x) return m_points[a].x > m_points[b].x;
    return a < b;
  });
  return order;
}

std::int64_t PairSlopes::swaps_in(const Order& order) const {
  std::vector<double> x;
  x.reserve(order.size());
  for (const auto point : order) x.push_back(m_points[point].x);
  return sort_counting_inversions(x);
}

std::vector<double> PairSlopes::slopes_between(const Order& low, const Order& high) const {
  std::vector<std::uint32_t> rank(high.size());
  for (std::uint32_t i = 0; i < high.size(); ++i) rank[high[i]] = i;
  std::vector<Ranked> sequence, room;
  for (const auto point : low) sequence.push_back({rank[point], point});
  std::vector<double> slopes;
  sort_telling_inversions(std::span(sequence), room, [&](std::uint32_t a, std::uint32_t b) {
    slopes.push_back((m_points[b].y - m_points[a].y) / (m_points[b].x - m_points[a].x));
  });
  return slopes;
}

}  // namespace felt
