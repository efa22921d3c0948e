#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/json.hpp"
#include "exchange/carry_json.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"
#include "stage.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Setting setting() {
  Setting setting;
  setting.now = "2026-03-12 21:10";
  return setting;
}

std::unique_ptr<Journal> demo_in(Stage& stage, const std::string& arguments) {
  REQUIRE(stage.play("felt demo " + arguments + " --force demo.db", {}, setting()).exit == 0);
  return Journal::open_existing((stage.folder() / "demo.db").string());
}

// Everything in a journal, UUIDs and all.
std::string content_of(const Journal& journal) {
  return json_text(entry_list_json(journal.entries({}))) + json_text(session_list_json(journal.sessions())) +
         json_text(carried_list_json(journal.carried(Carried::all)));
}

template <class Holds>
long count_answers(const std::vector<Entry>& entries, const Holds& holds) {
  long n = 0;
  for (const auto& entry : entries) n += std::count_if(entry.answers.begin(), entry.answers.end(), holds);
  return n;
}

}  // namespace

TEST_CASE("the same seed invents the same journal, another seed another") {
  Stage stage;
  const auto one = content_of(*demo_in(stage, "--seed 5"));
  CHECK(content_of(*demo_in(stage, "--seed 5")) == one);
  CHECK(content_of(*demo_in(stage, "--seed 6")) != one);
  CHECK(content_of(*demo_in(stage, "--seed 5 --weeks 13")) != one);
}

TEST_CASE("an invented journal has some of everything") {
  Stage stage;
  for (const auto* seed : {"--seed 1", "--seed 2", "--seed 3"}) {
    CAPTURE(seed);
    const auto journal = demo_in(stage, seed);
    const auto entries = journal->entries({});
    std::set<Phase> phases;
    for (const auto& entry : entries) phases.insert(entry.phase);
    CHECK(phases.size() == all_phases.size());
    const auto is_some = [&](auto holds) { return std::any_of(entries.begin(), entries.end(), holds); };
    CHECK(is_some([](const Entry& entry) { return entry.is_private; }));
    CHECK(is_some([](const Entry& entry) { return entry.is_remembered(); }));
    CHECK(is_some([](const Entry& entry) { return !entry.note.empty(); }));
    const auto is_morning_before = [](const Entry& entry) {
      return entry.phase == Phase::morning && entry.session_start && *entry.session_start > entry.about.at;
    };
    CHECK(std::count_if(entries.begin(), entries.end(), is_morning_before) >= 3);
    CHECK(count_answers(entries, [](const Given& given) { return given.answer.is_unsure(); }) > 0);
    for (const auto type : {QuestionType::multi, QuestionType::body, QuestionType::time, QuestionType::text})
      CHECK(count_answers(entries, [type](const Given& given) { return given.wording->type == type; }) > 3);
    CHECK(journal->carried(Carried::open).size() == 1);
    CHECK(journal->sessions().back().starts.at > entries.back().recorded);
  }
}

TEST_CASE("in a long invented journal ratings ease after the sessions") {
  Stage stage;
  demo_in(stage, "--weeks 40");
  const auto played = stage.play("felt --journal demo.db report --json", {}, setting());
  REQUIRE(played.exit == 0);
  const auto report = parse_json(played.events.front().text, "report");
  for (const auto& line : report.at("lines")) {
    if (line.at("question") == "emotions/distress")
      CHECK(line.at("difference").at("mean").get<double>() < -1);
    if (line.at("question") == "emotions/energy")
      CHECK(std::abs(line.at("difference").at("mean").get<double>()) < 1);
    if (line.at("question") == "pain-movement/stiff")
      CHECK(line.at("difference").at("mean").get<double>() > 1);
  }
}
