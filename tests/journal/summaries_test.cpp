#include <map>

#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::map<std::string, RatingSeries> series_of(const Journal& journal, QuestionType type,
                                              const Query& query = {}) {
  std::map<std::string, RatingSeries> found;
  journal.each_series(type, query,
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
  journal.each_pick(question, query, [&](const Word& word, Instant at) { picks.emplace_back(word, at); });
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
  journal->each_series(QuestionType::scale, {},
                       [&](const RatingSeries& series) { names.push_back(series.wording.name); });
  CHECK(names == Texts{"tests/a", "tests/b", "tests/c"});
}

TEST_CASE("all wordings of a question are one series under the latest of them") {
  const auto journal = Journal::in_memory();
  auto changed = scale_question();
  changed.prompt = "In other words?";
  keep_rating(*journal, scale_question(), "2026-03-12T12:00", 3);
  keep_rating(*journal, changed, "2026-03-10T12:00", 1);
  keep_rating(*journal, scale_question(), "2026-03-14T12:00", 5);
  const auto series = series_of(*journal, QuestionType::scale).at("tests/distress");
  CHECK(values_of(series) == Values{1, 3, 5});
  CHECK(series.wording.prompt == "In other words?");
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
  CHECK(journal->texts("tests/own-words", {}) == Texts{"2026-03-10T12:00", "2026-03-12T12:00"});
  CHECK(journal->texts("tests/other", {}).empty());
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
  CHECK(journal->totals({}).entries == 0);
  keep_one(*journal, entry_at("2026-03-12T12:00", answers_of_every_kind()));
  keep_note(*journal, "2026-03-13T12:00", "no answers");
  CHECK(journal->totals({}).entries == 2);
  constexpr std::size_t unsure = 4;
  CHECK(journal->totals({}).answers == answers_of_every_kind().size() - unsure);
  Query query;
  query.since = vienna("2026-03-13T00:00").at;
  CHECK(journal->totals(query).entries == 1);
  CHECK(journal->totals(query).answers == 0);
  query = {};
  query.tag = "none";
  query.phase = Phase::anytime;
  query.since = vienna("2026-03-01T00:00").at;
  CHECK(journal->totals(query).entries == 0);
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
