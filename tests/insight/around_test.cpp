#include "insight/around.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "golden.hpp"
#include "near.hpp"

using namespace felt;
using golden::day;
using golden::ratings_at;
using std::chrono::hours;
using std::chrono::seconds;
using Values = std::vector<double>;
using Starts = std::vector<std::chrono::sys_seconds>;

TEST_CASE("a rating belongs to the session nearest in elapsed time") {
  const Starts sessions{day(7), day(21)};
  CHECK(nearest_session(day(13.9), sessions)->session == 0);
  CHECK(nearest_session(day(14.1), sessions)->session == 1);
  CHECK(nearest_session(day(14.1), sessions)->elapsed == -seconds{596160});
  CHECK(nearest_session(day(0), sessions)->session == 0);
  CHECK(nearest_session(day(99), sessions)->session == 1);
}

TEST_CASE("a tie between two sessions goes to the earlier, whichever is named first") {
  CHECK(nearest_session(day(14), Starts{day(7), day(21)})->session == 0);
  CHECK(nearest_session(day(14), Starts{day(21), day(7)})->session == 1);
}

TEST_CASE("without sessions a rating belongs to none") {
  CHECK_FALSE(nearest_session(day(1), Starts{}));
  CHECK(session_contrasts(golden::distress(), Starts{}).empty());
  CHECK_FALSE(coverage({}));
  CHECK(near_two_sessions(golden::distress(), Starts{}) == 0);
  for (const auto& bin : session_profile(golden::distress(), Starts{})) CHECK(bin.n == 0);
}

TEST_CASE("hours count from the start, negative before it") {
  CHECK(hours_after(day(1), day(0)) == 24);
  CHECK(hours_after(day(0), day(0.5)) == -12);
}

TEST_CASE("the start is before, and both windows include their far end") {
  const SessionWindows windows;
  CHECK(side_of(seconds{0}, windows) == WindowSide::before);
  CHECK(side_of(seconds{1}, windows) == WindowSide::after);
  CHECK(side_of(hours{72}, windows) == WindowSide::after);
  CHECK(side_of(hours{72} + seconds{1}, windows) == WindowSide::outside);
  CHECK(side_of(-hours{72}, windows) == WindowSide::before);
  CHECK(side_of(-hours{72} - seconds{1}, windows) == WindowSide::outside);
}

TEST_CASE("the golden sessions have their known means before and after") {
  const auto contrasts = session_contrasts(golden::distress(), golden::sessions());
  REQUIRE(contrasts.size() == 3);
  const Values before{7.5, 6.5, 6}, after{4.666667, 4.333333, 3.666667};
  const Values d{-2.833333, -2.166667, -2.333333};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(contrasts[i].before->mean == near(before[i]));
    CHECK(contrasts[i].after->mean == near(after[i]));
    CHECK(contrasts[i].difference().value() == near(d[i]));
  }
  CHECK(mean(differences(contrasts)) == near(-2.444444));
  CHECK(median(differences(contrasts)) == near(-2.333333));
  CHECK(coverage(contrasts) == 1.0);
  CHECK(near_two_sessions(golden::distress(), golden::sessions()) == 0);
}

TEST_CASE("the golden profile fills its five bins") {
  const auto bins = session_profile(golden::distress(), golden::sessions());
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
    const auto bins = session_profile(ratings_at({{days, 5}}), Starts{day(0)});
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
  const auto bins = session_profile({}, golden::sessions());
  CHECK(bins.front().stretch.from == -3);
  CHECK(bins.back().stretch.to == 7);
  for (const auto& bin : bins) {
    CHECK(bin.n == 0);
    CHECK(bin.sessions == 0);
    CHECK_FALSE(bin.values);
  }
}

TEST_CASE("a session rated on one side only has no difference and lowers the coverage") {
  const auto contrasts = session_contrasts(ratings_at({{6, 7}, {8, 5}, {20, 6}}), golden::sessions());
  CHECK(contrasts[0].difference() == -2.0);
  CHECK(contrasts[1].before);
  CHECK_FALSE(contrasts[1].after);
  CHECK_FALSE(contrasts[1].difference());
  CHECK_FALSE(contrasts[2].before);
  CHECK(differences(contrasts) == Values{-2});
  CHECK(coverage(contrasts).value() == near(1.0 / 3));
}

TEST_CASE("a rating at the very start counts before") {
  const auto contrasts = session_contrasts(ratings_at({{0, 8}, {1, 3}}), Starts{day(0)});
  CHECK(contrasts[0].before->mean == 8);
  CHECK(contrasts[0].difference() == -5.0);
}

TEST_CASE("a rating in the windows of two sessions counts once, with the nearer, and is counted as shared") {
  const Starts sessions{day(0), day(4)};
  const auto ratings = ratings_at({{1.5, 6}, {2.5, 4}, {0.5, 3}, {7, 9}});
  CHECK(near_two_sessions(ratings, sessions) == 2);
  const auto contrasts = session_contrasts(ratings, sessions);
  CHECK(contrasts[0].after->n == 2);
  CHECK(contrasts[0].after->mean == 4.5);
  CHECK(contrasts[1].before->mean == 4);
  CHECK(contrasts[1].after->mean == 9);
}

TEST_CASE("a rating outside its own session's windows is not shared") {
  const SessionWindows narrow_after{hours{24 * 5}, hours{24}};
  CHECK(near_two_sessions(ratings_at({{1.5, 6}}), Starts{day(0), day(4), day(5)}, narrow_after) == 0);
}

TEST_CASE("windows can be set") {
  const SessionWindows day_each{hours{24}, hours{24}};
  const auto contrasts = session_contrasts(golden::distress(), golden::sessions(), day_each);
  CHECK(contrasts[0].before->mean == 8);
  CHECK(contrasts[0].after->mean == 4.5);
}

TEST_CASE("ratings on one side are those of the contrasts") {
  const auto before = ratings_on(WindowSide::before, golden::distress(), golden::sessions());
  const auto after = ratings_on(WindowSide::after, golden::distress(), golden::sessions());
  CHECK(values_of(before) == Values{7, 8, 6, 7, 6});
  CHECK(values_of(after) == Values{5, 4, 5, 4, 4, 5, 3, 4, 4});
}

TEST_CASE("shifting ratings and sessions together shifts nothing") {
  auto ratings = golden::distress();
  auto sessions = golden::sessions();
  for (auto& rating : ratings) rating.at += seconds{12345};
  for (auto& start : sessions) start += seconds{12345};
  CHECK(differences(session_contrasts(ratings, sessions)) ==
        differences(session_contrasts(golden::distress(), golden::sessions())));
}

TEST_CASE("the offset a rating was lived in moves it across no session") {
  auto ratings = golden::distress();
  for (auto& rating : ratings) rating.offset = hours{13};
  CHECK(differences(session_contrasts(ratings, golden::sessions())) ==
        differences(session_contrasts(golden::distress(), golden::sessions())));
}

TEST_CASE("the order of ratings changes no difference") {
  auto ratings = golden::distress();
  std::reverse(ratings.begin(), ratings.end());
  const auto forward = differences(session_contrasts(golden::distress(), golden::sessions()));
  const auto backward = differences(session_contrasts(ratings, golden::sessions()));
  for (std::size_t i = 0; i < forward.size(); ++i) CHECK(backward[i] == near(forward[i], 1e-12));
}

TEST_CASE("phases part at the first session, its start still before, in time order") {
  const auto phases = phases_around(day(7), ratings_at({{9, 3}, {7, 8}, {1, 6}, {7.1, 4}}));
  CHECK(phases.before == Values{6, 8});
  CHECK(phases.after == Values{4, 3});
  CHECK(phases_around(day(7), {}).before.empty());
}
