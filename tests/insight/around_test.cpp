#include "insight/around.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "around_slowly.hpp"
#include "golden.hpp"
#include "near.hpp"

using namespace felt;
using golden::day;
using golden::ratings_at;
using std::chrono::hours;
using std::chrono::seconds;
using Values = std::vector<double>;
using Starts = std::vector<std::chrono::sys_seconds>;

namespace {

SeriesAround golden_series() { return series_around(golden::distress(), golden::sessions()); }

std::optional<SessionPlace> place_of(double at, const Starts& sessions) {
  return SessionFinder(sessions).find(day(at));
}

struct Sample {
  std::vector<TimedRating> ratings;
  Starts sessions;
};

// Half hours over a few weeks, so that ratings fall on the edges of windows and between two sessions.
Sample random_sample(unsigned seed) {
  std::mt19937 generator(seed);
  const auto half_hour = [&] { return day(static_cast<double>(generator() % (28 * 48)) / 48); };
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

bool same(const TimedRating& a, const TimedRating& b) { return a.at == b.at && a.value == b.value; }

bool same(const SessionShare& a, const SessionShare& b) {
  return a.session == b.session && same(a.contrast.before, b.contrast.before) &&
         same(a.contrast.after, b.contrast.after);
}

bool same(const ProfileBin& a, const ProfileBin& b) {
  return a.stretch.from == b.stretch.from && a.stretch.to == b.stretch.to && a.n == b.n &&
         a.sessions == b.sessions && same(a.values, b.values);
}

bool same(const RunPoint& a, const RunPoint& b) { return a.elapsed == b.elapsed && a.value == b.value; }

bool same(const SessionRun& a, const SessionRun& b);

template <class Range>
bool all_same(const Range& a, const Range& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& one, const auto& other) { return same(one, other); });
}

bool same(const SessionRun& a, const SessionRun& b) {
  return a.session == b.session && all_same(a.points, b.points);
}

}  // namespace

TEST_CASE("one pass finds what looking at each rating and session by itself finds") {
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    const auto sample = random_sample(seed);
    const auto quick = series_around(sample.ratings, sample.sessions);
    const auto slow = slowly::series_around(sample.ratings, sample.sessions);
    CHECK(all_same(quick.shares, slow.shares));
    CHECK(all_same(quick.before, slow.before));
    CHECK(all_same(quick.after, slow.after));
    CHECK(all_same(quick.profile, slow.profile));
    CHECK(quick.near_two == slow.near_two);
    for (const std::size_t most : {1U, 3U, 24U})
      CHECK(all_same(latest_runs(sample.ratings, sample.sessions, most),
                     slowly::latest_runs(sample.ratings, sample.sessions, most)));
  }
}

TEST_CASE("the nearest session is found in any order of asking") {
  for (unsigned seed = 0; seed < 100; ++seed) {
    const auto sample = random_sample(seed);
    SessionFinder finder(sample.sessions);
    std::mt19937 generator(seed);
    for (int i = 0; i < 40; ++i) {
      const auto at = day(static_cast<double>(generator() % (30 * 48)) / 48 - 1);
      const auto quick = finder.find(at), slow = slowly::nearest_session(at, sample.sessions);
      REQUIRE(quick.has_value() == slow.has_value());
      if (!quick) continue;
      CHECK(quick->session == slow->session);
      CHECK(quick->elapsed == slow->elapsed);
      CHECK(finder.is_near_two(at) == (slowly::sessions_near(at, sample.sessions) > 1));
    }
  }
}

TEST_CASE("a rating belongs to the session nearest in elapsed time") {
  const Starts sessions{day(7), day(21)};
  CHECK(place_of(13.9, sessions)->session == 0);
  CHECK(place_of(14.1, sessions)->session == 1);
  CHECK(place_of(14.1, sessions)->elapsed == -seconds{596160});
  CHECK(place_of(0, sessions)->session == 0);
  CHECK(place_of(99, sessions)->session == 1);
}

TEST_CASE("a tie between two sessions goes to the earlier, and of one start to the first") {
  CHECK(place_of(14, {day(7), day(21)})->session == 0);
  CHECK(place_of(22, {day(7), day(21), day(21)})->session == 1);
  CHECK(place_of(20, {day(7), day(21), day(21)})->session == 1);
}

TEST_CASE("without sessions a rating belongs to none") {
  CHECK_FALSE(place_of(1, {}));
  const auto around = series_around(golden::distress(), {});
  CHECK(around.shares.empty());
  CHECK(around.near_two == 0);
  for (const auto& bin : around.profile) CHECK(bin.n == 0);
}

TEST_CASE("the start is before, and both windows include their far end") {
  CHECK(side_of(seconds{0}) == WindowSide::before);
  CHECK(side_of(seconds{1}) == WindowSide::after);
  CHECK(side_of(hours{72}) == WindowSide::after);
  CHECK(side_of(hours{72} + seconds{1}) == WindowSide::outside);
  CHECK(side_of(-hours{72}) == WindowSide::before);
  CHECK(side_of(-hours{72} - seconds{1}) == WindowSide::outside);
}

TEST_CASE("the golden sessions have their known means before and after") {
  const auto around = golden_series();
  REQUIRE(around.shares.size() == 3);
  const Values before{7.5, 6.5, 6}, after{4.666667, 4.333333, 3.666667};
  const Values d{-2.833333, -2.166667, -2.333333};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& contrast = around.shares[i].contrast;
    CHECK(contrast.before->mean == near(before[i]));
    CHECK(contrast.after->mean == near(after[i]));
    CHECK(contrast.difference().value() == near(d[i]));
  }
  CHECK(mean(differences(around.shares)) == near(-2.444444));
  CHECK(median(differences(around.shares)) == near(-2.333333));
  CHECK(around.near_two == 0);
}

TEST_CASE("the golden profile fills its five bins") {
  const auto bins = golden_series().profile;
  const std::vector<std::size_t> n{2, 3, 6, 3, 2}, sessions{2, 3, 3, 3, 2};
  const Values means{6.5, 7, 4, 4.666667, 5.5}, medians{6.5, 7, 4, 5, 5.5};
  const Values lowest{6, 6, 3, 4, 5}, highest{7, 8, 5, 5, 6};
  for (std::size_t i = 0; i < bins.size(); ++i) {
    CAPTURE(i);
    CHECK(bins[i].n == n[i]);
    CHECK(bins[i].sessions == sessions[i]);
    CHECK(bins[i].values->mean == near(means[i]));
    CHECK(bins[i].values->median == near(medians[i]));
    CHECK(bins[i].values->min == lowest[i]);
    CHECK(bins[i].values->max == highest[i]);
  }
}

TEST_CASE("bins close on the side away from the session, and the start itself is in none") {
  const auto bin_of = [](double days) {
    const auto bins = series_around(ratings_at({{days, 5}}), Starts{day(0)}).profile;
    const auto filled =
        std::find_if(bins.begin(), bins.end(), [](const ProfileBin& bin) { return bin.n > 0; });
    return filled - bins.begin();
  };
  constexpr auto none = 5;
  CHECK(bin_of(-3.1) == none);
  CHECK(bin_of(-3) == 0);
  CHECK(bin_of(-1.1) == 0);
  CHECK(bin_of(-1) == 1);
  CHECK(bin_of(-0.1) == 1);
  CHECK(bin_of(0) == none);
  CHECK(bin_of(0.1) == 2);
  CHECK(bin_of(1) == 2);
  CHECK(bin_of(1.1) == 3);
  CHECK(bin_of(3) == 3);
  CHECK(bin_of(7) == 4);
  CHECK(bin_of(7.1) == none);
}

TEST_CASE("every bin is reported, empty or not") {
  const auto bins = series_around({}, golden::sessions()).profile;
  CHECK(bins.front().stretch.from == -3);
  CHECK(bins.back().stretch.to == 7);
  for (const auto& bin : bins) {
    CHECK(bin.n == 0);
    CHECK(bin.sessions == 0);
    CHECK_FALSE(bin.values);
  }
}

TEST_CASE("a session rated on one side only has no difference, and one without a rating no share") {
  const auto shares = series_around(ratings_at({{6, 7}, {8, 5}, {20, 6}}), golden::sessions()).shares;
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].contrast.difference() == -2.0);
  CHECK(shares[1].session == 1);
  CHECK(shares[1].contrast.before);
  CHECK_FALSE(shares[1].contrast.after);
  CHECK_FALSE(shares[1].contrast.difference());
  CHECK(differences(shares) == Values{-2});
}

TEST_CASE("a rating at the very start counts before") {
  const auto shares = series_around(ratings_at({{0, 8}, {1, 3}}), Starts{day(0)}).shares;
  CHECK(shares[0].contrast.before->mean == 8);
  CHECK(shares[0].contrast.difference() == -5.0);
}

TEST_CASE("a rating in the windows of two sessions counts once, with the nearer, and is counted as shared") {
  const auto around =
      series_around(ratings_at({{0.5, 3}, {1.5, 6}, {2.5, 4}, {7, 9}}), Starts{day(0), day(4)});
  CHECK(around.near_two == 2);
  CHECK(around.shares[0].contrast.after->n == 2);
  CHECK(around.shares[0].contrast.after->mean == 4.5);
  CHECK(around.shares[1].contrast.before->mean == 4);
  CHECK(around.shares[1].contrast.after->mean == 9);
}

TEST_CASE("ratings on one side are those of the contrasts") {
  CHECK(values_of(golden_series().before) == Values{7, 8, 6, 7, 6});
  CHECK(values_of(golden_series().after) == Values{5, 4, 5, 4, 4, 5, 3, 4, 4});
}

TEST_CASE("shifting ratings and sessions together shifts nothing") {
  auto ratings = golden::distress();
  auto sessions = golden::sessions();
  for (auto& rating : ratings) rating.at += seconds{12345};
  for (auto& start : sessions) start += seconds{12345};
  CHECK(all_same(series_around(ratings, sessions).shares, golden_series().shares));
}

TEST_CASE("the offset a rating was lived in moves it across no session") {
  auto ratings = golden::distress();
  for (auto& rating : ratings) rating.offset = hours{13};
  CHECK(all_same(series_around(ratings, golden::sessions()).shares, golden_series().shares));
}

TEST_CASE("phases part at the first session, its start still before, in time order") {
  const auto phases = phases_around(day(7), ratings_at({{9, 3}, {7, 8}, {1, 6}, {7.1, 4}}));
  CHECK(phases.before == Values{6, 8});
  CHECK(phases.after == Values{4, 3});
  CHECK(phases_around(day(7), {}).before.empty());
}
