#include "story/calendar.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "model/window.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Zone vienna_zone = zone_named("Europe/Vienna");

StoryWish wish_with(std::uint64_t seed, int weeks = 12) {
  StoryWish wish;
  wish.seed = seed;
  wish.weeks = weeks;
  wish.until = parse_iso("2026-03-12T21:10", vienna_zone);
  return wish;
}

std::vector<CheckIn> check_ins_of(const StoryWish& wish) {
  const StoryCalendar calendar(wish, vienna_zone);
  std::vector<CheckIn> found;
  calendar.each_check_in([&](const CheckIn& check_in) { found.push_back(check_in); });
  return found;
}

}  // namespace

TEST_CASE("sessions come every one to two weeks, and the last one is planned") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const StoryCalendar calendar(wish_with(seed), vienna_zone);
    const auto& sessions = calendar.sessions();
    REQUIRE(sessions.size() >= 6);
    for (std::size_t i = 1; i < sessions.size(); ++i) {
      const auto gap = sessions[i].starts.at - sessions[i - 1].starts.at;
      CHECK_UNARY(gap > days(6) && gap < days(15));
    }
    const auto until = wish_with(seed).until.at;
    CHECK(sessions.back().starts.at > until);
    CHECK(sessions[sessions.size() - 2].starts.at <= until);
  }
}

TEST_CASE("nobody writes what is still to come, and check-ins are in lived time") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto wish = wish_with(seed);
    Instant before{};
    for (const auto& check_in : check_ins_of(wish)) {
      CHECK(check_in.about.at >= before);
      CHECK(check_in.recorded > check_in.about.at);
      CHECK(check_in.recorded <= wish.until.at);
      CHECK(check_in.about.at > wish.until.at - days(85));
      before = check_in.about.at;
    }
  }
}

TEST_CASE("a check-in of a flow lies in the window it is for") {
  const StoryCalendar calendar(wish_with(3, 52), vienna_zone);
  std::map<std::string_view, int> counts;
  calendar.each_check_in([&](const CheckIn& check_in) {
    ++counts[check_in.flow];
    const auto phase = find_phase(check_in.flow);
    if (!phase) return;  // quick and full are for any time
    bool fits = false;
    for (const auto& session : calendar.sessions()) {
      const auto there = phase_around(session, check_in.about, hours(4));
      // Where the windows overlap the evening wins, and a first look is one all the same.
      fits |= there == phase || (phase == Phase::after && there == Phase::evening);
      // Nights before a session are told of as well, to be held against those after it.
      const auto until_session = session.starts.at - check_in.about.at;
      fits |= phase == Phase::morning && until_session > hours(0) && until_session < days(4);
    }
    CHECK_MESSAGE(fits, check_in.flow << " at " << iso_text(check_in.about));
  });
  for (const auto* flow : {"before", "after", "evening", "morning", "day3", "week", "quick", "full"})
    CHECK_MESSAGE(counts[flow] > 0, flow);
}

TEST_CASE("some days have no check-in, and some of what was lived is written down later") {
  const auto found = check_ins_of(wish_with(1));
  std::set<std::string> written;
  int remembered = 0;
  for (const auto& check_in : found) {
    written.insert(day_text(felt_day(check_in.about, hours(4))));
    remembered += check_in.recorded - check_in.about.at > hours(24) ? 1 : 0;
  }
  CHECK(written.size() < 75);
  CHECK(written.size() > 30);
  CHECK(remembered >= 1);
}

TEST_CASE("as many check-ins are made as are wished for, spread over the days") {
  for (const std::size_t entries : {std::size_t(1), std::size_t(10), std::size_t(1000)}) {
    auto wish = wish_with(1);
    wish.entries = entries;
    const auto found = check_ins_of(wish);
    CHECK(found.size() == entries);
    for (const auto& check_in : found) CHECK(check_in.recorded <= wish.until.at);
  }
}

TEST_CASE("a story that ends just after midnight has no check-in after its end") {
  auto wish = wish_with(5);
  wish.until = parse_iso("2026-03-13T00:10", vienna_zone);
  wish.entries = 500;
  const auto found = check_ins_of(wish);
  CHECK(found.size() == 500);
  for (const auto& check_in : found) CHECK(check_in.recorded <= wish.until.at);
}

TEST_CASE("the same seed makes the same calendar, another one another") {
  const auto one = check_ins_of(wish_with(1)), again = check_ins_of(wish_with(1)),
             other = check_ins_of(wish_with(2));
  REQUIRE(one.size() == again.size());
  for (std::size_t i = 0; i < one.size(); ++i) CHECK(one[i].about == again[i].about);
  bool differs = one.size() != other.size();
  for (std::size_t i = 0; !differs && i < one.size(); ++i) differs = !(one[i].about == other[i].about);
  CHECK(differs);
}
