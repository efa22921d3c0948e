#include "model/typed.hpp"

#include <doctest/doctest.h>

#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::optional<AnswerValue> read(const Question& question, std::string_view typed) {
  const auto answer = parse_answer(question, typed);
  if (!answer) return std::nullopt;
  CHECK(answer->question == question.name());
  return answer->value;
}

template <class Value>
Value read_as(const Question& question, std::string_view typed) {
  return std::get<Value>(read(question, typed).value());
}

std::string refusal(const Question& question, std::string_view typed) {
  return refusal_of([&] { parse_answer(question, typed); });
}

std::vector<Question> one_of_every_type() {
  return {scale_question(), choice_question(),   multi_question(), body_question(),
          areas_question(), duration_question(), time_question(),  count_question(),
          yesno_question(), text_question(),     note_question()};
}

}  // namespace

TEST_CASE("an empty line skips, whatever the question") {
  for (const auto& question : one_of_every_type()) {
    CAPTURE(question.id);
    CHECK_FALSE(parse_answer(question, ""));
    CHECK_FALSE(parse_answer(question, " \t "));
    CHECK_FALSE(parse_answer(question, "\u00a0\u3000"));
  }
}

TEST_CASE("a question mark is unsure at every question that takes an answer") {
  for (const auto& question : one_of_every_type()) {
    if (question.type == QuestionType::note) continue;
    CAPTURE(question.id);
    CHECK(read(question, "?") == AnswerValue(Unsure{}));
    CHECK(read(question, "  ? ") == AnswerValue(Unsure{}));
  }
}

TEST_CASE("a line to read takes no answer") {
  CHECK(refusal(note_question(), "hello") ==
        "tests/ground: this is a line to read; it takes no answer | Nothing needs to be typed here.");
  CHECK(refusal(note_question(), "?") ==
        "tests/ground: this is a line to read; it takes no answer | Nothing needs to be typed here.");
}

TEST_CASE("a question that is no longer asked takes no answer") {
  auto question = scale_question();
  question.retired = "1.2.0";
  CHECK(refusal(question, "4") ==
        "tests/distress: this question is no longer asked | Answers given to it earlier stay readable.");
  CHECK(refusal(question, "?") ==
        "tests/distress: this question is no longer asked | Answers given to it earlier stay readable.");
}

TEST_CASE("text that is not UTF-8 is refused, whatever the question") {
  const std::string zero("a\0b", 3);
  for (const auto& question : one_of_every_type()) {
    CAPTURE(question.id);
    CHECK(refusal(question, "caf\xe9").starts_with(question.name() + ": the text is not valid UTF-8 | "));
    CHECK(
        refusal(question, "\xed\xa0\x80").starts_with(question.name() + ": the text is not valid UTF-8 | "));
    CHECK(refusal(question, zero).starts_with(question.name() + ": the text is not valid UTF-8 | "));
  }
}

TEST_CASE("70 kB are refused by every question, and quickly") {
  // Quotation marks in an own word are typed twice.
  const std::string letters(70'000, 'a'), commas(70'000, ','), quotes(140'002, '"');
  for (const auto& question : one_of_every_type()) {
    CAPTURE(question.id);
    CHECK(refusal(question, letters) != "accepted");
    CHECK(refusal(question, letters).size() < 1'000);
    if (question.type == QuestionType::text) continue;
    CHECK(refusal(question, commas) != "accepted");
    CHECK(refusal(question, quotes) != "accepted");
  }
}

TEST_CASE("what is typed is shown harmlessly and cut short in a refusal") {
  CHECK(refusal(scale_question(), "\x1b[31mred") ==
        "tests/distress: '\\x1b[31mred' is not a number | It takes 0 (none) to 10 (the most I can imagine).");
  CHECK(refusal(yesno_question(), std::string(100, 'm')) ==
        "tests/talked: '" + std::string(39, 'm') + "…' is neither yes nor no | It takes y or n.");
}

TEST_CASE("a scale takes a number on it") {
  CHECK(read_as<Rating>(scale_question(), "4").value == 4);
  CHECK(read_as<Rating>(scale_question(), " 0 ").value == 0);
  CHECK(read_as<Rating>(scale_question(), "10").value == 10);
  CHECK(read_as<Rating>(scale_question(), "+7").value == 7);
  CHECK(read_as<Rating>(scale_question(), "7.0").value == 7);
}

TEST_CASE("a scale takes the words of a named point") {
  CHECK(read_as<Rating>(scale_question(), "none").value == 0);
  CHECK(read_as<Rating>(scale_question(), "The most  I can imagine").value == 10);
}

TEST_CASE("a scale may have steps and numbers below zero") {
  auto question = scale_question("compared");
  question.scale = scale_from(-2, 2, 0.5, {{-2, "much harder"}, {2, "much easier"}});
  CHECK(read_as<Rating>(question, "-1.5").value == -1.5);
  CHECK(read_as<Rating>(question, "+2").value == 2);
  CHECK(read_as<Rating>(question, "0").value == 0);
  const std::string hint = " | It takes -2 (much harder) to 2 (much easier) in steps of 0.5.";
  CHECK(refusal(question, "0.3") == "tests/compared: 0.3 is between two steps" + hint);
  CHECK(refusal(question, "-2.5") == "tests/compared: -2.5 is outside -2 to 2" + hint);
}

TEST_CASE("steps count from where the scale begins, and fractions of ten are exact enough") {
  auto question = scale_question();
  question.scale = scale_from(1, 9, 2);
  CHECK(read_as<Rating>(question, "3").value == 3);
  CHECK(refusal(question, "4") == "tests/distress: 4 is between two steps | It takes 1 to 9 in steps of 2.");
  question.scale = scale_from(0, 1, 0.1);
  CHECK(read_as<Rating>(question, "0.3").value == 0.3);
  CHECK(read_as<Rating>(question, "0.7").value == 0.7);
}

TEST_CASE("what is no number on the scale is refused") {
  const std::string hint = " | It takes 0 (none) to 10 (the most I can imagine).";
  CHECK(refusal(scale_question(), "11") == "tests/distress: 11 is outside 0 to 10" + hint);
  CHECK(refusal(scale_question(), "-1") == "tests/distress: -1 is outside 0 to 10" + hint);
  CHECK(refusal(scale_question(), "4.5") == "tests/distress: 4.5 is between two steps" + hint);
  CHECK(refusal(scale_question(), "six") == "tests/distress: 'six' is not a number" + hint);
  for (const std::string typed : {"4 5", "4/10", "4,5", "0x4", "1e1", "nan", "inf", "--4", "4-", ".", "4."})
    CHECK(refusal(scale_question(), typed) == "tests/distress: '" + typed + "' is not a number" + hint);
}

TEST_CASE("yes and no are typed as a letter or a word, in any case") {
  for (const std::string typed : {"y", "Y", "yes", "YES", "true"})
    CHECK(read_as<YesNo>(yesno_question(), typed).yes);
  for (const std::string typed : {"n", "N", "no", "No", "false"})
    CHECK_FALSE(read_as<YesNo>(yesno_question(), typed).yes);
  CHECK(refusal(yesno_question(), "maybe") ==
        "tests/talked: 'maybe' is neither yes nor no | It takes y or n.");
  CHECK(refusal(yesno_question(), "1") == "tests/talked: '1' is neither yes nor no | It takes y or n.");
}

TEST_CASE("a count is a whole number from nought to the most") {
  CHECK(read_as<Count>(count_question(), "2").value == 2);
  CHECK(read_as<Count>(count_question(), "0").value == 0);
  CHECK(read_as<Count>(count_question(), "50").value == 50);
  const std::string hint = " | It takes a whole number from 0 to 50.";
  CHECK(refusal(count_question(), "51") == "tests/wakings: 51 is outside 0 to 50" + hint);
  CHECK(refusal(count_question(), "-1") == "tests/wakings: -1 is outside 0 to 50" + hint);
  CHECK(refusal(count_question(), "2.5") == "tests/wakings: '2.5' is not a whole number" + hint);
  CHECK(refusal(count_question(), "two") == "tests/wakings: 'two' is not a whole number" + hint);
  CHECK(refusal(count_question(), "99999999999999999999") ==
        "tests/wakings: '99999999999999999999' is not a whole number" + hint);
}

TEST_CASE("a text is kept as typed, without the white space around it") {
  CHECK(read_as<Text>(text_question(), "  like rain on a roof ").text == "like rain on a roof");
  CHECK(read_as<Text>(text_question(), "fear 3, \"x\"; y: z").text == "fear 3, \"x\"; y: z");
  CHECK(read_as<Text>(text_question(), "why?").text == "why?");
  CHECK(read_as<Text>(text_question(), "two\nlines").text == "two\nlines");
}

TEST_CASE("a text is taken up to its limit") {
  CHECK(read_as<Text>(text_question(), std::string(longest_text, 'a')).text.size() == longest_text);
  CHECK(refusal(text_question(), std::string(70'000, 'a')) ==
        "tests/own-words: the text has 70000 bytes; at most 65536 fit | It takes words of your own.");
}

TEST_CASE("a length of time is typed in minutes, or hours and minutes") {
  for (const std::string typed :
       {"80",      "80m",   "80 m",    "80min",      "80 min", "80 mins", "80 minutes",        "1h20",
        "1h 20",   "1h20m", "1h 20m",  "1 h 20 min", "1:20",   "01:20",   "1 hour 20 minutes", "1hr20",
        "1 hr 20", "1H20",  "1hour20", "  80  "})
    CHECK_MESSAGE(parse_minutes(typed) == 80, typed);
  for (const std::string typed :
       {"120", "2h", "2 h", "2 hours", "2hr", "2 hrs", "2.0h", "2:00", "2 HOURS", "120m"})
    CHECK_MESSAGE(parse_minutes(typed) == 120, typed);
  CHECK(parse_minutes("1.5h") == 90);
  CHECK(parse_minutes("1.5 hours") == 90);
  CHECK(parse_minutes("0.25h") == 15);
  CHECK(parse_minutes("1 hour") == 60);
  CHECK(parse_minutes("1 minute") == 1);
  CHECK(parse_minutes("0") == 0);
  CHECK(parse_minutes("0:05") == 5);
  CHECK(parse_minutes("0h05") == 5);
  CHECK(parse_minutes("12:00") == 720);
  CHECK(parse_minutes("８０") == 80);
}

TEST_CASE("what is no length of time is none") {
  for (const std::string typed :
       {"",           "h",      "m",     "the",   "what",     "1hx",   "1hello20",
        "10 hands 3", "1:2",    "1:200", "1:60",  "1h75",     "1h-20", ":20",
        "-80",        "-1:20",  "-1h",   "1:20h", "1:20:30",  "1h2h",  "an hour",
        "1h20.5",     "eighty", "1..5h", "80 80", "99999999", "2000h", "99999999999999999999",
        "1:+ 5",      "h20",    "hours", "1 2h 3"})
    CHECK_MESSAGE(!parse_minutes(typed), typed);
}

TEST_CASE("a length of time has to lie in the question's range") {
  CHECK(read_as<Minutes>(duration_question(), "1h20").minutes == 80);
  CHECK(read_as<Minutes>(duration_question(), "10h").minutes == 600);
  CHECK(read_as<Minutes>(duration_question(), "0").minutes == 0);
  const std::string hint = " | It takes a length of time like 80, 80m, 1h20 or 1:20, from 0 min to 10 h.";
  CHECK(refusal(duration_question(), "10:01") ==
        "tests/sleep-came: 10 h 1 min is outside 0 min to 10 h" + hint);
  CHECK(refusal(duration_question(), "h") == "tests/sleep-came: 'h' is not a length of time" + hint);
  CHECK(refusal(duration_question(), "a while") ==
        "tests/sleep-came: 'a while' is not a length of time" + hint);
  auto question = duration_question();
  question.min_minutes = 10;
  CHECK(refusal(question, "9") ==
        "tests/sleep-came: 9 min is outside 10 min to 10 h | It takes a length of time like 80, 80m, 1h20 or "
        "1:20, from "
        "10 min to 10 h.");
}

TEST_CASE("a clock time is typed with 24 or 12 hours") {
  CHECK(parse_clock("23:40") == 23 * 60 + 40);
  CHECK(parse_clock("0:00") == 0);
  CHECK(parse_clock("00:05") == 5);
  CHECK(parse_clock("7:05") == 7 * 60 + 5);
  CHECK(parse_clock("23:59") == 23 * 60 + 59);
  for (const std::string typed : {"11:40pm", "11:40 pm", "11:40PM", "11:40 p.m.", "11:40 P.M."})
    CHECK_MESSAGE(parse_clock(typed) == 23 * 60 + 40, typed);
  for (const std::string typed : {"11:40am", "11:40 a.m.", "11:40"})
    CHECK_MESSAGE(parse_clock(typed) == 11 * 60 + 40, typed);
  CHECK(parse_clock("7am") == 7 * 60);
  CHECK(parse_clock("11 pm") == 23 * 60);
  CHECK(parse_clock("1pm") == 13 * 60);
}

TEST_CASE("twelve is midnight with am and noon with pm") {
  CHECK(parse_clock("12am") == 0);
  CHECK(parse_clock("12:30am") == 30);
  CHECK(parse_clock("12pm") == 12 * 60);
  CHECK(parse_clock("12:30pm") == 12 * 60 + 30);
  CHECK(parse_clock("12:30") == 12 * 60 + 30);
  CHECK(parse_clock("noon") == 12 * 60);
  CHECK(parse_clock("Midnight") == 0);
}

TEST_CASE("a bare number and what no clock shows are no clock times") {
  for (const std::string typed :
       {"7",     "2340", "24:00",          "23:60", "13pm", "0am", "0:30am",  "13:00 am", "7:5",      "7:055",
        "-1:30", ":30",  ":30pm",          "am",    "pm",   "",    "noonish", "11:40:00", "11:40 xm", "7p",
        "25:00", "7:3o", "999999999999:00"})
    CHECK_MESSAGE(!parse_clock(typed), typed);
}

TEST_CASE("a clock time has no date until its entry is kept") {
  CHECK(read_as<ClockTime>(time_question(), "11:40pm") == ClockTime{23 * 60 + 40, std::nullopt});
  const std::string hint = " | It takes a time of day like 23:40 or 11:40pm.";
  CHECK(refusal(time_question(), "7") == "tests/turned-in: '7' is not a time of day" + hint);
  CHECK(refusal(time_question(), "24:00") == "tests/turned-in: '24:00' is not a time of day" + hint);
}
