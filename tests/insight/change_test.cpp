#include "insight/change.hpp"

#include <doctest/doctest.h>

#include "near.hpp"

using namespace felt;

TEST_CASE("percent change needs a baseline above 0") {
  CHECK(percent_change(8, 6) == -25.0);
  CHECK(percent_change(4, 6) == 50.0);
  CHECK_FALSE(percent_change(0, 6));
  CHECK_FALSE(percent_change(-1, 6));
}

TEST_CASE("improvement follows the better end") {
  CHECK(improvement(7, 4, Better::lower) == 3);
  CHECK(improvement(7, 4, Better::higher) == -3);
}

TEST_CASE("a change reaches a threshold by points or by percent") {
  const ChangeThreshold two_or_thirty{2.0, 30.0};
  CHECK(reaches(two_or_thirty, 9, 7));
  CHECK(reaches(two_or_thirty, 3, 2));
  CHECK(reaches(two_or_thirty, 7, 9));
  CHECK_FALSE(reaches(two_or_thirty, 9, 7.5));
  CHECK(reaches(two_or_thirty, 23.0 / 3, 29.0 / 3));
  CHECK(reaches(two_or_thirty, 0, 2));
  CHECK_FALSE(reaches(two_or_thirty, 0, 1));
}

TEST_CASE("without a published threshold nothing is flagged") { CHECK_FALSE(reaches({}, 10, 0)); }

TEST_CASE("reliable change needs a deviation and a reliability") {
  CHECK(reliable_change(20, 10, 5, 0.5).value() == near(-2));
  CHECK_FALSE(reliable_change(20, 10, 0, 0.5));
  CHECK_FALSE(reliable_change(20, 10, 5, 1));
}
