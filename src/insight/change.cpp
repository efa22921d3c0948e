#include "insight/change.hpp"

#include <cmath>

namespace felt {

namespace {

// 29/3 - 23/3 is 2, whatever its last bit says.
bool at_least(double size, double wanted) { return std::abs(size) >= wanted - 1e-9; }

}  // namespace

std::optional<double> percent_change(double before, double after) {
  if (!(before > 0)) return std::nullopt;
  return (after - before) / before * 100;
}

double improvement(double before, double after, Better better) {
  return better == Better::higher ? after - before : before - after;
}

bool reaches(const ChangeThreshold& threshold, double before, double after) {
  const auto percent = percent_change(before, after);
  return (threshold.points && at_least(after - before, *threshold.points)) ||
         (threshold.percent && percent && at_least(*percent, *threshold.percent));
}

std::optional<double> reliable_change(double before, double after, double published_deviation,
                                      double published_reliability) {
  if (!(published_deviation > 0 && published_reliability < 1)) return std::nullopt;
  return (after - before) / (published_deviation * std::sqrt(2 * (1 - published_reliability)));
}

}  // namespace felt
