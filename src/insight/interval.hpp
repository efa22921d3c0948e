#pragma once

namespace felt {

// A range of values that the data leave plausible; lower <= upper, both finite.
struct ConfidenceInterval {
  double lower = 0, upper = 0;
};

// The level used wherever none is given.
inline constexpr double usual_confidence = 0.95;

}  // namespace felt
