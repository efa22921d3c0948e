#include <doctest/doctest.h>

#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::string spoken(const Question& question, AnswerValue value) {
  return spoken_answer(given(question, std::move(value)));
}

}  // namespace

TEST_CASE("an unsure answer says so, whatever the question") {
  CHECK(spoken(scale_question(), Unsure{}) == "not sure");
  CHECK(spoken(body_question(), Unsure{}) == "not sure");
}

TEST_CASE("a rating is said with the top of its scale and its named point") {
  CHECK(spoken(scale_question(), Rating{6}) == "6 of 10");
  CHECK(spoken(scale_question(), Rating{0}) == "0 of 10 (none)");
  CHECK(spoken(scale_question(), Rating{10}) == "10 of 10 (the most I can imagine)");
}

TEST_CASE("a rating on a scale with two sides is said with its sign") {
  auto question = scale_question();
  question.scale = scale_from(-2, 2, 0.5, {{-2, "much harder"}, {0, "the same"}, {2, "much easier"}});
  CHECK(spoken(question, Rating{1.5}) == "+1.5");
  CHECK(spoken(question, Rating{2}) == "+2 (much easier)");
  CHECK(spoken(question, Rating{0}) == "0 (the same)");
  CHECK(spoken(question, Rating{-1}) == "-1");
}

TEST_CASE("a rating whose scale was not kept is its number") {
  Given bare = given(scale_question(), Rating{6});
  Wording wording = *bare.wording;
  wording.min.reset();
  wording.max.reset();
  bare.wording = std::make_shared<const Wording>(wording);
  CHECK(spoken_answer(bare) == "6");
}

TEST_CASE("counts, yes and no, lengths and clock times are said plainly") {
  using namespace std::chrono;
  CHECK(spoken(count_question(), Count{2}) == "2");
  CHECK(spoken(yesno_question(), YesNo{true}) == "yes");
  CHECK(spoken(yesno_question(), YesNo{false}) == "no");
  CHECK(spoken(duration_question(), Minutes{20}) == "20 min");
  CHECK(spoken(duration_question(), Minutes{60}) == "1 h");
  CHECK(spoken(duration_question(), Minutes{80}) == "1 h 20 min");
  CHECK(spoken(duration_question(), Minutes{0}) == "0 min");
  CHECK(spoken(time_question(), ClockTime{7 * 60 + 5, 2026y / March / 12}) == "07:05");
}

TEST_CASE("words are said by their labels as they were, not by their ids") {
  CHECK(spoken(choice_question(), Choice{{"right", "just right"}}) == "just right");
  CHECK(spoken(choice_question(), Choice{{"right", "an older label"}}) == "an older label");
  CHECK(spoken(choice_question(), Choice{{"", "like rain"}}) == "like rain");
  CHECK(spoken(multi_question(), Picks{{pick("relief", 4), pick("moved"), own_pick("like rain", 3)}}) ==
        "relieved 4, moved, touched, like rain 3");
}

TEST_CASE("places are said with side, aspect, words and strength") {
  CHECK(spoken(body_question(), Places{{place("neck", Side::left, Aspect::back, {"tight"}, 3)}}) ==
        "neck, left, back: tight 3");
  CHECK(spoken(body_question(), Places{{place("neck", Side::both), place("belly", Side::none, Aspect::none,
                                                                         {}, 2)}}) == "neck, both; belly 2");
  CHECK(spoken(body_question(), Places{{place("lower-back", Side::middle, Aspect::none,
                                              {"tight", "warm"})}}) == "lower back, middle: tight, warm");
}

TEST_CASE("a text is said as it is") { CHECK(spoken(text_question(), Text{"like\nrain"}) == "like\nrain"); }
