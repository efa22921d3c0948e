#include <doctest/doctest.h>

#include <random>

#include "model/typed.hpp"
#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

// Makes answers of every kind that a question can hold.
class Maker {
 public:
  explicit Maker(unsigned seed) : m_random(seed) {}

  int whole(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }
  bool coin() { return whole(0, 1) == 1; }

  std::string text() {
    static const std::vector<std::string> parts{
        "rain", "3",    "déjà",   "肩",   ",",    ";", ":",    "of the back",
        "fear", "b",    "x",      "+",    "left", "’", "🙂", "neck: tight 3",
        "\\ud", "50 %", "<b>a&b", "None", "- 2",  "*", "=1",   "Größe"};
    std::string made = parts[static_cast<std::size_t>(whole(0, static_cast<int>(parts.size()) - 1))];
    for (int i = whole(0, 4); i > 0; --i)
      made += " " + parts[static_cast<std::size_t>(whole(0, static_cast<int>(parts.size()) - 1))];
    return made;
  }

  std::optional<double> maybe_strength() {
    return coin() ? std::optional<double>(whole(1, 5)) : std::nullopt;
  }

  // Offered terms of the list in any order, none twice.
  std::vector<const Term*> some(const Vocabulary& words, int most) {
    std::vector<const Term*> found;
    for (const auto& one : words.terms)
      if (one.retired.empty() && !one.exclusive) found.push_back(&one);
    std::shuffle(found.begin(), found.end(), m_random);
    found.resize(static_cast<std::size_t>(whole(1, most)));
    return found;
  }

  Picks picks() {
    Picks made;
    for (const auto* one : some(*feelings(), 5))
      made.picks.push_back({{one->id, one->label}, maybe_strength()});
    if (coin()) made.picks.push_back(own_pick(text(), maybe_strength()));
    if (coin()) made.picks.push_back(own_pick(text() + " again", maybe_strength()));
    return made;
  }

  Places places() {
    Places made;
    for (const auto* region : some(*regions(), 6)) {
      Place one{{region->id, region->label}, Side::none, Aspect::none, {}, maybe_strength()};
      if (region->sided) one.side = static_cast<Side>(whole(0, 4));
      if (region->faced) one.aspect = static_cast<Aspect>(whole(0, 2));
      if (coin())
        for (const auto* quality : some(*sensations(), 4))
          one.qualities.push_back({quality->id, quality->label});
      made.places.push_back(std::move(one));
    }
    return made;
  }

 private:
  std::mt19937 m_random;
};

void check_reads_back(const Question& question, AnswerValue value) {
  const Answer answer{question.name(), std::move(value)};
  check_answer(question, answer);
  const auto typed = typed_text(answer);
  CAPTURE(typed);
  CHECK(parse_answer(question, typed) == answer);
}

constexpr int rounds = 500;

}  // namespace

TEST_CASE("an answer is typed back as people type it") {
  const auto typed = [](AnswerValue value) { return typed_text({"tests/any", std::move(value)}); };
  CHECK(typed(Unsure{}) == "?");
  CHECK(typed(Rating{4}) == "4");
  CHECK(typed(Rating{-1.5}) == "-1.5");
  CHECK(typed(Count{2}) == "2");
  CHECK(typed(YesNo{true}) == "y");
  CHECK(typed(YesNo{false}) == "n");
  CHECK(typed(Minutes{80}) == "80");
  CHECK(typed(ClockTime{23 * 60 + 40, std::nullopt}) == "23:40");
  CHECK(typed(Text{"like rain"}) == "like rain");
  CHECK(typed(Choice{{"right", "just right"}}) == "right");
  CHECK(typed(Choice{{"", "like rain"}}) == "\"like rain\"");
  CHECK(typed(Picks{{pick("relief", 4), pick("moved"), own_pick("like rain", 3)}}) ==
        "relief 4, moved, \"like rain\" 3");
  CHECK(typed(Places{{place("neck", Side::left, Aspect::back, {"tight", "warm"}, 3), place("belly")}}) ==
        "neck left back: tight, warm 3; belly");
}

TEST_CASE("a date stays with the entry and is not typed") {
  using namespace std::chrono;
  CHECK(typed_text({"tests/turned-in", ClockTime{7 * 60, 2026y / March / 12}}) == "07:00");
}

TEST_CASE("every answer with one value reads back") {
  for (int value = 0; value <= 10; ++value)
    check_reads_back(scale_question(), Rating{static_cast<double>(value)});
  for (int count = 0; count <= 50; ++count) check_reads_back(count_question(), Count{count});
  for (int minutes = 0; minutes <= 600; ++minutes) check_reads_back(duration_question(), Minutes{minutes});
  for (int minute = 0; minute < 24 * 60; ++minute)
    check_reads_back(time_question(), ClockTime{minute, std::nullopt});
  for (const bool yes : {true, false}) check_reads_back(yesno_question(), YesNo{yes});
  const auto choice = choice_question();
  for (const auto& one : choice.words->terms)
    if (one.retired.empty()) check_reads_back(choice, Choice{{one.id, one.label}});
  auto question = scale_question();
  question.scale = scale_from(-1, 1, 0.1);
  for (int step = -10; step <= 10; ++step) check_reads_back(question, Rating{step / 10.0});
}

TEST_CASE("every unsure answer reads back") {
  for (const auto& question :
       {scale_question(), choice_question(), multi_question(), body_question(), duration_question(),
        time_question(), count_question(), yesno_question(), text_question()})
    check_reads_back(question, Unsure{});
}

TEST_CASE("texts and own words read back") {
  Maker make(1);
  auto question = choice_question();
  question.allow_other = true;
  for (int i = 0; i < rounds; ++i) {
    check_reads_back(text_question(), Text{make.text()});
    check_reads_back(question, Choice{{"", make.text()}});
  }
}

TEST_CASE("own words with quotation marks read back, alone and beside others") {
  auto one = choice_question();
  one.allow_other = true;
  for (const auto* word : {"a \"b", "\"", "\"\"", "\"a\"", "a\", \"b", "5\" 3", "a \"\" b", "b\""}) {
    CAPTURE(word);
    check_reads_back(one, Choice{{"", word}});
    check_reads_back(multi_question(), Picks{{own_pick(word, 3), own_pick("c")}});
  }
  CHECK(typed_text({"tests/any", Choice{{"", "a \"b"}}}) == "\"a \"\"b\"");
}

TEST_CASE("every set of picks reads back") {
  Maker make(2);
  check_reads_back(multi_question(), Picks{{pick("none", 2)}});
  for (int i = 0; i < rounds; ++i) check_reads_back(multi_question(), make.picks());
}

TEST_CASE("every set of places reads back") {
  Maker make(3);
  for (int i = 0; i < rounds; ++i) check_reads_back(body_question(), make.places());
}

TEST_CASE("every set of places without words reads back") {
  Maker make(4);
  for (int i = 0; i < rounds; ++i) {
    auto made = make.places();
    for (auto& one : made.places) {
      one.qualities.clear();
      one.strength.reset();
    }
    check_reads_back(areas_question(), std::move(made));
  }
}
