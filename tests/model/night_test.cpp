#include "model/night.hpp"

#include <doctest/doctest.h>

#include <map>

#include "questions.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;
using namespace std::chrono;
using std::chrono::minutes;

namespace {

// The questions of a sleep diary, and one that is no part of the night.
const std::map<std::string, Question, std::less<>>& questions() {
  static const auto known = [] {
    std::map<std::string, Question, std::less<>> map;
    for (const auto& question :
         {night_question("to-bed", 0), night_question("turned-in", 1), night_question("sleep-ended", 5),
          night_question("left-bed", 6), time_question("tea")})
      map.emplace(question.name(), question);
    auto own = night_question("nap-began", 0);
    own.pack = "own.naps";
    map.emplace(own.name(), own);
    own = night_question("nap-ended", 1);
    own.pack = "own.naps";
    map.emplace(own.name(), own);
    return map;
  }();
  return known;
}

const Question* find_question(std::string_view name) {
  const auto found = questions().find(name);
  return found == questions().end() ? nullptr : &found->second;
}

struct Typed {
  const char* question;
  const char* clock;
};

std::vector<Given> answers_of(const std::vector<Typed>& typed) {
  std::vector<Given> answers;
  for (const auto& [name, clock] : typed) {
    const auto minutes = parse_iso("2026-01-01T" + std::string(clock), zone_named("UTC")).at;
    const auto minute = static_cast<int>((minutes - Instant(sys_days(2026y / January / 1))) / 1min);
    const std::string full =
        std::string(name).find('/') == std::string::npos ? "tests/" + std::string(name) : name;
    const auto* question = find_question(full);
    answers.push_back(given(question ? *question : time_question(name), ClockTime{minute, std::nullopt}));
    answers.back().answer.question = full;
  }
  return answers;
}

// "11 23:10 · 12 06:30": the day of the month and the clock of every time, as the night is placed.
std::string placed(const std::string& about, const std::vector<Typed>& typed) {
  auto answers = answers_of(typed);
  place_nights(answers, parse_iso(about, zone_named("Europe/Vienna")), find_question);
  std::vector<std::string> parts;
  for (const auto& one : answers) {
    const auto& time = std::get<ClockTime>(one.answer.value);
    REQUIRE(time.date);
    parts.push_back(std::to_string(unsigned(time.date->day())) + " " + spoken_clock(time.minute_of_day));
  }
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : " · ") + part;
  return text;
}

int length(const std::string& about, const std::vector<Typed>& typed) {
  auto answers = answers_of(typed);
  place_nights(answers, parse_iso(about, zone_named("Europe/Vienna")), find_question);
  return longest_span(answers, find_question).minutes;
}

}  // namespace

TEST_CASE("a night that runs over midnight begins the day before") {
  CHECK(placed(
            "2026-03-12T08:00",
            {{"to-bed", "22:50"}, {"turned-in", "23:10"}, {"sleep-ended", "06:30"}, {"left-bed", "07:00"}}) ==
        "11 22:50 · 11 23:10 · 12 06:30 · 12 07:00");
}

TEST_CASE("a night that begins after midnight lies on one day") {
  CHECK(placed("2026-03-12T08:00", {{"to-bed", "00:10"}, {"turned-in", "00:30"}, {"left-bed", "07:00"}}) ==
        "12 00:10 · 12 00:30 · 12 07:00");
  CHECK(placed("2026-03-12T08:00", {{"to-bed", "23:50"}, {"turned-in", "00:30"}, {"left-bed", "07:00"}}) ==
        "11 23:50 · 12 00:30 · 12 07:00");
}

TEST_CASE("the night ends before the entry, however late it is written") {
  const std::vector<Typed> night{{"turned-in", "23:10"}, {"left-bed", "07:00"}};
  CHECK(placed("2026-03-12T07:00", night) == "11 23:10 · 12 07:00");
  CHECK(placed("2026-03-12T06:59", night) == "10 23:10 · 11 07:00");
  CHECK(placed("2026-03-12T23:30", night) == "11 23:10 · 12 07:00");
}

TEST_CASE("somebody who sleeps by day has a night too") {
  const std::vector<Typed> day{
      {"to-bed", "08:30"}, {"turned-in", "09:00"}, {"sleep-ended", "16:00"}, {"left-bed", "16:20"}};
  CHECK(placed("2026-03-12T18:00", day) == "12 08:30 · 12 09:00 · 12 16:00 · 12 16:20");
  CHECK(placed("2026-03-12T08:00", day) == "11 08:30 · 11 09:00 · 11 16:00 · 11 16:20");
}

TEST_CASE("two times alike follow each other on the same day") {
  CHECK(placed("2026-03-12T08:00", {{"to-bed", "23:00"}, {"turned-in", "23:00"}, {"left-bed", "06:00"}}) ==
        "11 23:00 · 11 23:00 · 12 06:00");
}

TEST_CASE("the order is the pack's, in whatever order the answers stand") {
  CHECK(placed("2026-03-12T08:00", {{"left-bed", "07:00"}, {"turned-in", "23:10"}, {"to-bed", "22:50"}}) ==
        "12 07:00 · 11 23:10 · 11 22:50");
}

TEST_CASE("one time alone is the latest before the entry") {
  CHECK(placed("2026-03-12T08:00", {{"turned-in", "23:10"}}) == "11 23:10");
  CHECK(placed("2026-03-12T08:00", {{"left-bed", "07:00"}}) == "12 07:00");
}

TEST_CASE("a time outside the night is the latest before the entry") {
  CHECK(placed("2026-03-12T20:00", {{"turned-in", "23:10"}, {"left-bed", "07:00"}, {"tea", "17:00"}}) ==
        "11 23:10 · 12 07:00 · 12 17:00");
  CHECK(placed("2026-03-12T08:00", {{"tea", "17:00"}}) == "11 17:00");
  CHECK(placed("2026-03-12T17:00", {{"tea", "17:00"}}) == "12 17:00");
}

TEST_CASE("a question that is not known any more is outside the night") {
  CHECK(placed("2026-03-12T08:00", {{"forgotten", "23:10"}, {"left-bed", "07:00"}}) == "11 23:10 · 12 07:00");
}

TEST_CASE("the nights of two packs do not mix") {
  CHECK(placed("2026-03-12T20:00", {{"turned-in", "23:10"},
                                    {"left-bed", "07:00"},
                                    {"own.naps/nap-began", "14:00"},
                                    {"own.naps/nap-ended", "14:30"}}) ==
        "11 23:10 · 12 07:00 · 12 14:00 · 12 14:30");
  CHECK(length("2026-03-12T20:00", {{"turned-in", "23:10"},
                                    {"left-bed", "07:00"},
                                    {"own.naps/nap-began", "14:00"},
                                    {"own.naps/nap-ended", "14:30"}}) == 7 * 60 + 50);
}

TEST_CASE("the longest night is known by its ends") {
  auto answers = answers_of({{"turned-in", "11:00"}, {"sleep-ended", "07:00"}});
  place_nights(answers, parse_iso("2026-03-12T08:00", zone_named("Europe/Vienna")), find_question);
  const auto span = longest_span(answers, find_question);
  CHECK(span.first == answers.front().answer.question);
  CHECK(span.from == 11 * 60);
  CHECK(span.to == 7 * 60);
  CHECK(span.minutes == 20 * 60);
}

TEST_CASE("answers without a clock time are left alone") {
  std::vector<Given> answers{given(scale_question(), Rating{4}),
                             given(night_question("turned-in", 1), Unsure{})};
  const auto before = answers;
  place_nights(answers, parse_iso("2026-03-12T08:00", zone_named("UTC")), find_question);
  CHECK(answers[0].answer == before[0].answer);
  CHECK(answers[1].answer == before[1].answer);
  CHECK(longest_span(answers, find_question).minutes == 0);
}

TEST_CASE("placing a night twice changes nothing") {
  auto answers = answers_of({{"turned-in", "23:10"}, {"left-bed", "07:00"}});
  const auto about = parse_iso("2026-03-12T08:00", zone_named("Europe/Vienna"));
  place_nights(answers, about, find_question);
  const auto once = answers;
  place_nights(answers, about, find_question);
  for (std::size_t i = 0; i < once.size(); ++i) CHECK(answers[i].answer == once[i].answer);
}

TEST_CASE("dates that are there can stay, and the night runs before them") {
  auto answers = answers_of({{"turned-in", "23:10"}, {"left-bed", "07:00"}, {"tea", "17:00"}});
  std::get<ClockTime>(answers[1].answer.value).date = 2026y / March / 10;
  std::get<ClockTime>(answers[2].answer.value).date = 2026y / March / 8;
  place_nights(answers, parse_iso("2026-03-12T08:00", zone_named("Europe/Vienna")), find_question,
               Dates::missing);
  const auto date = [&](std::size_t i) { return std::get<ClockTime>(answers[i].answer.value).date; };
  CHECK(date(0) == 2026y / March / 9);
  CHECK(date(1) == 2026y / March / 10);
  CHECK(date(2) == 2026y / March / 8);
}

TEST_CASE("the length of a night is from its first to its last time") {
  CHECK(length("2026-03-12T08:00", {{"to-bed", "22:50"}, {"turned-in", "23:10"}, {"left-bed", "07:00"}}) ==
        8 * 60 + 10);
  CHECK(length("2026-03-12T08:00", {{"left-bed", "07:00"}}) == 0);
  CHECK(length("2026-03-12T08:00", {{"left-bed", "07:00"}, {"tea", "10:00"}}) == 0);
}

TEST_CASE("morning typed for evening makes a night of more than sixteen hours") {
  CHECK(length("2026-03-12T08:00", {{"turned-in", "11:10"}, {"left-bed", "07:00"}}) == 19 * 60 + 50);
  CHECK(length("2026-03-12T08:00", {{"turned-in", "11:10"}, {"left-bed", "07:00"}}) > longest_night);
  CHECK(length("2026-03-12T20:00", {{"turned-in", "23:10"}, {"left-bed", "19:00"}}) > longest_night);
  CHECK(length("2026-03-12T08:00", {{"turned-in", "15:00"}, {"left-bed", "07:00"}}) == longest_night);
}

TEST_CASE("a night into which the clock changes is placed by the wall clock") {
  const std::vector<Typed> night{{"turned-in", "23:00"}, {"sleep-ended", "02:30"}, {"left-bed", "07:00"}};
  CHECK(placed("2026-03-29T08:00", night) == "28 23:00 · 29 02:30 · 29 07:00");
  CHECK(placed("2026-10-25T08:00", night) == "24 23:00 · 25 02:30 · 25 07:00");
}

TEST_CASE("a night over the end of a month or a year has the right dates") {
  CHECK(placed("2026-01-01T09:00", {{"turned-in", "23:00"}, {"left-bed", "08:00"}}) == "31 23:00 · 1 08:00");
  CHECK(placed("2028-03-01T09:00", {{"turned-in", "23:00"}, {"left-bed", "08:00"}}) == "29 23:00 · 1 08:00");
}
