#include "insight/minimum.hpp"

#include <doctest/doctest.h>

using namespace felt;

TEST_CASE("a difference needs a rating on either side") {
  CHECK(enough_for_difference(1, 1));
  CHECK_FALSE(enough_for_difference(0, 5));
  CHECK_FALSE(enough_for_difference(5, 0));
}

TEST_CASE("a median over sessions needs three of them") {
  CHECK_FALSE(enough_for_median_difference(2));
  CHECK(enough_for_median_difference(3));
}

TEST_CASE("a profile line needs three ratings from two sessions") {
  CHECK(enough_for_profile_line(3, 2));
  CHECK_FALSE(enough_for_profile_line(3, 1));
  CHECK_FALSE(enough_for_profile_line(2, 2));
}

TEST_CASE("an overlap is very rough from three a phase and has its interval from five") {
  CHECK(overlap_shown(2, 20) == OverlapShown::no);
  CHECK(overlap_shown(20, 2) == OverlapShown::no);
  CHECK(overlap_shown(3, 3) == OverlapShown::very_rough);
  CHECK(overlap_shown(4, 16) == OverlapShown::very_rough);
  CHECK(overlap_shown(5, 5) == OverlapShown::with_interval);
}

TEST_CASE("a slope needs six ratings over a fortnight") {
  CHECK(enough_for_slope(6, ElapsedDays{14}));
  CHECK_FALSE(enough_for_slope(5, ElapsedDays{100}));
  CHECK_FALSE(enough_for_slope(60, ElapsedDays{13.99}));
}

TEST_CASE("a p needs six sessions and a correlation ten paired days") {
  CHECK_FALSE(enough_for_p(5));
  CHECK(enough_for_p(6));
  CHECK_FALSE(enough_for_correlation(9));
  CHECK(enough_for_correlation(10));
}
