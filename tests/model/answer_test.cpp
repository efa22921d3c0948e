#include "model/answer.hpp"

#include <doctest/doctest.h>

#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::string refusal(const Question& question, AnswerValue value) {
  return refusal_of([&] { check_answer(question, {question.name(), std::move(value)}); });
}

// The message alone.
std::string complaint(const Question& question, AnswerValue value) {
  const auto text = refusal(question, std::move(value));
  return text.substr(0, text.find(" | "));
}

std::vector<AnswerValue> one_of_every_kind() {
  return {Rating{4},
          Count{2},
          YesNo{true},
          Minutes{20},
          ClockTime{60, std::nullopt},
          Text{"like rain"},
          Choice{{"right", "just right"}},
          Picks{{pick("fear", 3)}},
          Places{{place("neck", Side::left, Aspect::none, {"tight"}, 3)}}};
}

std::vector<Question> questions_in_that_order() {
  return {scale_question(), count_question(),  yesno_question(), duration_question(), time_question(),
          text_question(),  choice_question(), multi_question(), body_question()};
}

}  // namespace

TEST_CASE("a question takes answers of its own kind, and unsure, and no other") {
  const auto questions = questions_in_that_order();
  const auto values = one_of_every_kind();
  for (std::size_t q = 0; q < questions.size(); ++q) {
    CAPTURE(questions[q].id);
    CHECK(refusal(questions[q], Unsure{}) == "accepted");
    for (std::size_t v = 0; v < values.size(); ++v) {
      const auto expected = q == v ? "accepted" : questions[q].name() + ": that is another kind of answer";
      CHECK(complaint(questions[q], values[v]) == expected);
    }
  }
}

TEST_CASE("a line to read takes no answer, not even unsure") {
  CHECK(complaint(note_question(), Unsure{}) == "tests/ground: this is a line to read; it takes no answer");
}

TEST_CASE("numbers have to lie in the question's range") {
  CHECK(complaint(scale_question(), Rating{10.5}) == "tests/distress: 10.5 is outside 0 to 10");
  CHECK(complaint(scale_question(), Rating{9.5}) == "tests/distress: 9.5 is between two steps");
  CHECK(complaint(count_question(), Count{-1}) == "tests/wakings: -1 is outside 0 to 50");
  CHECK(complaint(count_question(), Count{51}) == "tests/wakings: 51 is outside 0 to 50");
  CHECK(complaint(duration_question(), Minutes{-5}) == "tests/sleep-came: -5 min is outside 0 min to 10 h");
  CHECK(complaint(time_question(), ClockTime{24 * 60, std::nullopt}) ==
        "tests/turned-in: that is not a time of day");
  CHECK(complaint(time_question(), ClockTime{-1, std::nullopt}) ==
        "tests/turned-in: that is not a time of day");
}

TEST_CASE("words have to be on the list") {
  CHECK(complaint(choice_question(), Choice{{"fear", "afraid"}}) == "tests/pace: no word 'fear'");
  CHECK(complaint(multi_question(), Picks{{{{"right", "just right"}, std::nullopt}}}) ==
        "tests/feelings: no word 'right'");
  CHECK(
      complaint(body_question(), Places{{{{"tail", "tail"}, Side::none, Aspect::none, {}, std::nullopt}}}) ==
      "tests/noticing: no region 'tail'");
  auto unknown = place("neck");
  unknown.qualities.push_back({"sour", "sour"});
  CHECK(complaint(body_question(), Places{{unknown}}) == "tests/noticing: no word 'sour'");
}

TEST_CASE("own words need to be asked for, not empty, and text") {
  CHECK(complaint(choice_question(), Choice{{"", "like rain"}}) ==
        "tests/pace: own words are not asked for here");
  CHECK(complaint(multi_question(), Picks{{own_pick(" ")}}) == "tests/feelings: own words cannot be empty");
  CHECK(complaint(multi_question(), Picks{{own_pick("caf\xe9")}}) ==
        "tests/feelings: the text is not valid UTF-8");
  CHECK(complaint(multi_question(), Picks{{own_pick(std::string(70'000, 'a'))}}) ==
        "tests/feelings: the text has 70000 bytes; at most 65536 fit");
}

TEST_CASE("a text has words in it") {
  CHECK(complaint(text_question(), Text{""}) == "tests/own-words: the text is empty");
  CHECK(complaint(text_question(), Text{" \n "}) == "tests/own-words: the text is empty");
  CHECK(complaint(text_question(), Text{std::string("a\0b", 3)}) ==
        "tests/own-words: the text is not valid UTF-8");
  CHECK(complaint(text_question(), Text{"?"}) == "accepted");
}

TEST_CASE("picks and places hold at least one, and none twice") {
  CHECK(complaint(multi_question(), Picks{}) == "tests/feelings: nothing is picked");
  CHECK(complaint(body_question(), Places{}) == "tests/noticing: no place is named");
  CHECK(complaint(multi_question(), Picks{{pick("fear", 1), pick("fear", 2)}}) ==
        "tests/feelings: 'afraid' is there twice");
  CHECK(complaint(body_question(),
                  Places{{place("neck"), place("neck", Side::none, Aspect::none, {"warm"})}}) ==
        "tests/noticing: 'neck' is there twice");
  CHECK(complaint(body_question(), Places{{place("neck", Side::none, Aspect::none, {"warm", "warm"})}}) ==
        "tests/noticing: 'warm' is there twice");
  CHECK(complaint(body_question(), Places{{place("neck", Side::left), place("neck", Side::right)}}) ==
        "accepted");
}

TEST_CASE("a place has no side, aspect or word that was not asked for") {
  CHECK(complaint(body_question(), Places{{place("throat", Side::left)}}) ==
        "tests/noticing: 'throat' has no left or right");
  CHECK(complaint(body_question(), Places{{place("belly", Side::left, Aspect::front)}}) ==
        "tests/noticing: 'belly' has no front or back");
  CHECK(complaint(areas_question(), Places{{place("neck", Side::left, Aspect::none, {"tight"})}}) ==
        "tests/areas: only places are asked for here, no words for them");
  CHECK(complaint(areas_question(), Places{{place("neck", Side::none, Aspect::none, {}, 3)}}) ==
        "tests/areas: 'neck' cannot have a strength here");
}

TEST_CASE("a refusal says in the hint what the question accepts") {
  CHECK(refusal(count_question(), Rating{4}) ==
        "tests/wakings: that is another kind of answer | It takes a whole number from 0 to 50.");
}
