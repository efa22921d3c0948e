#include "journal/journal.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <set>

#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

long long count_in(const std::string& path, const std::string& table) {
  SQLite::Database sql(path);
  return sql.execAndGet("SELECT count(*) FROM " + table).getInt64();
}

Given with_prompt(Question question, std::string prompt, AnswerValue value) {
  question.prompt = std::move(prompt);
  return given(question, std::move(value));
}

}  // namespace

TEST_CASE("an entry gets an id and a uuid and reads back as it was kept") {
  const auto journal = Journal::in_memory();
  auto entry = entry_at("2026-03-12T21:10", {given(scale_question(), Rating{6})}, "quiet evening");
  entry.phase = Phase::evening;
  entry.flow = "evening";
  entry.is_private = true;
  entry.tags = {"neck", "rest"};
  entry.recorded += std::chrono::hours(50);
  const auto kept = keep_one(*journal, entry);
  CHECK(kept.id == 1);
  CHECK(kept.uuid.size() == 36);
  CHECK(kept.about == entry.about);
  check_same(journal->find_entry(1).value(), kept);
  CHECK_FALSE(journal->find_entry(2));
}

TEST_CASE("every kind and state of answer reads back byte for byte") {
  const TemporaryFolder folder;
  const auto entry =
      entry_at("2026-03-12T21:10", answers_of_every_kind(), "a note\nof two lines \xf0\x9f\x99\x82");
  const auto kept = keep_one(*Journal::open_or_make(folder.file()), entry);
  check_same(kept.answers, entry.answers);
  const auto journal = Journal::open_existing(folder.file());
  check_same(journal->find_entry(kept.id).value(), kept);
  check_same(journal->entries({}).at(0), kept);
}

TEST_CASE("both states of an entry read back") {
  const auto journal = Journal::in_memory();
  for (const auto state : {EntryState::kept, EntryState::stopped}) {
    auto entry = entry_at("2026-03-12T21:10", {}, "x");
    entry.state = state;
    const auto id = keep_one(*journal, entry).id;
    CHECK(journal->find_entry(id).value().state == state);
  }
}

TEST_CASE("an entry keeps the offset and the zone it was lived in") {
  const auto journal = Journal::in_memory();
  const std::vector<std::pair<const char*, const char*>> lived{
      {"2026-03-12T21:10", "America/New_York"},       {"2026-07-12T03:10", "Asia/Kathmandu"},
      {"2026-10-25T02:30:00+01:00", "Europe/Vienna"}, {"2026-10-25T02:30:00+02:00", "Europe/Vienna"},
      {"1900-01-02T00:00:00-12:00", "UTC"},           {"9999-12-30T23:59:59+14:00", "UTC"}};
  for (const auto& [text, zone] : lived) {
    auto entry = entry_at("2026-01-01T00:00", {}, text);
    entry.about = parse_iso(text, zone_named(zone));
    const auto id = keep_one(*journal, entry).id;
    CHECK(journal->find_entry(id).value().about == entry.about);
  }
}

TEST_CASE("a uuid that an entry brings along stays its own") {
  const auto journal = Journal::in_memory();
  auto entry = entry_at("2026-03-12T21:10", {}, "x");
  entry.uuid = "11111111-2222-4333-8444-555555555555";
  CHECK(keep_one(*journal, entry).uuid == entry.uuid);
  CHECK(journal->find_entry(1).value().uuid == entry.uuid);
}

TEST_CASE("uuids are random ones of version 4") {
  const auto journal = Journal::in_memory();
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const auto uuid = keep_note(*journal, "2026-03-12T21:10", "x").uuid;
    CHECK(uuid[14] == '4');
    CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
    CHECK(seen.insert(uuid).second);
  }
}

TEST_CASE("tags are kept once each and read in order") {
  const auto journal = Journal::in_memory();
  auto entry = entry_at("2026-03-12T21:10", {}, "x");
  entry.tags = {"rest", "neck", "Äpfel", "rest", "neck"};
  const auto id = keep_one(*journal, entry).id;
  CHECK(journal->find_entry(id).value().tags == Texts{"neck", "rest", "Äpfel"});
}

TEST_CASE("a question's wording is kept once, however often it is answered") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  for (int i = 0; i < 5; ++i)
    keep_one(*journal, entry_at("2026-03-12T21:10",
                                {given(scale_question(), Rating{6}), given(multi_question(), Unsure{})}));
  CHECK(count_in(folder.file(), "question") == 2);
}

TEST_CASE("a changed prompt is a new wording, and old entries keep the old one") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  const auto old_entry = keep_one(
      *journal, entry_at("2026-03-12T21:10", {with_prompt(scale_question(), "How hard is it?", Rating{6})}));
  const auto new_entry = keep_one(
      *journal, entry_at("2026-03-13T21:10", {with_prompt(scale_question(), "How heavy is it?", Rating{5})}));
  CHECK(count_in(folder.file(), "question") == 2);
  CHECK(journal->find_entry(old_entry.id).value().answers.at(0).wording->prompt == "How hard is it?");
  CHECK(journal->find_entry(new_entry.id).value().answers.at(0).wording->prompt == "How heavy is it?");
}

TEST_CASE("anything else that changes about a question is a new wording too") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  std::vector<Question> variants(8, scale_question());
  variants[1].pack_version = "1.0.1";
  variants[2].language = "de";
  variants[3].direction = Direction::lower_better;
  variants[4].share = Share::no;
  variants[5].scale->max = 12;
  variants[6].scale->anchors.front().label = "not at all";
  variants[7] = count_question("distress");
  std::vector<Given> answers;
  for (const auto& question : variants) {
    const bool counts = question.type == QuestionType::count;
    answers.push_back(given(question, counts ? AnswerValue(Count{6}) : AnswerValue(Rating{6})));
    keep_one(*journal, entry_at("2026-03-12T21:10", {answers.back()}));
  }
  CHECK(count_in(folder.file(), "question") == 8);
  const auto entries = journal->entries({});
  REQUIRE(entries.size() == answers.size());
  for (std::size_t i = 0; i < answers.size(); ++i) check_same(entries[i].answers, {answers[i]});
}

TEST_CASE("a changed label of a word is kept beside the old one") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  for (const auto* label : {"afraid", "afraid", "fearful"})
    keep_one(*journal,
             entry_at("2026-03-12T21:10", {given(multi_question(), Picks{{{{"fear", label}, 3.0}}})}));
  CHECK(count_in(folder.file(), "word") == 2);
  const auto label_in = [&](Id id) {
    return std::get<Picks>(journal->find_entry(id).value().answers.at(0).answer.value).picks.at(0).word.label;
  };
  CHECK(label_in(1) == "afraid");
  CHECK(label_in(3) == "fearful");
}

TEST_CASE("own words are no words of a list") {
  const TemporaryFolder folder;
  keep_one(*Journal::open_or_make(folder.file()),
           entry_at("2026-03-12T21:10", {given(multi_question(), Picks{{own_pick("like rain")}})}));
  CHECK(count_in(folder.file(), "word") == 0);
}

TEST_CASE("ids are small and go up by one") {
  const auto journal = Journal::in_memory();
  for (Id id = 1; id <= 5; ++id) CHECK(keep_note(*journal, "2026-03-12T21:10", "x").id == id);
}

TEST_CASE("the id of a discarded draft is never given again") {
  const TemporaryFolder folder;
  {
    const auto journal = Journal::open_or_make(folder.file());
    CHECK(keep_note(*journal, "2026-03-12T21:10", "x").id == 1);
    const auto draft = journal->begin_draft(entry_at("2026-03-12T21:20"));
    CHECK(draft.id == 2);
    journal->discard_draft(draft.id);
  }
  const auto journal = Journal::open_or_make(folder.file());
  CHECK(keep_note(*journal, "2026-03-12T21:30", "y").id == 3);
  const auto draft = journal->begin_draft(entry_at("2026-03-12T21:40"));
  CHECK_FALSE(journal->finish_draft(draft.id, EntryState::kept, {}));
  CHECK(keep_note(*journal, "2026-03-12T21:50", "z").id == 5);
}

TEST_CASE("several entries are kept in one go, in their order") {
  const auto journal = Journal::in_memory();
  const auto kept =
      journal->keep({entry_at("2026-03-12T21:10", {}, "b"), entry_at("2026-03-11T21:10", {}, "a")});
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].id == 1);
  CHECK(kept[1].id == 2);
  CHECK(notes_of(journal->entries({})) == Texts{"a", "b"});
  CHECK(journal->keep({}).empty());
}

TEST_CASE("of several entries all are kept or none") {
  const TemporaryFolder folder;
  const auto journal = Journal::open_or_make(folder.file());
  keep_note(*journal, "2026-03-10T21:10", "before");
  auto twin = entry_at("2026-03-12T21:10", {given(scale_question(), Rating{6})}, "twin");
  twin.uuid = "11111111-2222-4333-8444-555555555555";
  twin.tags = {"neck"};
  CHECK(exit_of([&] { journal->keep({entry_at("2026-03-11T21:10", {}, "first"), twin, twin}); }) != 0);
  CHECK(notes_of(journal->entries({})) == Texts{"before"});
  for (const auto* table : {"answer", "tag", "question"}) CHECK(count_in(folder.file(), table) == 0);
  CHECK(journal->search(Texts{"first"}, {}).empty());
  CHECK(keep_one(*journal, twin).id > 1);
}

TEST_CASE("an entry that is too long to keep is refused and nothing of it stays") {
  const auto journal = Journal::in_memory();
  CHECK(failure_of([&] { keep_note(*journal, "2026-03-12T21:10", std::string(17'000'000, 'a')); }) ==
        std::pair<int, std::string>(2, "that is too long to keep"));
  CHECK(journal->entries({}).empty());
  CHECK(keep_note(*journal, "2026-03-12T21:10", std::string(1'000'000, 'a')).note.size() == 1'000'000);
}

TEST_CASE("entries outlive the program") {
  const TemporaryFolder folder;
  keep_note(*Journal::open_or_make(folder.file()), "2026-03-12T21:10", "still here");
  CHECK(notes_of(Journal::open_existing(folder.file())->entries({})) == Texts{"still here"});
  CHECK(notes_of(Journal::open_or_make(folder.file())->entries({})) == Texts{"still here"});
}
