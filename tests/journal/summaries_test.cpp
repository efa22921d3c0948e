#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::map<std::string, RatingSeries> series_of(const Journal& journal, QuestionType type,
                                              const Query& query = {}) {
  std::map<std::string, RatingSeries> found;
  journal.each_series(type, journal.lived(query),
                      [&](RatingSeries series) { found[series.wording.name] = std::move(series); });
  return found;
}

std::vector<double> values_of(const RatingSeries& series) {
  std::vector<double> values;
  for (const auto& point : series.points) values.push_back(point.value);
  return values;
}

void keep_rating(Journal& journal, const Question& question, const std::string& at, double value) {
  keep_one(journal, entry_at(at, {given(question, Rating{value})}));
}

std::vector<std::pair<Word, Instant>> picks_of(const Journal& journal, std::string_view question,
                                               const Query& query = {}) {
  std::vector<std::pair<Word, Instant>> picks;
  journal.each_pick(question, journal.lived(query),
                    [&](const Word& word, const LivedEntry& entry) { picks.emplace_back(word, entry.at); });
  std::sort(picks.begin(), picks.end(), [](const auto& a, const auto& b) {
    return std::tie(a.second, a.first.id) < std::tie(b.second, b.first.id);
  });
  return picks;
}

using Values = std::vector<double>;

}  // namespace

TEST_CASE("a series holds one question's ratings by lived time") {
  const auto journal = Journal::in_memory();
  keep_rating(*journal, scale_question(), "2026-03-12T12:00", 3);
  keep_rating(*journal, scale_question(), "2026-03-10T12:00", 1);
  keep_rating(*journal, scale_question(), "2026-03-11T12:00", 2);
  keep_rating(*journal, scale_question("ease"), "2026-03-11T12:00", 7);
  const auto all = series_of(*journal, QuestionType::scale);
  REQUIRE(all.size() == 2);
  CHECK(values_of(all.at("tests/distress")) == Values{1, 2, 3});
  CHECK(values_of(all.at("tests/ease")) == Values{7});
  const auto& first = all.at("tests/distress").points.front();
  CHECK(first.at == vienna("2026-03-10T12:00").at);
  CHECK(first.offset == std::chrono::minutes(60));
}

TEST_CASE("series come by the name of their question") {
  const auto journal = Journal::in_memory();
  for (const auto* id : {"b", "c", "a"}) keep_rating(*journal, scale_question(id), "2026-03-12T12:00", 3);
  Texts names;
  journal->each_series(QuestionType::scale, journal->lived({}),
                       [&](const RatingSeries& series) { names.push_back(series.wording.name); });
  CHECK(names == Texts{"tests/a", "tests/b", "tests/c"});
}

TEST_CASE("all wordings of a question are one series under that of the rating lived last") {
  const auto journal = Journal::in_memory();
  auto changed = scale_question();
  changed.prompt = "In other words?";
  keep_rating(*journal, scale_question(), "2026-03-12T12:00", 3);
  keep_rating(*journal, changed, "2026-03-10T12:00", 1);
  keep_rating(*journal, scale_question(), "2026-03-14T12:00", 5);
  const auto series = series_of(*journal, QuestionType::scale).at("tests/distress");
  CHECK(values_of(series) == Values{1, 3, 5});
  CHECK(series.wording.prompt == scale_question().prompt);
}

TEST_CASE("unsure is no rating, and a question without ratings no series") {
  const auto journal = Journal::in_memory();
  keep_one(*journal, entry_at("2026-03-12T12:00",
                              {given(scale_question(), Unsure{}), given(scale_question("ease"), Unsure{})}));
  keep_rating(*journal, scale_question(), "2026-03-13T12:00", 0);
  const auto all = series_of(*journal, QuestionType::scale);
  CHECK(all.size() == 1);
  CHECK(values_of(all.at("tests/distress")) == Values{0});
}

TEST_CASE("series are of the type asked for") {
  const auto journal = Journal::in_memory();
  keep_one(*journal,
           entry_at("2026-03-12T12:00",
                    {given(scale_question(), Rating{3}), given(count_question(), Count{2}),
                     given(duration_question(), Minutes{80}), given(yesno_question(), YesNo{true})}));
  CHECK(values_of(series_of(*journal, QuestionType::count).at("tests/wakings")) == Values{2});
  CHECK(values_of(series_of(*journal, QuestionType::duration).at("tests/sleep-came")) == Values{80});
  CHECK(series_of(*journal, QuestionType::scale).size() == 1);
  CHECK(series_of(*journal, QuestionType::text).empty());
}

TEST_CASE("a series is narrowed like a list") {
  const auto journal = Journal::in_memory();
  for (const auto* day : {"10", "11", "12"})
    keep_rating(*journal, scale_question(), std::string("2026-03-") + day + "T12:00", std::stod(day));
  Query query;
  query.since = vienna("2026-03-11T00:00").at;
  CHECK(values_of(series_of(*journal, QuestionType::scale, query).at("tests/distress")) == Values{11, 12});
  query.until = vienna("2026-03-11T00:00").at;
  CHECK(series_of(*journal, QuestionType::scale, query).empty());
}

TEST_CASE("picked words come with their moment, own words do not") {
  const auto journal = Journal::in_memory();
  keep_one(*journal, entry_at("2026-03-12T12:00",
                              {given(multi_question(), Picks{{pick("fear", 3), own_pick("rain")}})}));
  keep_one(*journal,
           entry_at("2026-03-10T12:00", {given(multi_question(), Picks{{pick("calm"), pick("fear")}})}));
  keep_one(*journal, entry_at("2026-03-11T12:00", {given(multi_question(), Unsure{})}));
  const auto words = picks_of(*journal, "tests/feelings");
  REQUIRE(words.size() == 3);
  CHECK(words[0] == std::pair(Word{"calm", "calm"}, vienna("2026-03-10T12:00").at));
  CHECK(words[1] == std::pair(Word{"fear", "afraid"}, vienna("2026-03-10T12:00").at));
  CHECK(words[2] == std::pair(Word{"fear", "afraid"}, vienna("2026-03-12T12:00").at));
  Query query;
  query.since = vienna("2026-03-11T00:00").at;
  CHECK(picks_of(*journal, "tests/feelings", query).size() == 1);
  CHECK(picks_of(*journal, "tests/other").empty());
}

TEST_CASE("texts of a question come oldest first") {
  const auto journal = Journal::in_memory();
  for (const auto* at : {"2026-03-12T12:00", "2026-03-10T12:00"})
    keep_one(*journal, entry_at(at, {given(text_question(), Text{at})}));
  keep_one(*journal, entry_at("2026-03-11T12:00", {given(text_question(), Unsure{})}));
  CHECK(journal->texts("tests/own-words", journal->lived({})) ==
        Texts{"2026-03-10T12:00", "2026-03-12T12:00"});
  CHECK(journal->texts("tests/other", journal->lived({})).empty());
}

TEST_CASE("the span is from the first entry to the last") {
  const auto journal = Journal::in_memory();
  CHECK_FALSE(journal->span({}));
  for (const auto* at : {"2026-07-12T12:00", "2026-03-10T12:00", "2026-05-01T12:00"})
    keep_note(*journal, at, "x");
  CHECK(journal->span({}) == Span{vienna("2026-03-10T12:00"), vienna("2026-07-12T12:00")});
  Query query;
  query.since = vienna("2026-04-01T00:00").at;
  query.until = vienna("2026-06-01T00:00").at;
  CHECK(journal->span(query) == Span{vienna("2026-05-01T12:00"), vienna("2026-05-01T12:00")});
}

TEST_CASE("totals count entries and answers, an answer of many picks once and an unsure one not") {
  const auto journal = Journal::in_memory();
  CHECK(journal->lived({}).size() == 0);
  keep_one(*journal, entry_at("2026-03-12T12:00", answers_of_every_kind()));
  keep_note(*journal, "2026-03-13T12:00", "no answers");
  CHECK(journal->lived({}).size() == 2);
  constexpr std::size_t unsure = 4;
  CHECK(journal->answers_in(journal->lived({})) == answers_of_every_kind().size() - unsure);
  Query query;
  query.since = vienna("2026-03-13T00:00").at;
  CHECK(journal->lived(query).size() == 1);
  CHECK(journal->answers_in(journal->lived(query)) == 0);
  query = {};
  query.tags = {"none"};
  query.phase = Phase::anytime;
  query.since = vienna("2026-03-01T00:00").at;
  CHECK(journal->lived(query).size() == 0);
}

TEST_CASE(
    "a series says where the language or the words of its question changed, not where only a version did") {
  const auto journal = Journal::in_memory();
  auto question = scale_question();
  keep_rating(*journal, question, "2026-03-10T12:00", 1);
  question.pack_version = "1.0.1";
  keep_rating(*journal, question, "2026-03-11T12:00", 2);
  question.prompt = "And now, how is it?";
  keep_rating(*journal, question, "2026-03-12T12:00", 3);
  question.language = "nl";
  keep_rating(*journal, question, "2026-03-13T12:00", 4);
  const auto series = series_of(*journal, QuestionType::scale).at("tests/distress");
  CHECK(values_of(series) == Values{1, 2, 3, 4});
  REQUIRE(series.turns.size() == 2);
  CHECK(series.turns[0].at == series.points[2].at);
  CHECK(series.turns[0].from_language == series.turns[0].to_language);
  CHECK(series.turns[1].at == series.points[3].at);
  CHECK(series.turns[1].to_language == "nl");
}

namespace {

using PlaceNames = std::vector<std::string>;

// "1 neck left tight+warm 3"
PlaceNames places_of(const Journal& journal, const std::vector<std::string_view>& questions,
                     const Query& query = {}) {
  PlaceNames places;
  journal.each_place(questions, journal.lived(query), [&](const Place& place, const LivedEntry& entry) {
    auto text =
        std::to_string(entry.id) + " " + place.region.id + " " + std::string(name_of(place.side)) + " ";
    for (const auto& quality : place.qualities) text += quality.id + "+";
    places.push_back(text + (place.strength ? " " + std::to_string(std::lround(*place.strength)) : ""));
  });
  return places;
}

}  // namespace

TEST_CASE("places come entry by entry, with their words, whatever question they were named at") {
  const auto journal = Journal::in_memory();
  keep_one(
      *journal,
      entry_at(
          "2026-03-12T12:00",
          {given(body_question(),
                 Places{{place("neck", Side::left, Aspect::back, {"clenched", "warm"}, 3), place("belly")}}),
           given(body_question("later"), Places{{place("head", Side::none, Aspect::front)}})}));
  keep_one(*journal, entry_at("2026-03-10T12:00", {given(body_question(), Places{{place("spine")}})}));
  keep_one(*journal, entry_at("2026-03-11T12:00", {given(body_question(), Unsure{})}));
  const std::vector<std::string_view> both{"tests/noticing", "tests/later"};
  CHECK(places_of(*journal, both) ==
        PlaceNames{"1 neck left clenched+warm+ 3", "1 belly  ", "1 head  ", "2 spine  "});
  CHECK(places_of(*journal, {"tests/later"}) == PlaceNames{"1 head  "});
  Query query;
  query.since = vienna("2026-03-12T00:00").at;
  CHECK(places_of(*journal, both, query).size() == 3);
  CHECK(places_of(*journal, {"tests/none"}).empty());
}

TEST_CASE("rows hold the numbers of an entry side by side") {
  const auto journal = Journal::in_memory();
  keep_one(*journal, entry_at("2026-03-12T12:00",
                              {given(scale_question(), Rating{3}), given(count_question(), Count{2})}));
  keep_one(*journal, entry_at("2026-03-13T12:00", {given(scale_question("ease"), Rating{5})}));
  keep_one(*journal, entry_at("2026-03-14T12:00",
                              {given(count_question(), Unsure{}), given(yesno_question(), YesNo{false})}));
  const std::vector<std::string_view> questions{"tests/wakings", "tests/distress", "tests/talked"};
  std::vector<std::string> rows;
  journal->each_row(questions, journal->lived({}), [&](Journal::Numbers numbers, const LivedEntry& entry) {
    std::string row = std::to_string(entry.id);
    for (const auto& number : numbers) row += number ? " " + std::to_string(std::lround(*number)) : " -";
    rows.push_back(row);
  });
  CHECK(rows == Texts{"1 2 3 -", "3 - - 0"});
}

TEST_CASE("the days of clock times are read where they are known") {
  const auto journal = Journal::in_memory();
  const Day day = parse_day("2026-03-11");
  keep_one(*journal, entry_at("2026-03-12T12:00", {given(time_question(), ClockTime{1390, day})}));
  keep_one(*journal, entry_at("2026-03-13T12:00", {given(time_question(), ClockTime{1400, std::nullopt})}));
  keep_one(*journal, entry_at("2026-03-14T12:00", {given(time_question(), Unsure{})}));
  std::vector<std::pair<Id, Day>> days;
  journal->each_day(time_question().name(), journal->lived({}),
                    [&](Day found, const LivedEntry& entry) { days.emplace_back(entry.id, found); });
  CHECK(days == std::vector<std::pair<Id, Day>>{{1, day}});
}

TEST_CASE("entries far apart are read in runs, and nothing between them") {
  const auto journal = Journal::in_memory();
  std::vector<Entry> entries;
  for (int i = 0; i < 1200; ++i) {
    // Some days lie out of the order they were written in.
    const auto hour = (i * 7) % 1200;
    auto entry =
        entry_at("2026-01-01T00:00", {given(scale_question(), Rating{static_cast<double>(hour % 11)})});
    entry.about.at += std::chrono::hours(hour);
    entries.push_back(std::move(entry));
  }
  journal->keep(std::move(entries));
  Query query;
  query.since = vienna("2026-01-11T00:00").at;
  query.until = vienna("2026-01-12T00:00").at;
  Values expected;
  for (int hour = 240; hour < 264; ++hour) expected.push_back(hour % 11);
  CHECK(values_of(series_of(*journal, QuestionType::scale, query).at("tests/distress")) == expected);
  CHECK(journal->answers_in(journal->lived(query)) == 24);
  CHECK(values_of(series_of(*journal, QuestionType::scale).at("tests/distress")).size() == 1200);
}

TEST_CASE("answers are counted alike in entries that stand together and in scattered ones") {
  const auto journal = Journal::in_memory();
  std::vector<Entry> entries;
  for (int i = 0; i < 200; ++i) entries.push_back(entry_at("2026-03-12T12:00", answers_of_every_kind()));
  journal->keep(std::move(entries));
  constexpr std::size_t unsure = 4, scales = 2;
  const auto of_one = answers_of_every_kind().size() - unsure;
  const auto all = journal->lived({});
  CHECK(journal->answers_in(all) == 200 * of_one);
  CHECK(journal->answers_in(all, QuestionType::scale) == 200 * (of_one - scales));
  CHECK(journal->answers_in(Journal::ChosenEntries(all).subspan(50, 100)) == 100 * of_one);
  LivedEntries every_second;
  for (std::size_t i = 0; i < all.size(); i += 2) every_second.push_back(all[i]);
  CHECK(journal->answers_in(every_second) == 100 * of_one);
  CHECK(journal->answers_in(every_second, QuestionType::scale) == 100 * (of_one - scales));
}

TEST_CASE("answers of entries that are only read over are not counted") {
  const auto journal = Journal::in_memory();
  for (const auto* tag : {"a", "b", "a"}) {
    auto entry =
        entry_at("2026-03-10T12:00", {given(scale_question(), Rating{3}), given(count_question(), Count{2})});
    entry.tags = {tag};
    keep_one(*journal, entry);
  }
  Query query;
  query.tags = {"a"};
  CHECK(journal->answers_in(journal->lived(query)) == 4);
  CHECK(journal->answers_in(journal->lived({})) == 6);
  CHECK(journal->answers_in({}) == 0);
  CHECK(values_of(series_of(*journal, QuestionType::count, query).at("tests/wakings")) == Values{2, 2});
}

TEST_CASE("questions of a type are known by name once") {
  const auto journal = Journal::in_memory();
  auto question = body_question();
  keep_one(*journal, entry_at("2026-03-10T12:00", {given(question, Places{{place("spine")}})}));
  question.pack_version = "1.0.1";
  keep_one(*journal, entry_at("2026-03-09T12:00", {given(question, Places{{place("spine")}})}));
  CHECK(journal->questions_of(QuestionType::body) == Texts{"tests/noticing"});
  CHECK(journal->questions_of(QuestionType::multi).empty());
}

TEST_CASE("a question's wording is the one that was used last, not the one that was new last") {
  const auto journal = Journal::in_memory();
  auto changed = scale_question();
  changed.direction = Direction::higher_better;
  keep_rating(*journal, scale_question(), "2026-03-10T12:00", 3);
  CHECK(journal->find_wording("tests/distress")->direction == scale_question().direction);
  keep_rating(*journal, changed, "2026-03-11T12:00", 4);
  CHECK(journal->find_wording("tests/distress")->direction == Direction::higher_better);
  keep_rating(*journal, scale_question(), "2026-03-12T12:00", 5);
  CHECK(journal->find_wording("tests/distress")->direction == scale_question().direction);
  CHECK(series_of(*journal, QuestionType::scale).at("tests/distress").wording.direction ==
        scale_question().direction);
  CHECK_FALSE(journal->find_wording("tests/none"));
}
