#include "insight/feelings_map.hpp"

#include <algorithm>
#include <tuple>

namespace felt {
namespace {

std::size_t times_on(const FeelingsCell& cell, WindowSide side) {
  if (side == WindowSide::outside) return cell.other;
  return side == WindowSide::before ? cell.before : cell.after;
}

}  // namespace

FeelingsCell& FeelingsTally::cell(double pleasant, double energy) {
  const auto at = std::lower_bound(m_cells.begin(), m_cells.end(), std::tie(pleasant, energy),
                                   [](const FeelingsCell& one, const auto& wanted) {
                                     return std::tie(one.pleasant, one.energy) < wanted;
                                   });
  if (at != m_cells.end() && at->pleasant == pleasant && at->energy == energy) return *at;
  return *m_cells.insert(at, {pleasant, energy, 0, 0, 0});
}

void FeelingsTally::take(double pleasant, double energy, WindowSide window) {
  auto& counted = cell(pleasant, energy);
  ++(window == WindowSide::outside  ? counted.other
     : window == WindowSide::before ? counted.before
                                    : counted.after);
}

std::optional<FeelingsMiddle> middle_of(const std::vector<FeelingsCell>& cells, WindowSide side) {
  FeelingsMiddle sum;
  for (const auto& cell : cells) {
    const auto times = times_on(cell, side);
    sum.n += times;
    sum.pleasant += cell.pleasant * static_cast<double>(times);
    sum.energy += cell.energy * static_cast<double>(times);
  }
  if (sum.n == 0) return std::nullopt;
  const auto n = static_cast<double>(sum.n);
  return FeelingsMiddle{sum.n, sum.pleasant / n, sum.energy / n};
}

double share_between(double value, double lowest, double highest) {
  if (!(highest > lowest)) return 0;
  return std::clamp(2 * (value - lowest) / (highest - lowest) - 1, -1.0, 1.0);
}

}  // namespace felt
