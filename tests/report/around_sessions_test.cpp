#include "report/around_sessions.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "../insight/golden.hpp"

using namespace felt;

namespace {

struct Sample {
  std::vector<TimedRating> ratings;
  std::vector<std::chrono::sys_seconds> sessions;
};

// Half hours over a few weeks, so that ratings fall on the edges of windows and between two sessions.
Sample random_sample(unsigned seed) {
  std::mt19937 generator(seed);
  const auto half_hour = [&] { return golden::day(static_cast<double>(generator() % (28 * 48)) / 48); };
  Sample sample;
  for (auto i = generator() % 7; i > 0; --i) sample.sessions.push_back(half_hour());
  if (!sample.sessions.empty() && seed % 3 == 0) sample.sessions.push_back(sample.sessions.front());
  std::sort(sample.sessions.begin(), sample.sessions.end());
  for (auto i = generator() % 80; i > 0; --i)
    sample.ratings.push_back({half_hour(), static_cast<double>(generator() % 11)});
  sample.ratings = in_time_order(sample.ratings);
  return sample;
}

bool same(const std::optional<Description>& a, const std::optional<Description>& b) {
  if (!a || !b) return !a && !b;
  return a->n == b->n && a->mean == b->mean && a->median == b->median && a->min == b->min && a->max == b->max;
}

bool same(const std::vector<TimedRating>& a, const std::vector<TimedRating>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const TimedRating& one, const TimedRating& other) {
                      return one.at == other.at && one.value == other.value;
                    });
}

void check_shares(const SeriesAround& around, const std::vector<SessionContrast>& contrasts) {
  auto share = around.shares.begin();
  for (std::size_t session = 0; session < contrasts.size(); ++session) {
    if (!contrasts[session].before && !contrasts[session].after) continue;
    REQUIRE(share != around.shares.end());
    CHECK(share->session == session);
    CHECK(same(share->contrast.before, contrasts[session].before));
    CHECK(same(share->contrast.after, contrasts[session].after));
    ++share;
  }
  CHECK(share == around.shares.end());
}

void check_profile(const SeriesAround& around, const Sample& sample) {
  const auto profile = session_profile(sample.ratings, sample.sessions);
  for (std::size_t bin = 0; bin < profile.size(); ++bin) {
    CHECK(around.profile[bin].stretch.from == profile[bin].stretch.from);
    CHECK(around.profile[bin].n == profile[bin].n);
    CHECK(around.profile[bin].sessions == profile[bin].sessions);
    CHECK(same(around.profile[bin].values, profile[bin].values));
  }
}

}  // namespace

TEST_CASE("one pass finds what the functions of insight find one by one") {
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    const auto sample = random_sample(seed);
    const auto around = series_around(sample.ratings, sample.sessions);
    check_shares(around, session_contrasts(sample.ratings, sample.sessions));
    check_profile(around, sample);
    CHECK(same(around.before, ratings_on(WindowSide::before, sample.ratings, sample.sessions)));
    CHECK(same(around.after, ratings_on(WindowSide::after, sample.ratings, sample.sessions)));
    CHECK(around.near_two == near_two_sessions(sample.ratings, sample.sessions));
  }
}

TEST_CASE("the nearest session is found in any order of asking") {
  const auto sample = random_sample(12);
  SessionFinder finder(sample.sessions);
  for (double day = 28; day > 0; day -= 0.37)
    CHECK(finder.find(golden::day(day))->session ==
          nearest_session(golden::day(day), sample.sessions)->session);
  CHECK_FALSE(SessionFinder({}).find(golden::day(1)));
}
