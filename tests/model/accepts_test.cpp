#include "model/accepts.hpp"

#include <doctest/doctest.h>

#include "questions.hpp"

using namespace felt;
using namespace felt::test;

TEST_CASE("a scale names its ends and its steps") {
  CHECK(accepts_text(scale_question()) == "It takes 0 (none) to 10 (the most I can imagine).");
  auto question = scale_question();
  question.scale = scale_from(-2, 2, 0.5);
  CHECK(accepts_text(question) == "It takes -2 to 2 in steps of 0.5.");
}

TEST_CASE("a choice lists what is still offered") {
  CHECK(accepts_text(choice_question()) == "It takes one of: slow, right, fast, no.");
  auto question = choice_question();
  question.allow_other = true;
  CHECK(accepts_text(question) == "It takes one of: slow, right, fast, no; own words in quotes.");
}

TEST_CASE("a long list is cut after twelve words") {
  std::vector<Term> terms;
  for (int i = 1; i <= 13; ++i) terms.push_back(term("w" + std::to_string(i), "word"));
  auto question = choice_question();
  question.words = list_of("", terms);
  CHECK(accepts_text(question) == "It takes one of: w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, ….");
  terms.pop_back();
  question.words = list_of("", terms);
  CHECK(accepts_text(question) == "It takes one of: w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12.");
  terms.push_back(retired(term("w13", "word")));
  question.words = list_of("", terms);
  CHECK(accepts_text(question) == "It takes one of: w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12.");
}

TEST_CASE("a list of words says how strong and whether own words are welcome") {
  auto question = multi_question();
  const std::string words =
      "It takes words of its list, with commas between them: calm, relief, relaxed, fear, moved, deja-vu, "
      "hour-3, "
      "cannot-say, none";
  CHECK(accepts_text(question) ==
        words + "; a number from 1 (a little) to 5 (very much) behind a word; own words in quotes.");
  question.allow_other = false;
  CHECK(accepts_text(question) == words + "; a number from 1 (a little) to 5 (very much) behind a word.");
  question.intensity.reset();
  CHECK(accepts_text(question) == words + ".");
}

TEST_CASE("places are shown by an example that the question takes") {
  auto question = body_question();
  CHECK(accepts_text(question) == "It takes places like 'neck left back: tight 3; belly: warm'.");
  question.intensity.reset();
  CHECK(accepts_text(question) == "It takes places like 'neck left back: tight; belly: warm'.");
  question = areas_question();
  CHECK(accepts_text(question) == "It takes places like 'neck left; belly'.");
  question.intensity = strength();
  CHECK(accepts_text(question) == "It takes places like 'neck left 3; belly 2'.");
}

TEST_CASE("the other types say their range or form") {
  CHECK(accepts_text(duration_question()) ==
        "It takes a length of time like 80, 80m, 1h20 or 1:20, from 0 min to 10 h.");
  CHECK(accepts_text(time_question()) == "It takes a time of day like 23:40 or 11:40pm.");
  CHECK(accepts_text(count_question()) == "It takes a whole number from 0 to 50.");
  CHECK(accepts_text(yesno_question()) == "It takes y or n.");
  CHECK(accepts_text(text_question()) == "It takes words of your own.");
  CHECK(accepts_text(note_question()) == "Nothing needs to be typed here.");
}

TEST_CASE("the named points of a scale stand in a row") {
  CHECK(anchors_text({{0, "none"}, {5, "in between"}, {10, "completely easy"}}) ==
        "0 none · 5 in between · 10 completely easy");
  CHECK(anchors_text({{-1.5, "less"}}) == "-1.5 less");
  CHECK(anchors_text({}) == "");
}

TEST_CASE("minutes are spoken in hours from an hour on") {
  CHECK(spoken_minutes(0) == "0 min");
  CHECK(spoken_minutes(59) == "59 min");
  CHECK(spoken_minutes(60) == "1 h");
  CHECK(spoken_minutes(61) == "1 h 1 min");
  CHECK(spoken_minutes(24 * 60) == "24 h");
}
