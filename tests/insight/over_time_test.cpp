#include "insight/over_time.hpp"

#include <doctest/doctest.h>

#include "golden.hpp"
#include "near.hpp"

using namespace felt;

namespace {

std::vector<TimedRating> rated_every(double days, std::size_t n) {
  std::vector<TimedRating> ratings;
  for (std::size_t i = 0; i < n; ++i)
    ratings.push_back({golden::day(static_cast<double>(i) * days), static_cast<double>(i), {}});
  return ratings;
}

}  // namespace

TEST_CASE("few ratings are points of their own") {
  const auto points = over_time(rated_every(1, 3), golden::day(0), golden::day(10), 60);
  REQUIRE(points.size() == 3);
  CHECK(points[1].middle.count() == near(1));
  CHECK(points[1].mean == near(1));
  CHECK(points[1].n == 1);
}

TEST_CASE("many ratings become means of stretches of equal length, empty ones are left out") {
  auto ratings = rated_every(1, 4);
  ratings.push_back({golden::day(8), 7, {}});
  const auto points = over_time(ratings, golden::day(0), golden::day(10), 4);
  REQUIRE(points.size() == 3);  // none from 5 to 7.5
  CHECK(points[0].n == 3);
  CHECK(points[0].mean == near(1));
  CHECK(points[0].middle.count() == near(1));
  CHECK(points[1].n == 1);
  CHECK(points[1].mean == near(3));
  CHECK(points[2].mean == near(7));
}

TEST_CASE("what lies outside the period is no point, its ends are") {
  const auto ratings = rated_every(1, 10);
  const auto points = over_time(ratings, golden::day(2), golden::day(5), 60);
  REQUIRE(points.size() == 4);
  CHECK(points.front().middle.count() == near(0));
  CHECK(points.back().mean == near(5));
  CHECK(over_time(ratings, golden::day(20), golden::day(30), 4).empty());
  CHECK(over_time({}, golden::day(0), golden::day(1), 4).empty());
}

TEST_CASE("a period of one instant is one point") {
  std::vector<TimedRating> ratings(5, {golden::day(1), 4, {}});
  const auto points = over_time(ratings, golden::day(1), golden::day(1), 2);
  REQUIRE(points.size() == 1);
  CHECK(points.front().n == 5);
  CHECK(points.front().mean == near(4));
}

TEST_CASE("a hundred thousand ratings stay as many points as there are stretches") {
  const auto ratings = rated_every(0.01, 100'000);
  const auto points = over_time(ratings, ratings.front().at, ratings.back().at, 60);
  CHECK(points.size() == 60);
  std::size_t n = 0;
  for (const auto& point : points) n += point.n;
  CHECK(n == ratings.size());
}
