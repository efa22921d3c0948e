#include "settings/wishes.hpp"

#include <doctest/doctest.h>

using namespace felt;
using namespace std::chrono;

TEST_CASE("phases are read in any order and written in the order of time") {
  CHECK(phases_text(read_phases("week, Before,evening").value()) == "before, evening, week");
  CHECK(phases_text(read_phases("morning, morning").value()) == "morning");
  for (const auto* text : {"", "anytime", "before,", "before evening", "noon"}) {
    CAPTURE(text);
    CHECK_FALSE(read_phases(text));
  }
}

TEST_CASE("a weekly time is a day and a clock time") {
  const auto sunday = read_weekly(" Sunday  6pm ");
  REQUIRE(sunday);
  CHECK(sunday->day == Sunday);
  CHECK(sunday->clock == hours(18));
  CHECK(weekly_text(sunday) == "sun 18:00");
  CHECK(weekly_text(read_weekly("thu 09:30")) == "thu 09:30");
  CHECK(weekly_text(std::nullopt) == "");
  for (const auto* text : {"sun", "18:00", "su 18:00", "sun 25:00", "someday 18:00", "sun 18:00 19:00"}) {
    CAPTURE(text);
    CHECK_FALSE(read_weekly(text));
  }
}

TEST_CASE("quiet hours are two times that differ") {
  CHECK(quiet_text(read_quiet("22:00-07:00")) == "22:00-07:00");
  CHECK(quiet_text(read_quiet("1pm - 2:30pm")) == "13:00-14:30");
  CHECK(quiet_text(std::nullopt) == "");
  for (const auto* text : {"22:00", "22:00-22:00", "22:00-07:00-08:00", "night", "-"}) {
    CAPTURE(text);
    CHECK_FALSE(read_quiet(text));
  }
}

TEST_CASE("switches are on or off") {
  CHECK(read_on_off("ON") == true);
  CHECK(read_on_off("off") == false);
  CHECK_FALSE(read_on_off("yes"));
  CHECK(on_off_text(true) == "on");
}
