#include "model/view.hpp"

#include <doctest/doctest.h>

#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Given answer_to(Question question, AnswerValue value, Share share = Share::yes) {
  question.share = share;
  return {{question.name(), std::move(value)}, std::make_shared<const Wording>(wording_of(question))};
}

Place place_in(const std::string& region) { return {{region, region}, Side::none, Aspect::none, {}, 3.0}; }

// One answer of each sharing default, places, a note, a tag and a zone.
Entry whole_entry() {
  Entry entry;
  entry.id = 7;
  entry.about.zone = "Europe/Vienna";
  entry.note = "a note";
  entry.tags = {"mother"};
  entry.answers = {answer_to(scale_question(), Rating{6}),
                   answer_to(question(QuestionType::text, "one-line"), Text{"words"}, Share::ask),
                   answer_to(question(QuestionType::text, "memory"), Text{"a title"}, Share::no),
                   answer_to(body_question(), Places{{place_in("neck"), place_in("belly")}})};
  return entry;
}

std::vector<std::string> questions_in(const std::vector<Given>& answers) {
  std::vector<std::string> names;
  for (const auto& given : answers) names.push_back(given.answer.question);
  return names;
}

std::vector<std::string> leaving_with(const SharingChoices& choices, const Entry& entry = whole_entry()) {
  const auto leaving = View(choices).leaving(entry);
  return leaving ? questions_in(leaving->answers) : std::vector<std::string>{};
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("what questions let out leaves, and notes, tags and zones stay") {
  const auto left = View({}).leaving(whole_entry());
  REQUIRE(left);
  CHECK(questions_in(left->answers) == Names{"tests/distress", "tests/noticing"});
  CHECK(left->note.empty());
  CHECK(left->tags.empty());
  CHECK(left->about.zone.empty());
  CHECK(left->id == 7);
}

TEST_CASE("a question that says no leaves only by its own name") {
  CHECK(leaving_with({.questions = {"tests/memory"}}) ==
        Names{"tests/distress", "tests/memory", "tests/noticing"});
  CHECK(leaving_with({.packs = {"tests"}}) == Names{"tests/distress", "tests/one-line", "tests/noticing"});
}

TEST_CASE("an answer that is asked for leaves once it is ticked in its own entry") {
  CHECK(leaving_with({.ticked = {{7, "tests/one-line"}}}) ==
        Names{"tests/distress", "tests/one-line", "tests/noticing"});
  CHECK(leaving_with({.ticked = {{8, "tests/one-line"}}}) == Names{"tests/distress", "tests/noticing"});
  CHECK(leaving_with({.ticked = {{7, "tests/memory"}}}) == Names{"tests/distress", "tests/noticing"});
  CHECK(questions_in(View({}).to_ask(whole_entry())) == Names{"tests/one-line"});
  CHECK(View({.ticked = {{7, "tests/one-line"}}}).to_ask(whole_entry()).empty());
}

TEST_CASE("what is left out stays, even if it is included or ticked") {
  CHECK(leaving_with({.questions = {"tests/distress"}, .questions_out = {"tests/distress"}}) ==
        Names{"tests/noticing"});
  const SharingChoices without_pack{
      .questions = {"tests/memory"}, .ticked = {{7, "tests/one-line"}}, .packs_out = {"tests"}};
  CHECK(leaving_with(without_pack).empty());
  CHECK(View(without_pack).to_ask(whole_entry()).empty());
  CHECK(leaving_with({.entries = {7}, .entries_out = {7}}).empty());
  CHECK(View({.entries_out = {7}}).to_ask(whole_entry()).empty());
}

TEST_CASE("a private entry stays whole unless it is named") {
  auto entry = whole_entry();
  entry.is_private = true;
  CHECK_FALSE(View({.packs = {"tests"}, .notes = {7}, .all_notes = true}).leaving(entry));
  CHECK(View({}).to_ask(entry).empty());
  const auto named = View({.entries = {7}}).leaving(entry);
  REQUIRE(named);
  CHECK_FALSE(named->is_private);
  entry.state = EntryState::draft;
  CHECK_FALSE(View({.entries = {7}}).leaving(entry));
}

TEST_CASE("notes leave only by name") {
  CHECK(View({.all_notes = true}).leaving(whole_entry())->note == "a note");
  CHECK(View({.notes = {7}}).leaving(whole_entry())->note == "a note");
  CHECK(View({.notes = {8}}).leaving(whole_entry())->note.empty());
  CHECK(View({.all_notes = true, .notes_out = {7}}).leaving(whole_entry())->note.empty());
  CHECK(View({.notes = {7}, .all_notes_out = true}).leaving(whole_entry())->note.empty());
}

TEST_CASE("places in a hidden region stay, and with the last of them the answer") {
  const auto left = View({.regions_out = {"neck"}}).leaving(whole_entry());
  REQUIRE(left);
  CHECK(std::get<Places>(left->answers.back().answer.value) == Places{{place_in("belly")}});
  CHECK(leaving_with({.regions_out = {"neck", "belly"}}) == Names{"tests/distress"});
}

TEST_CASE("own words beside those of a list leave once they are ticked, or with the question's name") {
  const Picks all{{{{"calm", "calm"}, {}}, {{"", "like rain"}, 2.0}}};
  Entry entry;
  entry.id = 7;
  entry.answers = {answer_to(multi_question(), all)};
  const auto& name = entry.answers.front().answer.question;
  const auto picks_leaving = [&](const SharingChoices& choices) {
    return std::get<Picks>(View(choices).leaving(entry)->answers.front().answer.value);
  };
  CHECK(picks_leaving({}) == Picks{{all.picks[0]}});
  CHECK(picks_leaving({.questions = {name}}) == all);
  CHECK(picks_leaving({.packs = {"tests"}}) == all);
  CHECK(picks_leaving({.ticked = {{7, name}}}) == all);
  const auto asked = View({}).to_ask(entry);
  REQUIRE(asked.size() == 1);
  CHECK(std::get<Picks>(asked.front().answer.value) == Picks{{all.picks[1]}});
  SharingCounts counts;
  counts.take(entry, View({}).leaving(entry));
  CHECK(counts.staying_words == 1);
  CHECK(counts.staying_answers == 0);
}

TEST_CASE("a choice of one's own words is asked for") {
  Entry entry;
  entry.answers = {answer_to(question(QuestionType::choice, "setting"), Choice{{"", "in the garden"}})};
  CHECK_FALSE(View({}).leaving(entry));
  CHECK(View({}).to_ask(entry).size() == 1);
  CHECK(View({.packs = {"tests"}}).leaving(entry));
}

TEST_CASE("an entry of which nothing leaves stays") {
  auto entry = whole_entry();
  entry.answers = {answer_to(question(QuestionType::text, "memory"), Text{"a title"}, Share::no)};
  CHECK_FALSE(View({}).leaving(entry));
  CHECK(View({.notes = {7}}).leaving(entry));
}

TEST_CASE("a session leaves without its note, its zone and whom it was with, unless these are named") {
  Session session;
  session.with = "A.";
  session.note = "the left hip";
  session.starts.zone = "Europe/Vienna";
  session.kinds = {"ser"};
  const auto left = View({}).leaving(session);
  CHECK((left.with.empty() && left.note.empty() && left.starts.zone.empty()));
  CHECK(left.kinds == session.kinds);
  CHECK(View({.session_notes = true}).leaving(session).note == "the left hip");
  CHECK(View({.names = true}).leaving(session).with == "A.");
}

TEST_CASE("what leaves and what stays are counted, each once") {
  SharingCounts counts;
  const View view({.regions_out = {"neck"}});
  counts.take(whole_entry(), view.leaving(whole_entry()));
  CHECK(counts.entries == 1);
  CHECK(counts.answers == 2);
  CHECK(counts.notes == 0);
  CHECK(counts.staying_answers == 2);
  CHECK(counts.staying_notes == 1);
  CHECK(counts.staying_places == 1);
  counts.take(whole_entry(), std::nullopt);
  CHECK(counts.entries == 1);
  CHECK(counts.staying_answers == 6);
  CHECK(counts.staying_notes == 2);
}
