#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

const Given six = given(scale_question(), Rating{6});
const Given two_wakings = given(count_question(), Count{2});
const Given some_words = given(text_question(), Text{"like rain on a roof"});

std::vector<std::string> questions_of(const Entry& entry) {
  std::vector<std::string> names;
  for (const auto& one : entry.answers) names.push_back(one.answer.question);
  return names;
}

Entry only_draft(const Journal& journal) {
  const auto drafts = journal.drafts();
  REQUIRE(drafts.size() == 1);
  return drafts.front();
}

const std::string closed_hint = "It may have been finished from another window.";

}  // namespace

TEST_CASE("a draft begins empty and takes one answer after the other") {
  const auto journal = Journal::in_memory();
  const auto draft = journal->begin_draft(entry_at("2026-03-12T21:10"));
  CHECK(draft.id == 1);
  CHECK(draft.state == EntryState::draft);
  journal->put_answer(draft.id, six);
  journal->put_answer(draft.id, two_wakings);
  check_same(only_draft(*journal).answers, {six, two_wakings});
}

TEST_CASE("a new draft begins with the answers and the note that it brings along") {
  const auto journal = Journal::in_memory();
  check_same(journal->begin_draft(entry_at("2026-03-12T21:10", {six, two_wakings}, "a note")).answers,
             {six, two_wakings});
  check_same(only_draft(*journal).answers, {six, two_wakings});
  CHECK(only_draft(*journal).note == "a note");
}

TEST_CASE("every answer is on disk when the call returns") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  const auto draft = journal->begin_draft(entry_at("2026-03-12T21:10"));
  const auto reader = Journal::open_existing(folder.file());
  CHECK(only_draft(*reader).id == draft.id);
  for (const auto& one : answers_of_every_kind()) {
    journal->put_answer(draft.id, one);
    check_same({only_draft(*reader).answers.back()}, {one});
  }
  journal->add_to_note(draft.id, "a note");
  CHECK(only_draft(*reader).note == "a note");
}

TEST_CASE("an answer given again replaces the first in its place") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->put_answer(id, six);
  journal->put_answer(id, two_wakings);
  auto changed = scale_question();
  changed.prompt = "In other words?";
  const auto two = given(changed, Rating{2});
  journal->put_answer(id, two, &six.answer);
  check_same(only_draft(*journal).answers, {two, two_wakings});
  const auto unsure = given(changed, Unsure{});
  journal->put_answer(id, unsure, &two.answer);
  check_same(only_draft(*journal).answers, {unsure, two_wakings});
}

TEST_CASE("many picks are replaced as a whole") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  const auto three = given(multi_question(), Picks{{pick("fear", 3), pick("calm"), own_pick("rain")}});
  journal->put_answer(id, three);
  const auto one = given(multi_question(), Picks{{pick("moved")}});
  CHECK_FALSE(journal->put_answer(id, one, &three.answer));
  check_same(only_draft(*journal).answers, {one});
}

TEST_CASE("a dropped answer is gone, and dropping what is not there changes nothing") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->put_answer(id, six);
  journal->put_answer(id, two_wakings);
  journal->drop_answer(id, six.answer);
  journal->drop_answer(id, Answer{"tests/never-asked", Unsure{}});
  check_same(only_draft(*journal).answers, {two_wakings});
  journal->put_answer(id, six);
  check_same(only_draft(*journal).answers, {two_wakings, six});
}

TEST_CASE("a finished draft is an entry") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->put_answer(id, six);
  journal->put_answer(id, some_words);
  journal->add_to_note(id, "quiet evening");
  const auto entry = journal->finish_draft(id, EntryState::kept, {six, some_words});
  REQUIRE(entry);
  CHECK(entry->id == id);
  CHECK(entry->state == EntryState::kept);
  check_same(journal->find_entry(id).value(), *entry);
  check_same(entry->answers, {six, some_words});
  CHECK(journal->drafts().empty());
  CHECK(notes_of(journal->search(Texts{"evening"}, {})) == Texts{"quiet evening"});
  CHECK(notes_of(journal->search(Texts{"roof"}, {})) == Texts{"quiet evening"});
}

TEST_CASE("a stopped draft keeps what was given") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->put_answer(id, six);
  CHECK(journal->finish_draft(id, EntryState::stopped, {six}).value().state == EntryState::stopped);
  CHECK(journal->entries({}).at(0).state == EntryState::stopped);
}

TEST_CASE("finishing brings the dates of clock times") {
  using namespace std::chrono;
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T08:00")).id;
  journal->put_answer(id, given(time_question(), ClockTime{23 * 60, std::nullopt}));
  journal->put_answer(id, two_wakings);
  const auto dated = given(time_question(), ClockTime{23 * 60, 2026y / March / 11});
  check_same(journal->finish_draft(id, EntryState::kept, {dated, two_wakings}).value().answers,
             {dated, two_wakings});
  check_same(journal->find_entry(id).value().answers, {dated, two_wakings});
}

TEST_CASE("a draft with a note alone is kept") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->add_to_note(id, "only this");
  CHECK(journal->finish_draft(id, EntryState::stopped, {}).value().note == "only this");
}

TEST_CASE("nothing is kept of a draft without answers and note") {
  const auto journal = Journal::in_memory();
  auto entry = entry_at("2026-03-12T21:10");
  entry.tags = {"neck"};
  const auto id = journal->begin_draft(entry).id;
  journal->put_answer(id, six);
  journal->drop_answer(id, six.answer);
  CHECK_FALSE(journal->finish_draft(id, EntryState::kept, {}));
  CHECK_FALSE(journal->find_entry(id));
  CHECK(journal->drafts().empty());
}

TEST_CASE("a discarded draft leaves nothing") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->put_answer(id, six);
  journal->discard_draft(id);
  CHECK_FALSE(journal->find_entry(id));
  CHECK(journal->drafts().empty());
  CHECK(journal->questions_answered(std::nullopt).empty());
}

TEST_CASE("two drafts at once do not touch each other") {
  const auto journal = Journal::in_memory();
  const auto first = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  const auto second = journal->begin_draft(entry_at("2026-03-11T21:10")).id;
  journal->put_answer(first, six);
  journal->put_answer(second, given(scale_question(), Rating{2}));
  journal->add_to_note(second, "the second");
  const auto drafts = journal->drafts();
  REQUIRE(drafts.size() == 2);
  CHECK(drafts[0].id == first);
  CHECK(drafts[1].id == second);
  journal->discard_draft(first);
  CHECK(journal->finish_draft(second, EntryState::kept, {given(scale_question(), Rating{2})}).value().note ==
        "the second");
}

TEST_CASE("drafts are in no list, no search, no series and no count") {
  const auto journal = Journal::in_memory();
  const auto session = journal->add_session(session_at("2026-03-12T15:00"));
  auto entry = entry_at("2026-03-12T21:10", {}, "hidden");
  entry.tags = {"neck"};
  const auto id = journal->begin_draft(entry).id;
  for (const auto& one : {six, some_words, given(multi_question(), Picks{{pick("fear")}})})
    journal->put_answer(id, one);
  CHECK(journal->entries({}).empty());
  Query narrowed;
  narrowed.tags = {"neck"};
  CHECK(journal->entries(narrowed).empty());
  CHECK(journal->search(Texts{"hidden"}, {}).empty());
  CHECK(journal->search(Texts{"roof"}, {}).empty());
  CHECK(journal->questions_answered(std::nullopt).empty());
  CHECK(journal->questions_answered(session.id).empty());
  CHECK_FALSE(journal->latest_text("tests/own-words"));
  journal->each_series(QuestionType::scale, journal->lived({}),
                       [](const RatingSeries&) { FAIL("a draft is no rating"); });
  journal->each_pick("tests/feelings", journal->lived({}),
                     [](const Word&, const LivedEntry&) { FAIL("a draft picks nothing"); });
  CHECK(journal->texts("tests/own-words", {}).empty());
  CHECK_FALSE(journal->span({}));
  CHECK(journal->lived({}).size() == 0);
  CHECK(journal->answers_in(journal->lived({})) == 0);
}

TEST_CASE("what another window answered meanwhile is kept") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto id = here->begin_draft(entry_at("2026-03-12T21:10")).id;
  there->put_answer(id, some_words);
  here->put_answer(id, six);
  const auto entry = here->finish_draft(id, EntryState::kept, {six});
  check_same(entry.value().answers, {some_words, six});
  check_same(there->find_entry(id).value(), *entry);
  CHECK(there->search(Texts{"roof"}, {}).size() == 1);
}

TEST_CASE("what another window took away or changed meanwhile stays so") {
  using namespace std::chrono;
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto id = here->begin_draft(entry_at("2026-03-12T08:00")).id;
  const auto eleven = given(time_question(), ClockTime{23 * 60, std::nullopt});
  for (const auto& one : {six, two_wakings, eleven}) here->put_answer(id, one);
  there->drop_answer(id, six.answer);
  const auto later = given(time_question(), ClockTime{23 * 60 + 30, std::nullopt});
  CHECK_FALSE(there->put_answer(id, later, &eleven.answer));
  const auto dated = given(time_question(), ClockTime{23 * 60, 2026y / March / 11});
  check_same(here->finish_draft(id, EntryState::kept, {six, two_wakings, dated}).value().answers,
             {two_wakings, later});
}

TEST_CASE("an answer that another window gave meanwhile is told and not replaced unseen") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto id = here->begin_draft(entry_at("2026-03-12T21:10")).id;
  const auto of_here = given(text_question(), Text{"of here"});
  CHECK_FALSE(here->put_answer(id, of_here));
  auto told = there->put_answer(id, some_words);
  REQUIRE(told);
  CHECK(told->answer == of_here.answer);
  told = there->drop_answer(id, some_words.answer);
  REQUIRE(told);
  CHECK(told->answer == of_here.answer);
  check_same(only_draft(*here).answers, {of_here});
  CHECK_FALSE(there->put_answer(id, some_words, &of_here.answer));
  CHECK_FALSE(here->put_answer(id, some_words, &of_here.answer));  // both say the same
  check_same(only_draft(*here).answers, {some_words});
}

TEST_CASE("an answer that another window took out meanwhile is given anew") {
  const auto journal = Journal::in_memory();
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10")).id;
  journal->put_answer(id, six);
  CHECK_FALSE(journal->drop_answer(id, six.answer));
  CHECK_FALSE(journal->put_answer(id, given(scale_question(), Rating{2}), &six.answer));
  check_same(only_draft(*journal).answers, {given(scale_question(), Rating{2})});
}

TEST_CASE("notes of two windows are both kept") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto id = here->begin_draft(entry_at("2026-03-12T21:10")).id;
  CHECK(here->add_to_note(id, "of here") == "of here");
  CHECK(there->add_to_note(id, "of there") == "of here\nof there");
  CHECK(refusal_of([&] {
          here->add_to_note(id, std::string(longest_text, 'x'));
        }).starts_with("the note would be too long to keep"));
  CHECK(only_draft(*here).note == "of here\nof there");
}

TEST_CASE("what was finished or discarded in another window takes no more answers") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto finished = here->begin_draft(entry_at("2026-03-12T21:10")).id;
  const auto discarded = here->begin_draft(entry_at("2026-03-12T21:20")).id;
  here->put_answer(finished, six);
  const auto entry = there->finish_draft(finished, EntryState::kept, {six});
  there->discard_draft(discarded);
  for (const auto id : {finished, discarded}) {
    const auto closed = "there is no open check-in " + std::to_string(id) + " | " + closed_hint;
    CHECK(refusal_of([&] { here->put_answer(id, two_wakings); }) == closed);
    CHECK(refusal_of([&] { here->drop_answer(id, six.answer); }) == closed);
    CHECK(refusal_of([&] { here->add_to_note(id, "too late"); }) == closed);
    CHECK(refusal_of([&] { here->finish_draft(id, EntryState::kept, {six}); }) == closed);
    CHECK(refusal_of([&] { here->discard_draft(id); }) == closed);
  }
  check_same(here->find_entry(finished).value(), entry.value());
}

TEST_CASE("a draft is open until it is finished or thrown away, and while its file is in its place") {
  const TemporaryFolder folder;
  const auto here = Journal::open_or_make(folder.file()), there = Journal::open_or_make(folder.file());
  const auto first = here->begin_draft(entry_at("2026-03-12T21:10", {six})).id;
  const auto second = here->begin_draft(entry_at("2026-03-12T21:20", {six})).id;
  const auto third = here->begin_draft(entry_at("2026-03-12T21:30", {six})).id;
  CHECK(here->is_open(first));
  there->finish_draft(first, EntryState::kept, {});
  there->discard_draft(second);
  CHECK_FALSE(here->is_open(first));
  CHECK_FALSE(here->is_open(second));
  CHECK_THROWS_AS(here->put_answer(second, two_wakings), DraftClosed);
  CHECK(here->is_open(third));
  std::filesystem::rename(folder.file(), folder.file() + ".elsewhere");
  CHECK_FALSE(here->is_open(third));
}

TEST_CASE("a journal that is moved or replaced under a draft is named as such") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  const auto id = journal->begin_draft(entry_at("2026-03-12T21:10", {six})).id;
  const auto moved = folder.file("moved.db");
  const auto where = "the journal '" + folder.file() + "'";
  std::filesystem::rename(folder.file(), moved);
  CHECK_THROWS_WITH_AS(journal->put_answer(id, two_wakings), (where + " is not there any more").c_str(),
                       Error);
  Journal::open_or_make(folder.file());
  CHECK_THROWS_WITH_AS(journal->put_answer(id, two_wakings),
                       ("another file took the place of " + where).c_str(), Error);
  std::filesystem::rename(moved, folder.file());
  CHECK_FALSE(journal->put_answer(id, two_wakings));
  check_same(only_draft(*journal).answers, {six, two_wakings});
}

TEST_CASE("a draft waits for another day") {
  const TemporaryFolder folder;
  auto entry = entry_at("2026-03-12T21:10");
  entry.flow = "evening";
  entry.phase = Phase::evening;
  entry.is_private = true;
  entry.tags = {"neck"};
  const auto id = Journal::open_or_make(folder.file())->begin_draft(entry).id;
  const auto journal = Journal::open_or_make(folder.file());
  const auto draft = only_draft(*journal);
  CHECK(draft.flow == "evening");
  CHECK(draft.phase == Phase::evening);
  CHECK(draft.is_private);
  CHECK(draft.tags == Texts{"neck"});
  journal->put_answer(id, six);
  CHECK(questions_of(only_draft(*journal)) == Texts{"tests/distress"});
}

TEST_CASE("a draft knows which question was left last, and an entry that it was asked") {
  const auto journal = Journal::in_memory();
  const auto draft = journal->begin_draft(entry_at("2026-03-12T12:00", {}));
  CHECK(journal->passed_in(draft.id) == "");
  journal->put_answer(draft.id, given(scale_question(), Rating{3}));
  CHECK(journal->passed_in(draft.id) == "tests/distress");
  journal->put_passed(draft.id, "tests/ease");
  CHECK(journal->passed_in(draft.id) == "tests/ease");
  REQUIRE(journal->finish_draft(draft.id, EntryState::kept, {}));
  CHECK(journal->was_asked(draft.id));
  const auto kept = entry_at("2026-03-12T13:00", {given(scale_question(), Rating{3})});
  CHECK_FALSE(journal->was_asked(journal->keep({kept}).front().id));
}
