#include "insight/overlap.hpp"

#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "golden.hpp"
#include "insight/around.hpp"
#include "near.hpp"

using namespace felt;
using Values = std::vector<double>;

TEST_CASE("NAP of Parker and Vannest's example, its errors and its interval") {
  const Values a{4, 3, 4, 3, 4, 7, 5, 2, 3, 2}, b{5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9};
  const auto overlap = phase_overlap(a, b, Better::higher).value();
  CHECK(overlap.before == 10);
  CHECK(overlap.after == 11);
  CHECK(overlap.nap == near(106.0 / 110, 1e-12));
  CHECK(overlap.nap == near(0.963636));
  CHECK(overlap.unbiased_error.value() == near(0.0319262));
  CHECK(overlap.hanley_error == near(0.0348335));
  CHECK(overlap.null_error == near(0.1290994));
  CHECK(overlap.interval.lower == near(0.749972));
  CHECK(overlap.interval.upper == near(0.995081));
}

TEST_CASE("NAP, Tau, PND and the rank tests of the six and seven points") {
  const Values a{20, 20, 26, 25, 22, 23}, b{28, 25, 24, 27, 30, 30, 29};
  const auto overlap = phase_overlap(a, b, Better::higher).value();
  CHECK(overlap.nap == near(38.5 / 42, 1e-12));
  CHECK(overlap.tau == near(35.0 / 42, 1e-12));
  CHECK(overlap.unbiased_error.value() == near(0.0690066));
  CHECK(overlap.null_error == near(0.1666667));
  CHECK(overlap.interval.lower == near(0.597319));
  CHECK(overlap.interval.upper == near(0.985998));
  CHECK(non_overlapping_share(a, b, Better::higher).value() == near(5.0 / 7));
  CHECK(split_p(a, b).value() == near(0.00932401));
  CHECK(mann_whitney_p(a, b).value() == near(0.0147426));
}

TEST_CASE("Tau-U takes the trend of the first phase off Tau") {
  const Values a{3, 3, 4, 5}, b{4, 5, 6, 7, 7};
  CHECK(phase_overlap(a, b, Better::higher)->tau == near(0.80));
  const auto corrected = tau_u(a, b, Better::higher).value();
  CHECK(corrected.between == 16);
  CHECK(corrected.before_trend == 5);
  CHECK(corrected.value == near(0.55));
}

TEST_CASE(
    "a straight rise through both phases leaves Tau 1, Tau-U 0.6 and nothing once the rise is taken off") {
  const Values a{1, 2, 3, 4, 5}, b{6, 7, 8, 9, 10};
  const auto overlap = phase_overlap(a, b, Better::higher).value();
  CHECK(overlap.tau == 1);
  CHECK(overlap.interval.lower == near(0.642703));
  CHECK(overlap.interval.upper == 1);
  CHECK(tau_u(a, b, Better::higher)->value == near(0.6));
  CHECK(baseline_corrected_tau(a, b, Better::higher).value() == near(0));
}

TEST_CASE("Tau-U counts as comparing all pairs does, ties and all") {
  const auto steps = [](double a, double b) { return (b < a) - (b > a); };
  std::mt19937_64 generator(11);
  for (int round = 0; round < 60; ++round) {
    Values a(1 + generator() % 9), b(1 + generator() % 9);
    for (auto* values : {&a, &b})
      for (auto& value : *values) value = static_cast<double>(generator() % 5);
    std::int64_t between = 0, within = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (const double later : b) between += steps(a[i], later);
      for (std::size_t j = i + 1; j < a.size(); ++j) within += steps(a[i], a[j]);
    }
    const auto corrected = tau_u(a, b, Better::lower).value();
    CHECK(corrected.between == between);
    CHECK(corrected.before_trend == within);
  }
}

TEST_CASE("the golden phases overlap as known") {
  const auto phases = phases_around(golden::sessions().front(), golden::distress());
  const auto overlap = phase_overlap(phases.before, phases.after, Better::lower).value();
  CHECK(overlap.nap == 58.0 / 64);
  CHECK(overlap.tau == near(0.8125));
  CHECK(overlap.unbiased_error.value() == near(0.0704955));
  CHECK(overlap.null_error == near(0.1653595));
  CHECK(overlap.interval.lower == near(0.588181));
  CHECK(overlap.interval.upper == near(0.982460));
  const auto corrected = tau_u(phases.before, phases.after, Better::lower).value();
  CHECK(corrected.between == 52);
  CHECK(corrected.before_trend == -3);
  CHECK(corrected.value == near(0.859375));
}

TEST_CASE("an empty phase has no overlap") {
  const Values some{1, 2}, none;
  CHECK_FALSE(phase_overlap(none, some, Better::higher));
  CHECK_FALSE(phase_overlap(some, none, Better::higher));
  CHECK_FALSE(tau_u(none, some, Better::higher));
  CHECK_FALSE(non_overlapping_share(some, none, Better::higher));
  CHECK_FALSE(split_p(none, some));
  CHECK_FALSE(mann_whitney_p(some, none));
  CHECK_FALSE(baseline_corrected_tau(some, none, Better::higher));
  CHECK_FALSE(baseline_corrected_tau(Values{1}, some, Better::higher));
}

TEST_CASE("one value a phase has a NAP and a wide interval but no unbiased error") {
  const auto overlap = phase_overlap(Values{1}, Values{2}, Better::higher).value();
  CHECK(overlap.nap == 1);
  CHECK_FALSE(overlap.unbiased_error);
  CHECK(overlap.interval.lower == near(0.206549));
  CHECK(overlap.interval.upper == 1);
}

TEST_CASE("all equal values lie in the middle") {
  const Values same{5, 5, 5};
  const auto overlap = phase_overlap(same, same, Better::lower).value();
  CHECK(overlap.nap == 0.5);
  CHECK(overlap.tau == 0);
  CHECK(overlap.interval.lower + overlap.interval.upper == near(1, 1e-12));
  CHECK(split_p(same, same) == 1.0);
  CHECK(mann_whitney_p(same, same) == 1.0);
  CHECK(non_overlapping_share(same, same, Better::lower) == 0.0);
}

TEST_CASE("NAP of 1 and of 0 have intervals that mirror each other and are no single point") {
  const auto best = nap_interval(1, 5, 5), worst = nap_interval(0, 5, 5);
  CHECK(best.lower == near(0.642703));
  CHECK(best.upper == 1);
  CHECK(worst.lower == 0);
  CHECK(worst.upper == near(1 - 0.642703));
}

TEST_CASE("swapping the direction mirrors NAP and its interval and leaves the errors") {
  const Values a{4, 3, 4, 7, 5}, b{5, 9, 3, 9, 7, 5};
  const auto up = phase_overlap(a, b, Better::higher).value(),
             down = phase_overlap(a, b, Better::lower).value();
  CHECK(up.nap + down.nap == near(1, 1e-12));
  CHECK(up.tau + down.tau == near(0, 1e-12));
  CHECK(up.interval.lower + down.interval.upper == near(1, 1e-9));
  CHECK(up.unbiased_error.value() == near(down.unbiased_error.value(), 1e-12));
  CHECK(up.hanley_error == near(down.hanley_error, 1e-12));
}

TEST_CASE("swapping the phases mirrors NAP as well") {
  const Values a{4, 3, 4, 7, 5}, b{5, 9, 3, 9, 7, 5};
  CHECK(phase_overlap(a, b, Better::higher)->nap + phase_overlap(b, a, Better::higher)->nap ==
        near(1, 1e-12));
}

TEST_CASE("a wider confidence gives a wider interval around NAP") {
  const auto usual = nap_interval(0.8, 6, 8), wide = nap_interval(0.8, 6, 8, 0.99);
  CHECK(wide.lower < usual.lower);
  CHECK(usual.lower < 0.8);
  CHECK(0.8 < usual.upper);
  CHECK(usual.upper < wide.upper);
}

TEST_CASE("a falling baseline is taken off with ties kept") {
  const Values a{9, 8.9, 8.8, 8.7}, b{8.6, 8.5, 8.4};
  CHECK(phase_overlap(a, b, Better::lower)->tau == 1);
  CHECK(baseline_corrected_tau(a, b, Better::lower).value() == near(0, 1e-12));
}

TEST_CASE("too many ways to deal the values are not tried") {
  const Values many(40, 1.0);
  CHECK_FALSE(split_p(many, many));
}

TEST_CASE("an exact p over ten splits of one against nine") {
  CHECK(split_p(Values{10}, Values{1, 2, 3, 4, 5, 6, 7, 8, 9}).value() == near(0.2));
}
