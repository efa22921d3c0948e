#include "insight/normal.hpp"

#include <cmath>
#include <stdexcept>

namespace felt {

namespace {

// The lower half only: erfc keeps its precision in that tail, and 1 - share loses none in the upper half.
double lower_quantile(double share) {
  double low = -39, high = 0;
  for (double middle = low / 2; low < middle && middle < high; middle = (low + high) / 2)
    (normal_cdf(middle) < share ? low : high) = middle;
  return high;
}

}  // namespace

double normal_cdf(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

double normal_quantile(double share) {
  if (!(share > 0 && share < 1)) throw std::invalid_argument("a share between 0 and 1 is needed");
  return share <= 0.5 ? lower_quantile(share) : -lower_quantile(1 - share);
}

double two_sided_p(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

}  // namespace felt
