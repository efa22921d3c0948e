#pragma once

#include <optional>

#include "insight/rating.hpp"

// The size of one change.

namespace felt {

// (after - before)/before x 100, for scales on which twice the
// number is twice as much. Only from a baseline above 0.
std::optional<double> percent_change(double before, double after);

// How much better things are, in points of the scale; negative when worse.
double improvement(double before, double after, Better better);

// From which size on a change is said to matter. A size that nobody has published is absent.
struct ChangeThreshold {
  std::optional<double> points, percent;
};

// Whether a change, either way, reaches the points or the percent. Never without a threshold.
bool reaches(const ChangeThreshold& threshold, double before, double after);

// Jacobson & Truax 1991: (after - before)/(SD sqrt(2(1 - r))). The standard deviation
// and the retest reliability r must be published for the very same instrument, never
// worked out from one person's few ratings. Nothing unless SD > 0 and r < 1.
std::optional<double> reliable_change(double before, double after, double published_deviation,
                                      double published_reliability);

}  // namespace felt
