#include "insight/normal.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "near.hpp"

using namespace felt;

TEST_CASE("normal quantiles are the tabled ones") {
  CHECK(normal_quantile(0.975) == near(1.959963984540054, 1e-12));
  CHECK(normal_quantile(0.025) == near(-1.959963984540054, 1e-12));
  CHECK(normal_quantile(0.95) == near(1.6448536269514722, 1e-12));
  CHECK(normal_quantile(0.5) == near(0, 1e-12));
  CHECK(normal_quantile(1e-10) == near(-6.361340902404056, 1e-9));
}

TEST_CASE("the quantile undoes the distribution") {
  for (double z : {-5.0, -1.0, -0.1, 0.0, 0.7, 3.0}) CHECK(normal_quantile(normal_cdf(z)) == near(z, 1e-9));
}

TEST_CASE("a share of nothing or of all has no quantile") {
  CHECK_THROWS_AS(normal_quantile(0), std::invalid_argument);
  CHECK_THROWS_AS(normal_quantile(1), std::invalid_argument);
}

TEST_CASE("both sides of 1.96 hold five in a hundred") {
  CHECK(two_sided_p(1.959963984540054) == near(0.05, 1e-12));
  CHECK(two_sided_p(-1.959963984540054) == near(0.05, 1e-12));
  CHECK(two_sided_p(0) == 1);
}
