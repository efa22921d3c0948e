#include "insight/body_map.hpp"

#include <doctest/doctest.h>

#include "near.hpp"

using namespace felt;

namespace {

NamedPlace named(std::string_view region, std::string_view side, std::vector<std::string_view> qualities = {},
                 std::optional<double> strength = {}) {
  return {region, side, std::move(qualities), strength, {}};
}

}  // namespace

TEST_CASE("a place is counted once an entry, whatever is said of it") {
  BodyTally tally;
  tally.take(named("neck", "left", {"tight"}, 3), 1, WindowSide::before);
  tally.take(named("neck", "left", {"tight", "warm"}, 5), 1, WindowSide::before);
  tally.take(named("neck", "left", {"tight"}, 2), 4, WindowSide::after);
  tally.take(named("neck", "left"), 7, WindowSide::outside);
  const auto places = tally.result();
  REQUIRE(places.size() == 1);
  const auto& all = places.front().all;
  CHECK(all.entries == 3);
  CHECK(all.rated == 2);
  CHECK(*all.mean == near(3));  // of 4 and 2: an entry counts once
  REQUIRE(all.qualities.size() == 2);
  CHECK(all.qualities[0].id == "tight");
  CHECK(all.qualities[0].entries == 2);
  CHECK(all.qualities[1].entries == 1);
}

TEST_CASE("the days before sessions are counted apart from those after, other days with neither") {
  BodyTally tally;
  tally.take(named("neck", "left", {"tight"}, 4), 1, WindowSide::before);
  tally.take(named("neck", "left", {"warm"}, 1), 2, WindowSide::after);
  tally.take(named("neck", "left", {"warm"}, 2), 3, WindowSide::after);
  tally.take(named("neck", "left", {}, 5), 4, WindowSide::outside);
  const auto place = tally.result().front();
  CHECK(place.before.entries == 1);
  CHECK(*place.before.mean == near(4));
  CHECK(place.after.entries == 2);
  CHECK(*place.after.mean == near(1.5));
  CHECK(place.after.qualities.front().id == "warm");
  CHECK(place.all.entries == 4);
  CHECK(*place.all.mean == near(3));
}

TEST_CASE("sides are places of their own, and the place named most comes first") {
  BodyTally tally;
  for (const long long entry : {1, 2}) tally.take(named("shoulder", "right"), entry, WindowSide::outside);
  tally.take(named("shoulder", "both"), 3, WindowSide::outside);
  tally.take(named("belly", ""), 3, WindowSide::outside);
  const auto places = tally.result();
  REQUIRE(places.size() == 3);
  CHECK(places[0].side == "right");
  CHECK(places[1].region == "belly");  // equals stand by name
  CHECK(places[2].side == "both");
  CHECK_FALSE(places[0].all.mean);
  CHECK(places[0].before.entries == 0);
}

TEST_CASE("of two places named as often the stronger one comes first") {
  BodyTally tally;
  tally.take(named("belly", "", {}, 2), 1, WindowSide::outside);
  tally.take(named("neck", "", {}, 4), 1, WindowSide::outside);
  CHECK(tally.result().front().region == "neck");
}

TEST_CASE("front and back are counted where they were told") {
  BodyTally tally;
  auto place = named("head", "");
  place.aspect = NamedPlace::Aspect::back;
  tally.take(place, 1, WindowSide::outside);
  place.aspect = NamedPlace::Aspect::none;
  tally.take(place, 2, WindowSide::outside);
  const auto all = tally.result().front().all;
  CHECK(all.front == 0);
  CHECK(all.back == 1);
  CHECK(all.entries == 2);
}

TEST_CASE("a body map of nothing is empty") { CHECK(BodyTally().result().empty()); }
