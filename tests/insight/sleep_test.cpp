#include "insight/sleep.hpp"

#include <doctest/doctest.h>

#include "near.hpp"

using namespace felt;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

SleepTimes worked_night() {
  SleepTimes night;
  night.to_bed = night.turned_in = hours{23};
  night.sleep_came = minutes{20};
  night.wakings = 2;
  night.awake_total = minutes{30};
  night.sleep_ended = hours{30} + minutes{30};
  night.left_bed = hours{31};
  return night;
}

}  // namespace

TEST_CASE("the worked night") {
  const auto sleep = sleep_quantities(worked_night());
  CHECK(sleep.time_in_bed == minutes{480});
  CHECK(sleep.sleep_period == minutes{430});
  CHECK(sleep.awake == minutes{30});
  CHECK(sleep.asleep == minutes{400});
  CHECK(sleep.efficiency.value() == near(83.3, 0.05));
  CHECK(sleep.efficiency.value() == near(400.0 / 480 * 100));
}

TEST_CASE("nothing told, nothing worked out") {
  const auto sleep = sleep_quantities({});
  CHECK_FALSE(sleep.time_in_bed);
  CHECK_FALSE(sleep.sleep_period);
  CHECK_FALSE(sleep.awake);
  CHECK_FALSE(sleep.asleep);
  CHECK_FALSE(sleep.efficiency);
}

TEST_CASE("no wakings mean no time awake, said or not") {
  auto night = worked_night();
  night.wakings = 0;
  night.awake_total.reset();
  CHECK(sleep_quantities(night).awake == minutes{0});
  CHECK(sleep_quantities(night).asleep == minutes{430});
}

TEST_CASE("wakings without their length leave out what needs it") {
  auto night = worked_night();
  night.awake_total.reset();
  const auto sleep = sleep_quantities(night);
  CHECK_FALSE(sleep.awake);
  CHECK_FALSE(sleep.asleep);
  CHECK_FALSE(sleep.efficiency);
  CHECK(sleep.time_in_bed == minutes{480});
  CHECK(sleep.sleep_period == minutes{430});
}

TEST_CASE("a missing part leaves out only what is made from it") {
  auto night = worked_night();
  night.left_bed.reset();
  CHECK_FALSE(sleep_quantities(night).time_in_bed);
  CHECK_FALSE(sleep_quantities(night).efficiency);
  CHECK(sleep_quantities(night).asleep == minutes{400});
}

TEST_CASE("a negative time asleep is left out") {
  auto night = worked_night();
  night.awake_total = minutes{431};
  CHECK_FALSE(sleep_quantities(night).asleep);
  CHECK_FALSE(sleep_quantities(night).efficiency);
  night.awake_total = minutes{430};
  CHECK(sleep_quantities(night).asleep == minutes{0});
  CHECK(sleep_quantities(night).efficiency == 0.0);
}

TEST_CASE("an end before its beginning is left out") {
  auto night = worked_night();
  night.left_bed = hours{20};
  night.sleep_ended = hours{21};
  const auto sleep = sleep_quantities(night);
  CHECK_FALSE(sleep.time_in_bed);
  CHECK_FALSE(sleep.sleep_period);
  CHECK_FALSE(sleep.asleep);
}

TEST_CASE("no night is slept through more than it lasted in bed") {
  auto night = worked_night();
  night.to_bed = hours{30};
  CHECK_FALSE(sleep_quantities(night).efficiency);
  night.to_bed = night.left_bed;
  CHECK_FALSE(sleep_quantities(night).efficiency);
}

TEST_CASE("clock times are carried past midnight") {
  SleepTimes clock;
  clock.to_bed = hours{23};
  clock.turned_in = minutes{15};
  clock.sleep_ended = hours{6} + minutes{30};
  clock.left_bed = hours{7};
  const auto night = past_midnight(clock);
  CHECK(night.to_bed == minutes{1380});
  CHECK(night.turned_in == minutes{1455});
  CHECK(night.sleep_ended == minutes{1830});
  CHECK(night.left_bed == minutes{1860});
}

TEST_CASE("clock times after midnight or all at once stay where they are") {
  SleepTimes clock;
  clock.to_bed = clock.turned_in = hours{1};
  clock.left_bed = hours{9};
  const auto night = past_midnight(clock);
  CHECK(night.to_bed == hours{1});
  CHECK(night.turned_in == hours{1});
  CHECK_FALSE(night.sleep_ended);
  CHECK(night.left_bed == hours{9});
}

TEST_CASE("times out of their order make no night of more than a day") {
  SleepTimes clock = worked_night();
  clock.to_bed = hours{23} + minutes{15};
  clock.sleep_ended = hours{6} + minutes{30};
  clock.left_bed = hours{7};
  const auto sleep = sleep_quantities(past_midnight(clock));
  CHECK_FALSE(sleep.time_in_bed);
  CHECK_FALSE(sleep.efficiency);
  CHECK(sleep.asleep == minutes{400});
}

TEST_CASE("a long time in bed is kept up to a whole day") {
  auto night = worked_night();
  night.left_bed = hours{23 + 24};
  CHECK(sleep_quantities(night).time_in_bed == hours{24});
  night.left_bed = *night.left_bed + minutes{1};
  CHECK_FALSE(sleep_quantities(night).time_in_bed);
}

TEST_CASE("moving the axis moves no quantity") {
  auto night = worked_night();
  for (auto* instant : {&night.to_bed, &night.turned_in, &night.sleep_ended, &night.left_bed})
    *instant = **instant + minutes{29'000'000};
  CHECK(sleep_quantities(night).asleep == minutes{400});
  CHECK(sleep_quantities(night).efficiency == sleep_quantities(worked_night()).efficiency);
}
