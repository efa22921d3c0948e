#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace felt {

// Sorts the values and counts how many pairs stood in falling order (Knight 1966).
std::int64_t sort_counting_inversions(std::span<double> values);

// The slopes (y_j - y_i)/(x_j - x_i) of all pairs of points with different x, by size, without keeping them
// all. Order the points by y - s x: two of them swap places exactly when s passes their slope. So the swaps
// between two orders are the slopes between two values of s (Dillencourt, Mount & Netanyahu 1992), and a
// sample of slopes says which two hold a rank between them. The sample is drawn alike every time and never
// changes what is found.
class PairSlopes {
 public:
  // Both columns have the same length.
  PairSlopes(std::span<const double> x, std::span<const double> y);

  std::int64_t count() const { return m_count; }
  // The slope at a rank from 0 to count() - 1, by rising size.
  double at_rank(std::int64_t rank);
  // The middle one, or the mean of the two middle ones. Needs a count above 0.
  double median();
  // Sizes of the groups of points with the same x, and with the same y, single ones left out.
  std::span<const std::int64_t> ties_x() const { return m_ties_x; }
  std::span<const std::int64_t> ties_y() const { return m_ties_y; }

 private:
  struct Point {
    double x = 0, y = 0;
  };
  // A value of s; pairs whose slope it is have swapped already or not yet.
  struct Bound {
    double slope = 0;
    bool passed = false;
  };
  using Order = std::vector<std::uint32_t>;

  void take_sample();  // when a rank is asked for first that needs one
  // Looks so many standard errors of the sample around the rank; nothing if it lies outside.
  std::optional<double> find_within(std::int64_t rank, double margin) const;
  double lower_end(double place) const;
  Order order_at(const Bound& bound) const;
  std::int64_t swaps_in(const Order& order) const;
  std::vector<double> slopes_between(const Order& low, const Order& high) const;

  std::vector<Point> m_points;  // by x, then y
  std::vector<std::int64_t> m_ties_x, m_ties_y;
  std::int64_t m_count = 0;
  std::int64_t m_below_level = 0, m_level = 0;  // slopes under 0, and of 0
  std::vector<double> m_sample;                 // by size; empty where all slopes may be looked at
};

}  // namespace felt
