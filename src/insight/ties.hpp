#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace felt {

// Values that are the same count neither as rising nor as falling: what ranks have to know of them.

// Sizes of the groups of the same values, single ones left out. The values are sorted.
template <class Value, class Same = std::equal_to<>>
std::vector<std::int64_t> tie_sizes(const std::vector<Value>& sorted, const Same& same = {}) {
  std::vector<std::int64_t> sizes;
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last =
        std::find_if(first + 1, sorted.end(), [&](const Value& value) { return !same(*first, value); });
    if (last - first > 1) sizes.push_back(last - first);
    first = last;
  }
  return sizes;
}

// n(n - 1)/2
constexpr std::int64_t pairs_among(std::int64_t n) { return n * (n - 1) / 2; }

// Pairs of the same value.
inline std::int64_t tied_pairs(std::span<const std::int64_t> ties) {
  std::int64_t pairs = 0;
  for (const auto size : ties) pairs += pairs_among(size);
  return pairs;
}

}  // namespace felt
