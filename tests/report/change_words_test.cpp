#include "report/change_words.hpp"

#include <doctest/doctest.h>

#include "journals.hpp"

using namespace felt;
using felt::test::scale_wording;

TEST_CASE("changes have words, and small ones are about the same") {
  const auto pain = scale_wording("pain-movement/pain-now", Direction::lower_better);
  CHECK(change_text(pain, 7, 4) == "from 7 to 4, easier");
  CHECK(change_text(pain, 4, 7) == "from 4 to 7, harder");
  CHECK(change_text(pain, 7, 5) == "from 7 to 5, easier");
  CHECK(change_text(pain, 7.0, 5.01) == "about the same, 7 and 5");
  CHECK(change_text(pain, 6, 6) == "about the same, 6");
  CHECK(change_text(pain, 6.6666667, 4.2222222) == "from 6.7 to 4.2, easier");
  const auto ease = scale_wording("posture/standing", Direction::higher_better);
  CHECK(change_text(ease, 3, 6) == "from 3 to 6, easier");
}

TEST_CASE("a difference of two points survives rounding errors") {
  const auto ease = scale_wording("posture/standing", Direction::higher_better);
  CHECK(change_text(ease, 4.1 + 0.2, 6.3) == "from 4.3 to 6.3, easier");
}

TEST_CASE("a shorter scale changes with one whole point, a longer one with a fifth of it") {
  const auto short_scale = scale_wording("sleep/quality", Direction::higher_better, 1, 5);
  CHECK(change_text(short_scale, 2, 3) == "from 2 to 3, easier");
  CHECK(change_text(short_scale, 2, 2.9) == "about the same, 2 and 2.9");
  const auto long_scale = scale_wording("mine/x", Direction::higher_better, 0, 100);
  CHECK(change_text(long_scale, 40, 55) == "about the same, 40 and 55");
  CHECK(change_text(long_scale, 40, 60) == "from 40 to 60, easier");
}

TEST_CASE("a neutral scale is never called easier or harder") {
  const auto energy = scale_wording("emotions/energy", Direction::neutral, -3, 3);
  CHECK(change_text(energy, -2, 3) == "from −2 to 3");
  CHECK(change_text(energy, 3, -2) == "from 3 to −2");
  CHECK(change_word(energy, 5).empty());
}

TEST_CASE("numbers are rounded to what can be read") {
  CHECK(rounded_text(-0.04) == "0");
  CHECK(rounded_text(7.02) == "7");
  CHECK(signed_text(1.25) == "+1.3");
  CHECK(signed_text(-2.4444) == "−2.4");
  CHECK(signed_text(0.01) == "0");
}
