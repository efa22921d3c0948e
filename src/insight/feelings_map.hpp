#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "insight/around.hpp"

// Check-ins on a map of pleasantness by energy, two separate ratings of one moment. The two-axis idea is
// Russell's (1980); the map is plain: it has no quarters with names, and no corner is better than another.

namespace felt {

// Where ratings met, and how often: in the windows before and after a session, and at other times.
struct FeelingsCell {
  double pleasant = 0, energy = 0;  // in points of the two scales
  std::size_t before = 0, after = 0, other = 0;

  std::size_t times() const { return before + after + other; }
};

// Counts pairs of ratings. Scales have few steps, so a long journal takes no more room than a short one.
class FeelingsTally {
 public:
  void take(double pleasant, double energy, WindowSide window);
  // From unpleasant to pleasant, then from low to high energy.
  const std::vector<FeelingsCell>& cells() const { return m_cells; }

 private:
  FeelingsCell& cell(double pleasant, double energy);
  std::vector<FeelingsCell> m_cells;
};

// The middle of the pairs on one side.
struct FeelingsMiddle {
  std::size_t n = 0;                // at least 1
  double pleasant = 0, energy = 0;  // means
};
// Nothing for no pairs there. WindowSide::outside stands for the other times.
std::optional<FeelingsMiddle> middle_of(const std::vector<FeelingsCell>& cells, WindowSide side);

// Where a value lies between the ends of its scale, -1 to 1; 0 where the ends are one.
double share_between(double value, double lowest, double highest);

}  // namespace felt
