#pragma once

namespace felt {

// Share of a standard normal distribution below z.
double normal_cdf(double z);

// The z below which `share` of a standard normal distribution lies, for 0 < share < 1; throws
// std::invalid_argument outside. Found by halving, right to the last digit the cdf can tell apart.
double normal_quantile(double share);

// Chance of a standard normal at least as far from 0 as z, on either side.
double two_sided_p(double z);

}  // namespace felt
