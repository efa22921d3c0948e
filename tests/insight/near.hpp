#pragma once

#include <cmath>
#include <ostream>

// A number to be met to within so much, absolutely: CHECK(got == near(1.5)).
struct Near {
  double value, within;
};

inline Near near(double value, double within = 1e-6) { return {value, within}; }
inline bool operator==(double got, const Near& want) { return std::abs(got - want.value) <= want.within; }
inline std::ostream& operator<<(std::ostream& out, const Near& want) {
  return out << want.value << " within " << want.within;
}
