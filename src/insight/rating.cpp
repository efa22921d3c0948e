#include "insight/rating.hpp"

#include <algorithm>

namespace felt {

std::vector<TimedRating> in_time_order(std::span<const TimedRating> ratings) {
  const auto earlier = [](const TimedRating& a, const TimedRating& b) { return a.at < b.at; };
  std::vector<TimedRating> sorted(ratings.begin(), ratings.end());
  if (!std::is_sorted(sorted.begin(), sorted.end(), earlier))
    std::stable_sort(sorted.begin(), sorted.end(), earlier);
  return sorted;
}

std::vector<double> values_of(std::span<const TimedRating> ratings) {
  std::vector<double> values;
  values.reserve(ratings.size());
  for (const auto& rating : ratings) values.push_back(rating.value);
  return values;
}

}  // namespace felt
