#include "insight/trend.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <vector>

#include "golden.hpp"
#include "near.hpp"

using namespace felt;
using golden::day;
using golden::ratings_at;
using Values = std::vector<double>;

namespace {

Values days_of(const std::vector<TimedRating>& ratings) { return trend_points(ratings, golden::start).x; }

std::int64_t s_by_all_pairs(const Values& x, const Values& y) {
  const auto sign = [](double a, double b) { return (b > a) - (b < a); };
  std::int64_t s = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j) s += sign(x[i], x[j]) * sign(y[i], y[j]);
  return s;
}

}  // namespace

TEST_CASE("the Theil-Sen line of Sen's 1968 example") {
  const Values x{1, 2, 3, 4, 10, 12, 18}, y{9, 15, 19, 20, 45, 55, 78};
  const auto line = theil_sen(x, y, 0.93).value();
  CHECK(line.slope == near(4));
  CHECK(line.slope_interval.lower == near(3.7142857));
  CHECK(line.slope_interval.upper == near(4.375));
  CHECK(line.separate_intercept == near(4));
  CHECK(line.joint_intercept == near(6));
  const auto usual = theil_sen(x, y).value();
  CHECK(usual.slope_interval.lower == line.slope_interval.lower);
  CHECK(usual.slope_interval.upper == line.slope_interval.upper);
}

TEST_CASE("the two intercepts can differ") {
  const auto line = theil_sen(Values{0, 1, 2}, Values{0, 1, 1}).value();
  CHECK(line.slope == near(0.5));
  CHECK(line.separate_intercept == near(0.5));
  CHECK(line.joint_intercept == near(0.0));
}

TEST_CASE("tau-b of Kendall's two rankings") {
  const Values a{1, 2.5, 2.5, 4.5, 4.5, 6.5, 6.5, 8, 9.5, 9.5}, b{1, 2, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10};
  const auto count = kendall(a, b).value();
  CHECK(count.s == 33);
  CHECK(count.pairs - count.ties_x == 41);
  CHECK(count.pairs - count.ties_y == 36);
  CHECK(count.tau_b().value() == near(0.8589557));
}

TEST_CASE("Mann-Kendall of ten falling ratings") {
  const Values y{5, 4, 6, 6, 3, 4, 2, 3, 1, 2}, x{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto test = mann_kendall(y).value();
  CHECK(test.s == -27);
  CHECK(test.variance == near(121));
  CHECK(test.z == near(-2.363636));
  CHECK(test.p == near(0.0180966));
  CHECK(theil_sen(x, y)->slope == near(-0.5));
  CHECK(kendall(x, y)->tau_a() == near(-0.6));
}

TEST_CASE("the golden ratings fall slowly, and their interval touches 0") {
  const auto trend = rating_trend(golden::distress(), golden::start).value();
  CHECK(trend.points == 20);
  CHECK_FALSE(trend.daily_medians);
  CHECK(trend.per_day.slope == near(-0.05801976, 1e-8));
  CHECK(trend.slope_per_week() == near(-0.4061383));
  CHECK(trend.per_day.separate_intercept == near(6.671999));
  CHECK(trend.per_day.joint_intercept == near(6.544356));
  CHECK(trend.per_day.slope_interval.lower == near(-0.0967742));
  CHECK(trend.per_day.slope_interval.upper == near(0));
  CHECK(trend.interval_per_week().lower == near(-0.0967742 * 7));
}

TEST_CASE("the golden ratings' rank trend") {
  const auto values = values_of(golden::distress());
  const auto test = mann_kendall(values).value();
  CHECK(test.s == -68);
  CHECK(test.variance == near(899.3333, 1e-4));
  CHECK(test.z == near(-2.2341610));
  CHECK(test.p == near(0.0254725));
  const auto count = kendall(days_of(golden::distress()), values).value();
  CHECK(count.tau_a() == near(-0.3578947));
  CHECK(count.tau_b().value() == near(-0.3924674));
}

TEST_CASE("the rank trend of ratings is that of their points") {
  const auto trend = rank_trend(golden::distress()).value();
  CHECK(trend.tau_b.value() == near(-0.3924674));
  CHECK(trend.test.s == -68);
  CHECK(trend.test.z == near(-2.2341610));
  CHECK_FALSE(rank_trend(ratings_at({{1, 3}})));
  CHECK_FALSE(rank_trend(ratings_at({{1, 3}, {2, 3}}))->tau_b);
}

TEST_CASE("points without two different times have no line") {
  CHECK_FALSE(theil_sen(Values{}, Values{}));
  CHECK_FALSE(theil_sen(Values{1}, Values{5}));
  CHECK_FALSE(theil_sen(Values{2, 2, 2}, Values{1, 5, 9}));
  CHECK_FALSE(rating_trend({}, golden::start));
  CHECK_FALSE(rating_trend(ratings_at({{1, 3}, {1, 8}}), golden::start));
}

TEST_CASE("columns of different length are refused") {
  CHECK_THROWS_AS(theil_sen(Values{1, 2}, Values{1}), std::invalid_argument);
  CHECK_THROWS_AS(kendall(Values{1, 2}, Values{1}), std::invalid_argument);
}

TEST_CASE("two points make a line whose interval is its slope") {
  const auto line = theil_sen(Values{0, 2}, Values{1, 5}).value();
  CHECK(line.slope == 2);
  CHECK(line.slope_interval.lower == 2);
  CHECK(line.slope_interval.upper == 2);
  CHECK(line.joint_intercept == 1);
}

TEST_CASE("a constant column lies flat, with no tau-b and no surprise") {
  const Values x{0, 1, 2, 3}, y{5, 5, 5, 5};
  const auto line = theil_sen(x, y).value();
  CHECK(line.slope == 0);
  CHECK(line.slope_interval.lower == 0);
  CHECK(line.slope_interval.upper == 0);
  CHECK(line.joint_intercept == 5);
  CHECK_FALSE(kendall(x, y)->tau_b());
  CHECK(kendall(x, y)->tau_a() == 0);
  const auto test = mann_kendall(y).value();
  CHECK(test.s == 0);
  CHECK(test.variance == 0);
  CHECK(test.z == 0);
  CHECK(test.p == 1);
}

TEST_CASE("pairs of one time are left out of the slope and taken off the variance") {
  const auto line = theil_sen(Values{0, 0, 1, 1}, Values{0, 2, 4, 6}).value();
  CHECK(line.slope == near(4));
  CHECK(line.slope_interval.lower == near(2));
  CHECK(line.slope_interval.upper == near(6));
}

// Worked out apart; with the ties in either column left on, the ends would be -1.8 and 3.
TEST_CASE("ties in both columns narrow the interval") {
  const Values x{0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 4, 7}, y{0, 9, 0, 3, 6, 0, 0, 6, 1, 9, 0, 0};
  const auto line = theil_sen(x, y).value();
  CHECK(line.slope == 0);
  CHECK(line.slope_interval.lower == near(-1.5));
  CHECK(line.slope_interval.upper == near(1.5));
}

TEST_CASE("ranks of the interval round half to even") {
  const auto line = theil_sen(Values{0, 1, 2, 3, 4, 5, 6}, Values{0, 1, 3, 2, 7, 11, 18}, 0).value();
  CHECK(line.slope == near(2.5));
  CHECK(line.slope_interval.lower == near(2.2));
  CHECK(line.slope_interval.upper == near(2.5));
}

TEST_CASE("order needs two values") {
  CHECK_FALSE(kendall(Values{1}, Values{1}));
  CHECK_FALSE(mann_kendall(Values{}));
  CHECK_FALSE(mann_kendall(Values{3}));
  CHECK(mann_kendall(Values{1, 2})->s == 1);
  CHECK(mann_kendall(Values{1, 2})->z == 0);
}

TEST_CASE("counting by sorting agrees with comparing all pairs, ties and all") {
  std::mt19937_64 generator(7);
  for (std::size_t n = 2; n < 60; ++n) {
    Values x, y;
    for (std::size_t i = 0; i < n; ++i) {
      x.push_back(static_cast<double>(generator() % 13));
      y.push_back(static_cast<double>(generator() % 7));
    }
    CHECK(kendall(x, y)->s == s_by_all_pairs(x, y));
  }
}

TEST_CASE("shifting times shifts the intercept and nothing else") {
  const auto here = rating_trend(golden::distress(), golden::start).value();
  auto later = golden::distress();
  for (auto& rating : later) rating.at += std::chrono::hours{24 * 100};
  const auto there = rating_trend(later, golden::start + std::chrono::hours{24 * 100}).value();
  CHECK(there.per_day.slope == here.per_day.slope);
  CHECK(there.per_day.joint_intercept == here.per_day.joint_intercept);
  const auto from_afar = rating_trend(later, golden::start).value();
  CHECK(from_afar.per_day.slope == near(here.per_day.slope, 1e-12));
  CHECK(from_afar.per_day.joint_intercept == near(here.per_day.joint_intercept - 100 * here.per_day.slope));
}

TEST_CASE("turning the values upside down turns the line and its interval") {
  auto turned = golden::distress();
  for (auto& rating : turned) rating.value = 10 - rating.value;
  const auto line = rating_trend(golden::distress(), golden::start)->per_day;
  const auto other = rating_trend(turned, golden::start)->per_day;
  CHECK(other.slope == near(-line.slope, 1e-12));
  CHECK(other.slope_interval.upper == near(-line.slope_interval.lower, 1e-12));
  CHECK(other.joint_intercept == near(10 - line.joint_intercept, 1e-9));
}

TEST_CASE("the order in which ratings arrive changes no trend") {
  auto ratings = golden::distress();
  std::reverse(ratings.begin(), ratings.end());
  CHECK(rating_trend(ratings, golden::start)->per_day.slope ==
        rating_trend(golden::distress(), golden::start)->per_day.slope);
}

TEST_CASE("two thousand ratings are looked at pair by pair, one more day by day") {
  std::vector<TimedRating> ratings;
  for (int i = 0; i < 2000; ++i) ratings.push_back({day(i / 4.0), static_cast<double>(i % 4)});
  CHECK_FALSE(rating_trend(ratings, golden::start)->daily_medians);
  ratings.push_back({day(500), 9});
  const auto trend = rating_trend(ratings, golden::start).value();
  CHECK(trend.daily_medians);
  CHECK(trend.points == 501);
  CHECK(trend.per_day.slope == near(0));
}

TEST_CASE("daily medians go by the local calendar date") {
  std::vector<TimedRating> ratings;
  for (int i = 0; i < 2001; ++i) ratings.push_back({day(0.9), static_cast<double>(i % 3)});
  ratings.push_back({day(1.01), 7});
  CHECK(trend_points(ratings, golden::start).x.size() == 2);
  for (auto& rating : ratings) rating.offset = std::chrono::hours{3};
  const auto one_date = trend_points(ratings, golden::start);
  CHECK(one_date.x.size() == 1);
  CHECK(one_date.y == Values{1});
}
