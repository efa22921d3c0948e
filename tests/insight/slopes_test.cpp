#include "insight/slopes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace felt;

namespace {

struct Columns {
  std::vector<double> x, y;
};

// Days and ratings, many of them tied, or anything at all.
Columns random_columns(std::size_t n, unsigned seed) {
  std::mt19937_64 generator(seed);
  Columns columns;
  for (std::size_t i = 0; i < n; ++i) {
    const auto day = static_cast<double>(generator() % (seed % 2 == 0 ? n : 10 * n));
    columns.x.push_back(seed % 3 == 0 ? day : day + static_cast<double>(generator() % 86400) / 86400);
    columns.y.push_back(seed % 5 == 0 ? static_cast<double>(generator() % 1'000'000) / 999
                                      : static_cast<double>(generator() % (seed % 4 == 1 ? 2 : 11)));
  }
  return columns;
}

std::vector<double> all_slopes(const Columns& columns) {
  std::vector<double> slopes;
  for (std::size_t i = 0; i < columns.x.size(); ++i)
    for (std::size_t j = i + 1; j < columns.x.size(); ++j)
      if (columns.x[i] != columns.x[j])
        slopes.push_back((columns.y[j] - columns.y[i]) / (columns.x[j] - columns.x[i]));
  std::sort(slopes.begin(), slopes.end());
  return slopes;
}

}  // namespace

TEST_CASE("slopes are ranked as if all of them had been written down and sorted") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    for (const std::size_t n : {2UL, 3UL, 17UL, 120UL, 700UL}) {
      CAPTURE(seed);
      CAPTURE(n);
      const auto columns = random_columns(n, seed);
      const auto expected = all_slopes(columns);
      PairSlopes slopes(columns.x, columns.y);
      REQUIRE(slopes.count() == static_cast<std::int64_t>(expected.size()));
      for (std::size_t rank = 0; rank < expected.size();
           rank += std::max<std::size_t>(expected.size() / 29, 1))
        CHECK(slopes.at_rank(static_cast<std::int64_t>(rank)) == expected[rank]);
      if (!expected.empty()) CHECK(slopes.at_rank(slopes.count() - 1) == expected.back());
    }
  }
}

TEST_CASE("points of one instant have no slopes between them") {
  const std::vector<double> x{1, 1, 1}, y{1, 2, 3};
  CHECK(PairSlopes(x, y).count() == 0);
}
