#include "story/chance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace felt;

TEST_CASE("chance is that of SplitMix64") {
  // The first numbers of the published generator for the seed 1234567.
  Chance chance(1234567);
  CHECK(chance.next() == 6457827717110365317ULL);
  CHECK(chance.next() == 3203168211198807973ULL);
  CHECK(chance.next() == 9817491932198370423ULL);
}

TEST_CASE("shares lie between 0 and 1, and every number below n comes") {
  Chance chance(1);
  std::array<int, 7> counts{};
  for (int i = 0; i < 7000; ++i) {
    const auto share = chance.share();
    CHECK_UNARY(share >= 0 && share < 1);
    ++counts.at(chance.below(counts.size()));
  }
  for (const int count : counts) CHECK_UNARY(count > 850 && count < 1150);
}

TEST_CASE("sways are around 0, mostly within 1 and never beyond 3.5") {
  Chance chance(1);
  double sum = 0;
  int within_one = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto sway = chance.sway();
    CHECK_UNARY(sway >= -3.5 && sway <= 3.5);
    sum += sway;
    within_one += sway > -1 && sway < 1 ? 1 : 0;
  }
  CHECK_UNARY(std::abs(sum / 10'000) < 0.05);
  CHECK_UNARY(within_one > 6600 && within_one < 7050);
}

TEST_CASE("each matter has chance of its own") {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t matter = 0; matter < 10; ++matter)
    for (std::uint64_t part = 0; part < 10; ++part) firsts.insert(Chance(1, matter, part).next());
  CHECK(firsts.size() == 100);
  CHECK(Chance(1, 2, 3).next() == Chance(1, 2, 3).next());
  CHECK(Chance(1, 2, 3).next() != Chance(2, 2, 3).next());
}

TEST_CASE("an invented UUID has the form of version 4") {
  Chance chance(7);
  for (int i = 0; i < 100; ++i) {
    const auto uuid = invented_uuid(chance);
    REQUIRE(uuid.size() == 36);
    CHECK(uuid.substr(14, 1) == "4");
    CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
    CHECK(std::count(uuid.begin(), uuid.end(), '-') == 4);
  }
}
