#include "insight/feelings_map.hpp"

#include <doctest/doctest.h>

#include "near.hpp"

using namespace felt;

TEST_CASE("pairs of ratings are counted where they meet, by the side of their session") {
  FeelingsTally tally;
  tally.take(1, -2, WindowSide::after);
  tally.take(-3, 2, WindowSide::before);
  tally.take(1, -2, WindowSide::after);
  tally.take(1, -2, WindowSide::outside);
  tally.take(1, 3, WindowSide::outside);
  const auto& cells = tally.cells();
  REQUIRE(cells.size() == 3);
  CHECK(cells[0].pleasant == -3);
  CHECK(cells[0].before == 1);
  CHECK(cells[1].energy == -2);
  CHECK(cells[1].after == 2);
  CHECK(cells[1].other == 1);
  CHECK(cells[1].times() == 3);
  CHECK(cells[2].energy == 3);
}

TEST_CASE("the middle of a side weighs each pair once, and a side without pairs has none") {
  FeelingsTally tally;
  tally.take(-2, 1, WindowSide::before);
  tally.take(-2, 1, WindowSide::before);
  tally.take(1, 4, WindowSide::before);
  const auto before = middle_of(tally.cells(), WindowSide::before);
  REQUIRE(before);
  CHECK(before->n == 3);
  CHECK(before->pleasant == near(-1));
  CHECK(before->energy == near(2));
  CHECK_FALSE(middle_of(tally.cells(), WindowSide::after));
  CHECK_FALSE(middle_of({}, WindowSide::outside));
}

TEST_CASE("a value lies between the ends of its scale") {
  CHECK(share_between(-3, -3, 3) == near(-1));
  CHECK(share_between(0, -3, 3) == near(0));
  CHECK(share_between(4, 1, 5) == near(0.5));
  CHECK(share_between(9, 1, 5) == near(1));
  CHECK(share_between(2, 2, 2) == near(0));
}
