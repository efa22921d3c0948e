#include "insight/describe.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

#include "golden.hpp"
#include "near.hpp"

using namespace felt;
using golden::ratings_at;
using Values = std::vector<double>;

TEST_CASE("no values have no description") {
  CHECK_FALSE(describe(Values{}));
  CHECK_THROWS_AS(mean(Values{}), std::invalid_argument);
  CHECK_THROWS_AS(median(Values{}), std::invalid_argument);
  CHECK_THROWS_AS(quantile(Values{}, 0.5), std::invalid_argument);
}

TEST_CASE("one value is its own mean, median, minimum and maximum") {
  const auto one = describe(Values{4});
  REQUIRE(one);
  CHECK(one->n == 1);
  CHECK(one->mean == 4);
  CHECK(one->median == 4);
  CHECK(one->min == 4);
  CHECK(one->max == 4);
}

TEST_CASE("the median is the middle value whatever the order") {
  CHECK(median(Values{9, 1, 5}) == 5);
  CHECK(median(Values{9, 1, 5, 6}) == 5.5);
  CHECK(median(Values{2, 2, 2, 2}) == 2);
}

TEST_CASE("a quantile lies on the line between neighbouring values") {
  const Values values{4, 1, 3, 2};
  CHECK(quantile(values, 0) == 1);
  CHECK(quantile(values, 1) == 4);
  CHECK(quantile(values, 0.5) == 2.5);
  CHECK(quantile(values, 0.25) == near(1.75));
  CHECK(quantile(Values{7}, 0.9) == 7);
}

TEST_CASE("the standard error of the mouse survival times is the published one") {
  const Values mice{94, 197, 16, 38, 99, 141, 23};
  CHECK(mean(mice) == near(86.857143));
  CHECK(standard_error(mice).value() == near(25.235490));
}

TEST_CASE("one value has no standard error") { CHECK_FALSE(standard_error(Values{3})); }

TEST_CASE("the golden ratings have their known means and median") {
  const auto ratings = golden::distress();
  const auto all = describe(values_of(ratings));
  CHECK(all->n == 20);
  CHECK(all->mean == near(5.45));
  CHECK(all->median == near(5.5));
  CHECK(time_weighted_mean(ratings).value() == near(5.6604938));
  CHECK(time_span(ratings).count() == near(40.5));
  CHECK(median_gap(ratings)->count() == near(2));
}

TEST_CASE("a crowded day does not pull the time-weighted mean") {
  const auto sparse = ratings_at({{0, 2}, {10, 2}});
  const auto crowded = ratings_at({{0, 2}, {5, 2}, {5.1, 2}, {5.2, 2}, {10, 2}});
  CHECK(time_weighted_mean(sparse).value() == near(2));
  CHECK(time_weighted_mean(crowded).value() == near(2));
  CHECK(time_weighted_mean(ratings_at({{0, 0}, {1, 10}, {10, 10}})).value() == near(9.5));
}

TEST_CASE("ratings of one instant weigh as their mean, in whichever order they come") {
  const auto one_way = ratings_at({{0, 1}, {0, 3}, {1, 5}});
  const auto other_way = ratings_at({{0, 3}, {1, 5}, {0, 1}});
  CHECK(time_weighted_mean(one_way).value() == near(3.5));
  CHECK(time_weighted_mean(other_way).value() == near(3.5));
}

TEST_CASE("nothing passes between ratings of one instant") {
  const auto together = ratings_at({{3, 4}, {3, 6}});
  CHECK_FALSE(time_weighted_mean(together));
  CHECK(time_span(together).count() == 0);
  CHECK(median_gap(together)->count() == 0);
}

TEST_CASE("a gap needs two ratings") {
  CHECK_FALSE(median_gap({}));
  CHECK_FALSE(median_gap(ratings_at({{1, 5}})));
  CHECK_FALSE(time_weighted_mean({}));
  CHECK(time_span({}).count() == 0);
  CHECK(median_gap(ratings_at({{9, 1}, {0, 1}, {1, 1}}))->count() == near(4.5));
}

TEST_CASE("shifting every rating by the same time changes no mean and no gap") {
  auto later = golden::distress();
  for (auto& rating : later) rating.at += std::chrono::hours{1001};
  CHECK(time_weighted_mean(later) == time_weighted_mean(golden::distress()));
  CHECK(median_gap(later) == median_gap(golden::distress()));
}

TEST_CASE("time order keeps ratings of one instant as they came") {
  const auto sorted = in_time_order(ratings_at({{2, 1}, {1, 2}, {2, 3}, {1, 4}}));
  CHECK(values_of(sorted) == Values{2, 4, 1, 3});
}
