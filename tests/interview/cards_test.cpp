#include "interview/cards.hpp"

#include <doctest/doctest.h>

#include "prompts/library.hpp"

using namespace felt;

namespace {

using Lines = std::vector<std::string>;

constexpr std::chrono::sys_days day = std::chrono::year(2026) / 3 / 12;

SupportFile country_file() {
  SupportFile file = Library().support("");
  file.country = "XX";
  file.checked = std::chrono::year(2026) / 1 / 1;
  file.emergency = "000";
  file.lines = {{"Listening line", "123", "", "", "", "", ""}};
  return file;
}

}  // namespace

TEST_CASE("the built-in cards word every card there is, and no number") {
  const auto file = Library().support("");
  CHECK(file.country.empty());
  CHECK(file.lines.empty());
  CHECK(file.emergency.empty());
  for (const auto& card : worded_cards()) CHECK_MESSAGE(file.cards.contains(card), card);
  for (const auto& [card, lines] : file.cards)
    for (const auto& line : lines)
      CHECK_MESSAGE(line.find_first_of("0123456789!") == std::string::npos, line);
}

TEST_CASE("a card without anything of one's own speaks in general words") {
  const auto words = support_words(Library().support(""), {}, {}, day);
  CHECK(
      card_lines(Library().support(""), "steady", words) ==
      Lines{"That sounds like a lot to be with.", "You can stop here. What you wrote is kept.",
            "Some people look round the room, feel the seat under them, or hold something cool or warm.",
            "If you would like company: someone you trust, or a listening line where you live.",
            "If you are not safe right now, your local emergency number is the quickest way to reach help."});
  CHECK(card_lines(Library().support(""), "no-such-card", words).empty());
}

TEST_CASE("a card names one's own steadiers and people, and the lines of the country") {
  Contacts contacts;
  contacts.practitioner = "P";
  contacts.person = "Ada";
  contacts.person_phone = "01234";
  const auto words = support_words(country_file(), contacts, {"a walk", "warm tea"}, day);
  CHECK(words.people == Lines{"Ada (01234)", "P"});
  CHECK(card_lines(country_file(), "steady", words) ==
        Lines{"That sounds like a lot to be with.", "You can stop here. What you wrote is kept.",
              "You said these can help: a walk, warm tea.",
              "If you would like company: Ada (01234) or P, or Listening line (123).",
              "If you are not safe right now, 000 is the quickest way to reach help."});
}

TEST_CASE("a line that names only people is left out where there are none") {
  const auto words = support_words(country_file(), {}, {}, day);
  for (const auto& line : card_lines(country_file(), "reach-out", words))
    CHECK_MESSAGE(line.find("Your own people") == std::string::npos, line);
  CHECK(card_lines(country_file(), "reach-out", words).size() == 4);
}

TEST_CASE("numbers that were last tried long ago say so, and so do those of a day to come") {
  auto file = country_file();
  CHECK_FALSE(needs_review(file, day));
  CHECK_FALSE(needs_review(file, std::chrono::sys_days(*file.checked) + std::chrono::days(180)));
  CHECK(needs_review(file, std::chrono::sys_days(*file.checked) + std::chrono::days(181)));
  CHECK(needs_review(file, std::chrono::sys_days(*file.checked) - std::chrono::days(1)));
  file.review_after_days = 30;
  const auto words = support_words(file, {}, {}, day);
  CHECK(card_lines(file, "steady", words).back() == review_line);
  CHECK(card_lines(file, "rest-first", words).size() == 2);
}

TEST_CASE("an own file without a country words cards anew and keeps the others") {
  const std::vector<OwnFile> own{
      {"a.toml",
       "felt = 1\nkind = \"support\"\n[support]\nlanguage = \"en\"\n[cards.brief]\n"
       "lines = [\"Noted.\"]\n"}};
  const Library library(own);
  CHECK(library.support("").cards.at("brief") == Lines{"Noted."});
  CHECK(library.support("").cards.at("steady") == Library().support("").cards.at("steady"));
  CHECK(library.support("GB").country.empty());
}

namespace {

const Question& question_named(std::string_view name) {
  static const Library library;
  return library.question(name);
}

CardOffer offer(CardStyle style, bool pattern_holds = false) {
  const auto file = Library().support("");
  return {style, file, support_words(file, {}, {}, day),
          [pattern_holds](const SupportPattern&, const Answer&) { return pattern_holds; }};
}

Lines after(CardOffer& cards, std::string_view name, AnswerValue value) {
  return cards.lines_after(question_named(name), {std::string(name), std::move(value)});
}

AnswerValue word(const std::string& id) { return Choice{{id, id}}; }

}  // namespace

TEST_CASE("each answer that opens a card opens its card, and its neighbour opens none") {
  struct Row {
    const char* question;
    AnswerValue opens, does_not;
    const char* beginning;
  };
  const std::vector<Row> rows{
      {"emotions/distress", Rating{8}, Rating{7}, "That sounds like a lot"},
      {"session/steer", Rating{3}, Rating{4}, "Thank you for noting that"},
      {"session/safe", Rating{3}, Rating{4}, "Thank you for noting that"},
      {"session/stopped", word("yes-unmet"), word("yes-met"), "Thank you for noting that"},
      {"session/stopped", word("wanted"), word("no-need"), "Thank you for noting that"},
      {"session/holding-met", word("pushed"), word("slowed"), "Thank you for noting that"},
      {"pain-movement/new-pain", YesNo{true}, YesNo{false}, "Noted. felt cannot tell"},
      {"pain-movement/strain", YesNo{true}, YesNo{false}, "Noted. felt cannot tell"},
      {"aftercare/journey", YesNo{false}, YesNo{true}, "You may like to sit"},
      {"aftercare/since-going", word("growing"), word("easing"), "If this keeps growing"},
      {"wellbeing/too-much", Rating{4}, Rating{3}, "By what you noted"},
      {"wellbeing/overall", Rating{1}, Rating{2}, "By what you noted"},
      {"emotions/feelings", Picks{{{{"hopelessness", "hopeless"}, {}}}}, Picks{{{{"sadness", "sad"}, {}}}},
       "By what you noted"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.question);
    auto cards = offer(CardStyle::cards), others = offer(CardStyle::cards), unsure = offer(CardStyle::cards);
    const auto lines = after(cards, row.question, row.opens);
    REQUIRE(!lines.empty());
    CHECK(lines.front().starts_with(row.beginning));
    CHECK(after(others, row.question, row.does_not).empty());
    CHECK(after(unsure, row.question, Unsure{}).empty());
  }
}

TEST_CASE("one card in a check-in, but for boundaries and health-check, each once") {
  auto cards = offer(CardStyle::cards);
  CHECK(!after(cards, "emotions/distress", Rating{9}).empty());
  CHECK(after(cards, "emotions/distress", Rating{10}).empty());
  CHECK(after(cards, "wellbeing/too-much", Rating{4}).empty());
  CHECK(!after(cards, "session/safe", Rating{2}).empty());
  CHECK(after(cards, "session/steer", Rating{2}).empty());
  CHECK(!after(cards, "pain-movement/new-pain", YesNo{true}).empty());
  CHECK(after(cards, "aftercare/journey", YesNo{false}).empty());
}

TEST_CASE("brief is one line once, off is none at all") {
  auto brief = offer(CardStyle::brief), off = offer(CardStyle::off, true);
  CHECK(after(brief, "emotions/distress", Rating{9}) ==
        Lines{"That is noted. People to talk to: felt support."});
  CHECK(after(brief, "session/safe", Rating{1}).empty());
  CHECK(after(off, "emotions/distress", Rating{9}).empty());
  CHECK(after(off, "emotions/distress", Rating{7}).empty());
}

TEST_CASE("the line to rest the eyes on something is left out only where steady has said it") {
  const auto& ground = question_named("emotions/ground");
  auto cards = offer(CardStyle::cards), brief = offer(CardStyle::brief), milder = offer(CardStyle::cards);
  after(cards, "emotions/distress", Rating{8});
  after(brief, "emotions/distress", Rating{8});
  after(milder, "emotions/distress", Rating{6});
  CHECK(cards.has_said(ground));
  CHECK_FALSE(cards.has_said(question_named("preparation/other-care-note")));
  CHECK_FALSE(brief.has_said(ground));
  CHECK_FALSE(milder.has_said(ground));
}

TEST_CASE("a question's own card comes before a pattern's") {
  auto high = offer(CardStyle::cards, true), lower = offer(CardStyle::cards, true);
  CHECK(after(high, "emotions/distress", Rating{8}).front().starts_with("That sounds like a lot"));
  CHECK(after(lower, "emotions/distress", Rating{7}).front().starts_with("By what you noted"));
}

TEST_CASE("a pattern asks for so many of the last entries, and rests for so many days") {
  SupportPattern pattern;
  pattern.entries = 3;
  pattern.of_last = 5;
  pattern.not_again_for_days = 7;
  const auto due = [&](const std::vector<std::pair<int, bool>>& days) {
    std::vector<PatternEntry> entries;
    for (const auto& [at, matches] : days) entries.push_back({Instant(day + std::chrono::days(at)), matches});
    return is_card_due(pattern, entries);
  };
  CHECK_FALSE(due({}));
  CHECK_FALSE(due({{0, true}, {1, true}}));
  CHECK(due({{0, true}, {1, true}, {2, true}}));
  CHECK(due({{0, true}, {1, false}, {2, true}, {3, false}, {4, true}}));
  CHECK_FALSE(due({{0, true}, {1, false}, {2, true}, {3, false}, {4, false}, {5, true}}));
  CHECK_FALSE(due({{0, true}, {1, true}, {2, true}, {3, false}}));
  CHECK_FALSE(due({{0, true}, {1, true}, {2, true}, {3, true}}));
  CHECK_FALSE(due({{0, true}, {1, true}, {2, true}, {3, true}, {8, true}}));
  CHECK(due({{0, true}, {1, true}, {2, true}, {3, true}, {9, true}}));
}

TEST_CASE("a pattern's card rests only after an entry that it could be shown with") {
  SupportPattern pattern;
  pattern.entries = 3;
  pattern.of_last = 5;
  pattern.not_again_for_days = 7;
  const Instant at(day);
  const std::chrono::days one{1};
  CHECK(is_card_due(pattern, std::vector<PatternEntry>{{at, true, false},
                                                       {at + one, true, false},
                                                       {at + 2 * one, true, false},
                                                       {at + 3 * one, true, true}}));
  CHECK_FALSE(is_card_due(pattern, std::vector<PatternEntry>{{at, true, false},
                                                             {at + one, true, false},
                                                             {at + 2 * one, true, true},
                                                             {at + 3 * one, true, true}}));
}
