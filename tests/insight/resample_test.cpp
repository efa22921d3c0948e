#include "insight/resample.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <vector>

#include "golden.hpp"
#include "insight/around.hpp"
#include "insight/describe.hpp"
#include "near.hpp"

using namespace felt;
using Values = std::vector<double>;

namespace {

const Values mice{94, 197, 16, 38, 99, 141, 23};

Values golden_differences() {
  return differences(series_around(golden::distress(), golden::sessions()).shares);
}

// Counts by value, values told apart to a millionth.
std::map<long long, std::uint64_t> counts_of(const ResampleDistribution& distribution) {
  std::map<long long, std::uint64_t> counts;
  for (const auto& [value, count] : distribution.atoms) counts[std::llround(value * 1e6)] += count;
  return counts;
}

}  // namespace

TEST_CASE("the bootstrap of the mouse survival times over all 7^7 resamples") {
  const auto result = bootstrap(mice, mean).value();
  CHECK(result.estimate == near(86.857143));
  CHECK(result.standard_error == near(23.363523));
  CHECK(result.interval.lower == near(43.428571));
  CHECK(result.interval.upper == near(134.428571));
  CHECK(result.resamples == 823543);
  CHECK_FALSE(result.seed);
}

TEST_CASE("the accelerated interval of the mouse survival times, with ties either way") {
  const auto strict = accelerated_bootstrap(mice, mean, BootstrapTies::below_only).value();
  CHECK(strict.bias == near(0.0183013));
  CHECK(strict.acceleration == near(0.0291206));
  CHECK(strict.interval.lower == near(46.142857));
  CHECK(strict.interval.upper == near(137.571429));
  const auto half = accelerated_bootstrap(mice, mean, BootstrapTies::half).value();
  CHECK(half.interval.lower == near(46.285714));
  CHECK(half.interval.upper == near(138.285714));
}

TEST_CASE("the bootstrap distribution of the median of the mouse survival times") {
  const auto distribution = resample(mice, median).value();
  const auto counts = counts_of(distribution);
  const std::map<int, double> shares{{16, .01015}, {23, .09812},  {38, .23863}, {94, .30620},
                                     {99, .23863}, {141, .09812}, {197, .01015}};
  CHECK(counts.size() == shares.size());
  for (const auto& [value, share] : shares) {
    const auto count = counts.at(value * 1'000'000LL);
    CHECK(static_cast<double>(count) / 823543 == near(share, 5e-6));
  }
}

TEST_CASE("all 27 resamples of three values") {
  const Values three{2, 3, 7};
  const auto means = resample(three, mean).value();
  CHECK(means.resamples == 27);
  CHECK(means.mean() == near(4));
  CHECK(means.standard_deviation() == near(1.2472191));
  const std::map<long long, std::uint64_t> expected{{2000000, 1}, {2333333, 3}, {2666667, 3}, {3000000, 1},
                                                    {3666667, 3}, {4000000, 6}, {4333333, 3}, {5333333, 3},
                                                    {5666667, 3}, {7000000, 1}};
  CHECK(counts_of(means) == expected);
  const std::map<long long, std::uint64_t> medians{{2000000, 7}, {3000000, 13}, {7000000, 7}};
  CHECK(counts_of(resample(three, median).value()) == medians);
}

TEST_CASE("a quantile of resamples is the smallest value enough of them do not exceed") {
  const auto medians = resample(Values{2, 3, 7}, median).value();
  CHECK(medians.quantile(0) == 2);
  CHECK(medians.quantile(7.0 / 27) == 2);
  CHECK(medians.quantile(7.01 / 27) == 3);
  CHECK(medians.quantile(20.0 / 27) == 3);
  CHECK(medians.quantile(1) == 7);
}

TEST_CASE("the golden differences: every resample, and the smallest p three sessions can give") {
  const auto d = golden_differences();
  const auto result = bootstrap(d, mean).value();
  CHECK(result.resamples == 27);
  CHECK(result.estimate == near(-2.444444));
  CHECK(result.interval.lower == near(-2.833333));
  CHECK(result.interval.upper == near(-2.166667));
  CHECK(bootstrap(d, median)->estimate == near(-2.333333));
  CHECK(sign_flip_p(d).value() == near(0.25));
}

TEST_CASE("nothing cannot be drawn from") {
  CHECK_FALSE(resample(Values{}, mean));
  CHECK_FALSE(bootstrap(Values{}, mean));
  CHECK_FALSE(accelerated_bootstrap(Values{}, mean));
  CHECK_FALSE(resample(Values(8, 1.0), mean, {0.95, 1, 0}));
}

TEST_CASE("one session has an interval of one point and no accelerated one") {
  const auto result = bootstrap(Values{-2}, mean).value();
  CHECK(result.interval.lower == -2);
  CHECK(result.interval.upper == -2);
  CHECK(result.standard_error == 0);
  CHECK(result.resamples == 1);
  CHECK_FALSE(accelerated_bootstrap(Values{-2}, mean));
}

TEST_CASE("equal differences leave no room") {
  const Values same{-1, -1, -1, -1};
  CHECK(bootstrap(same, mean)->interval.lower == -1);
  CHECK(bootstrap(same, median)->interval.upper == -1);
  CHECK(accelerated_bootstrap(same, mean)->interval.lower == -1);
  CHECK_FALSE(accelerated_bootstrap(same, mean, BootstrapTies::below_only));
}

TEST_CASE("eight differences are drawn with a seed, and the same seed draws the same") {
  const Values eight{-3, -2, -2.5, 0, 1, -1, -4, -0.5};
  const auto once = bootstrap(eight, mean).value(), again = bootstrap(eight, mean).value();
  CHECK(once.seed == ResamplePlan{}.seed);
  CHECK(once.resamples == 9999);
  CHECK(once.interval.lower == again.interval.lower);
  CHECK(once.interval.upper == again.interval.upper);
  CHECK(once.standard_error == again.standard_error);
  CHECK(once.standard_error == near(std::sqrt(19.5) / 8, 0.02));
  CHECK(once.interval.lower < once.estimate);
  CHECK(once.estimate < once.interval.upper);
}

// Worked out apart, by a Mersenne twister written from its published description.
TEST_CASE("the seeded draws are these on every machine") {
  const Values eight{1, 2, 4, 8, 16, 32, 64, 128};
  const auto result = bootstrap(eight, mean, {0.95, 42, 1000}).value();
  CHECK(result.interval.lower == 7.625);
  CHECK(result.interval.upper == 62.5);
  CHECK(result.standard_error == near(14.390642505961118, 1e-9));
  CHECK(result.seed == 42);
}

TEST_CASE("a different seed draws differently") {
  const Values eight{1, 2, 4, 8, 16, 32, 64, 128};
  CHECK(bootstrap(eight, mean, {0.95, 1, 1000})->standard_error !=
        bootstrap(eight, mean, {0.95, 2, 1000})->standard_error);
}

TEST_CASE("adding the same to every difference moves the interval by it") {
  Values shifted = mice;
  for (auto& value : shifted) value += 1000;
  const auto here = bootstrap(mice, mean).value(), there = bootstrap(shifted, mean).value();
  CHECK(there.interval.lower == near(here.interval.lower + 1000));
  CHECK(there.interval.upper == near(here.interval.upper + 1000));
  CHECK(there.standard_error == near(here.standard_error));
}

TEST_CASE("the smallest sign-flip p by number of sessions") {
  CHECK(smallest_sign_flip_p(3) == 0.25);
  CHECK(smallest_sign_flip_p(4) == 0.125);
  CHECK(smallest_sign_flip_p(5) == 0.0625);
  CHECK(smallest_sign_flip_p(6) == 0.03125);
  CHECK(smallest_sign_flip_p(1) == 1);
  for (std::size_t n = 1; n <= sign_flip_limit; ++n)
    CHECK(sign_flip_p(Values(n, 0.1)).value() == smallest_sign_flip_p(n));
}

TEST_CASE("sign flips of mixed differences") {
  CHECK(sign_flip_p(Values{1, -1}).value() == 1);
  CHECK(sign_flip_p(Values{0, 0}).value() == 1);
  CHECK(sign_flip_p(Values{3, 2, -1}).value() == near(0.5));
  CHECK_FALSE(sign_flip_p(Values{}));
  CHECK_FALSE(sign_flip_p(Values(13, 1.0)));
}

TEST_CASE("sums that differ only in their last bit are equal to a sign flip") {
  CHECK(sign_flip_p(Values{0.3, 0.1, -0.1}).value() == near(0.75));
}

TEST_CASE("the sign-flip p looks at both sides alike") {
  CHECK(sign_flip_p(Values{0.3, 0.1, -0.2, 0.7}) == sign_flip_p(Values{-0.3, -0.1, 0.2, -0.7}));
}

TEST_CASE("the Hodges-Lehmann pseudo-median is the median of pair means") {
  CHECK(hodges_lehmann(Values{1, 2, 10}).value() == near(3.75));
  CHECK(hodges_lehmann(Values{4}) == 4.0);
  CHECK(hodges_lehmann(Values{2, 2, 2}) == 2.0);
  CHECK_FALSE(hodges_lehmann(Values{}));
  CHECK(hodges_lehmann(Values(pair_mean_limit, 1.0)) == 1.0);
  CHECK_FALSE(hodges_lehmann(Values(pair_mean_limit + 1, 1.0)));
}

TEST_CASE("neighbouring values that resemble each other have a positive autocorrelation") {
  CHECK(lag1_autocorrelation(Values{1, 2, 3, 4}).value() == near(0.25));
  CHECK(lag1_autocorrelation(Values{1, -1, 1, -1}).value() == near(-0.75));
  CHECK_FALSE(lag1_autocorrelation(Values{3, 3, 3}));
  CHECK_FALSE(lag1_autocorrelation(Values{3}));
}

TEST_CASE("thirty ratings that resemble each other as usual are worth three") {
  CHECK(effective_sample_size(30, 0.82).value() == near(2.967033));
  CHECK(effective_sample_size(30, 0) == 30.0);
  CHECK(effective_sample_size(30, 1) == 0.0);
  CHECK_FALSE(effective_sample_size(30, -1));
}
