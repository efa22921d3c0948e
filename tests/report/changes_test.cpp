#include "report/changes.hpp"

#include <doctest/doctest.h>

#include "../insight/near.hpp"
#include "journals.hpp"
#include "report/summary_pictures.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Given answered(const std::string& question, QuestionType type, AnswerValue value) {
  Wording wording;
  wording.name = question;
  wording.type = type;
  return {{question, std::move(value)}, std::make_shared<const Wording>(wording)};
}

const Wording tension = scale_wording("body/tension", Direction::lower_better);
const Wording ease = scale_wording("pain-movement/freely", Direction::higher_better);
const Wording energy = scale_wording("emotions/energy", Direction::neutral, -3, 3);
const Wording compared = scale_wording("pain-movement/pain-compared", Direction::higher_better, -3, 3);

// One session on day 10: distress eases, moving gets harder, tension stays, energy has no direction.
std::unique_ptr<Journal> changing_journal() {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  add_session(*journal, 10, utc);
  journal->keep(
      {entry_at(lived(9, utc), {rated(distress, 8), rated(tension, 5), rated(ease, 7), rated(energy, -3)}),
       entry_at(lived(11, utc),
                {rated(distress, 4), rated(tension, 6), rated(ease, 4), rated(energy, 3), rated(compared, 2),
                 answered("pain-movement/new-pain", QuestionType::yesno, YesNo{true}),
                 answered("aftercare/since-going", QuestionType::choice,
                          Choice{{"growing", "growing stronger"}})}),
       entry_at(lived(15, utc), {rated(compared, -1),
                                 answered("pain-movement/new-pain", QuestionType::yesno, YesNo{false})})});
  return journal;
}

// Distress before and after each session, a week apart.
std::unique_ptr<Journal> distress_journal(const std::vector<std::pair<int, int>>& sessions) {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  double day = 10;
  for (const auto& [before, after] : sessions) {
    add_session(*journal, day, utc);
    journal->keep({entry_at(lived(day - 1, utc), {rated(distress, before)}),
                   entry_at(lived(day + 1, utc), {rated(distress, after)})});
    day += 7;
  }
  return journal;
}

std::string text_of(const Cell& cell) { return cell.text.runs.empty() ? "" : cell.text.runs.front().text; }

std::vector<std::string> names_of(const std::vector<ChangedLine>& lines) {
  std::vector<std::string> names;
  for (const auto& line : lines) names.push_back(line.question);
  return names;
}

using QuestionNames = std::vector<std::string>;

}  // namespace

TEST_CASE("lines are sorted by which way they went, neutral ones not at all") {
  const auto changes = build_summary(*changing_journal(), {}).changes;
  CHECK(names_of(changes.easier) == QuestionNames{"emotions/distress"});
  CHECK(names_of(changes.harder) == QuestionNames{"pain-movement/freely"});
  CHECK(names_of(changes.same) == QuestionNames{"body/tension"});
  CHECK(changes.easier.front().before == near(8));
  CHECK(changes.easier.front().after == near(4));
  CHECK(changes.easier.front().sessions == std::vector<Id>{1});
}

TEST_CASE("fewer than three sessions stand by themselves, so two that disagree are on both sides") {
  const auto changes = build_summary(*distress_journal({{8, 2}, {3, 8}}), {}).changes;
  REQUIRE(changes.easier.size() == 1);
  CHECK(changes.easier.front().before == near(8));
  CHECK(changes.easier.front().after == near(2));
  CHECK(changes.easier.front().sessions == std::vector<Id>{1});
  REQUIRE(changes.harder.size() == 1);
  CHECK(changes.harder.front().after == near(8));
  CHECK(changes.harder.front().sessions == std::vector<Id>{2});
  CHECK(changes.same.empty());
}

TEST_CASE("two sessions that agree are told one by one, in one cell of the table") {
  const auto changes = build_summary(*distress_journal({{8, 2}, {7, 5}}), {}).changes;
  REQUIRE(changes.easier.size() == 2);
  CHECK(changes.easier.back().before == near(7));
  const auto ratings = changes_table(changes).groups.front().rows.front();
  CHECK(text_of(ratings[1]) == "distress (session 1 and 2)");
}

TEST_CASE("three sessions are summed up, each counting once") {
  const auto changes = build_summary(*distress_journal({{8, 2}, {3, 8}, {7, 2}}), {}).changes;
  REQUIRE(changes.easier.size() == 1);
  CHECK(changes.easier.front().before == near(6));
  CHECK(changes.easier.front().after == near(4));
  CHECK(changes.easier.front().sessions == std::vector<Id>{1, 2, 3});
  CHECK(changes.harder.empty());
  CHECK(text_of(changes_table(changes).groups.front().rows.front()[1]) == "distress");
}

TEST_CASE("what was asked directly is counted, with no as well as yes") {
  const auto changes = build_summary(*changing_journal(), {}).changes;
  REQUIRE(changes.news.size() == 1);
  CHECK(changes.news.front().yes == 1);
  CHECK(changes.news.front().n == 2);
  REQUIRE(changes.compared.size() == 1);
  CHECK(changes.compared.front().easier == 1);
  REQUIRE(changes.going.size() == 1);
  CHECK(changes.going.front().id == "growing");
  CHECK(changes.has_harder());
}

TEST_CASE("new or harder has a column of its own beside easier") {
  const auto table = changes_table(build_summary(*changing_journal(), {}).changes);
  REQUIRE(table.columns.size() == 4);
  CHECK(table.columns[1].title == "easier");
  CHECK(table.columns[2].title == "new or harder");
  const auto& ratings = table.groups.front().rows.front();
  CHECK(ratings[1].text.runs.front().text == "distress (session 1)");
  CHECK(ratings[2].text.runs.front().text == "freely (session 1)");
  CHECK(ratings[3].text.runs.front().text == "tension (session 1)");
}

TEST_CASE("no news is said as plainly as news") {
  const auto utc = zone_named("UTC");
  auto journal = Journal::in_memory();
  journal->keep(
      {entry_at(lived(1, utc), {answered("pain-movement/new-pain", QuestionType::yesno, YesNo{false})})});
  const auto changes = build_summary(*journal, {}).changes;
  CHECK_FALSE(changes.has_harder());
  CHECK_FALSE(changes.empty());
  CHECK(changes_table(changes).groups.front().rows.front()[2].text.runs.front().text == "no, 1 answer");
}

TEST_CASE("a thread has the changes of its own questions") {
  ReportWish wish;
  wish.thread = &thread_named("body");
  const auto changes = build_summary(*changing_journal(), wish).changes;
  CHECK(changes.easier.empty());
  CHECK(changes.news.empty());
  CHECK(changes.going.empty());
  CHECK(names_of(changes.same) == QuestionNames{"body/tension"});
}

TEST_CASE("nothing changed is nothing easier and nothing harder") {
  const auto changes = build_summary(*Journal::in_memory(), {}).changes;
  CHECK(changes.empty());
  CHECK_FALSE(changes.has_easier());
  CHECK_FALSE(changes.has_harder());
}

TEST_CASE("a size that matters is said only where its scale has one, in its own numbers") {
  const Matters pain{2, 30, "a study"};
  CHECK(matters_text("pain-movement/pain-now", pain) ==
        "2 points or 30 % is a size many people with pain call clearly better; smaller changes can matter to "
        "you.");
  CHECK(matters_text("own.pack/knee", Matters{1, 0, "a study"}) ==
        "1 point is a size that a published source calls noticeable; smaller changes can matter to you.");
  ReportSources sources;
  std::vector<std::string> asked;
  sources.matters = [&](std::string_view question) -> std::optional<Matters> {
    asked.emplace_back(question);
    if (question == "emotions/distress") return std::nullopt;
    return pain;
  };
  const auto summary = build_summary(*changing_journal(), {}, sources);
  CHECK(asked == QuestionNames{"emotions/distress", "pain-movement/freely"});
  REQUIRE(summary.matters.size() == 1);
  CHECK(summary.matters.begin()->first == "pain-movement/freely");
}

TEST_CASE("a change reaches its size by points or by percent, and by percent only from above 0") {
  const Matters pain{2, 30, "a study"};
  CHECK(reaches(pain, {"", 7, 5, {1}}));
  CHECK(reaches(pain, {"", 3, 2, {1}}));  // a third
  CHECK_FALSE(reaches(pain, {"", 7, 6, {1}}));
  CHECK_FALSE(reaches(pain, {"", 0, 1, {1}}));
}
