#include <random>
#include <set>

#include "journal/contents.hpp"
#include "journals.hpp"
#include "model/view.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Given asked(Question question, AnswerValue value, Share share = Share::yes) {
  question.share = share;
  return {{question.name(), std::move(value)}, std::make_shared<const Wording>(wording_of(question))};
}

Place place_in(const std::string& region, std::vector<Word> qualities = {}) {
  return {{region, region}, Side::left, Aspect::none, std::move(qualities), 3.0};
}

// What a view lets leave, as the journal is told it.
Narrowing through(const View& view) {
  Narrowing narrowing;
  narrowing.entry = [&](const Entry& entry) { return view.leaving(entry); };
  narrowing.session = [&](const Session& session) { return view.leaving(session); };
  narrowing.carried = [&](const CarriedNote& note) { return view.leaves(note); };
  return narrowing;
}

// Entries whose answers, words and places are there or not by chance.
class Chance {
 public:
  explicit Chance(unsigned seed) : m_random(seed) {}

  Entry entry(int day) {
    auto made = entry_at(fmt_day(day), answers(), one_in(3) ? "a note" : "");
    made.is_private = one_in(5);
    if (one_in(4)) made.tags = {"tag"};
    return made;
  }

  SharingChoices choices() {
    SharingChoices choices;
    if (one_in(3)) choices.regions_out.insert("neck");
    if (one_in(3)) choices.regions_out.insert("belly");
    if (one_in(3)) choices.questions.insert("tests/memory");
    if (one_in(4)) choices.questions.insert("tests/feelings");
    if (one_in(4)) choices.questions_out.insert("tests/distress");
    choices.all_notes = one_in(2);
    for (Id id = 1; id < 40; ++id) {
      if (one_in(4)) choices.entries.insert(id);
      if (one_in(3)) choices.ticked.emplace(id, "tests/one-line");
      if (one_in(9)) choices.entries_out.insert(id);
    }
    return choices;
  }

 private:
  bool one_in(unsigned n) { return std::uniform_int_distribution<unsigned>(1, n)(m_random) == 1; }

  static std::string fmt_day(int day) {
    return "2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T12:00";
  }

  std::vector<Given> answers() {
    std::vector<Given> made;
    if (one_in(2)) made.push_back(asked(scale_question(), Rating{4}));
    if (one_in(2)) made.push_back(asked(body_question(), places()));
    if (one_in(2)) made.push_back(asked(question(QuestionType::text, "one-line"), Text{"w"}, Share::ask));
    if (one_in(2)) made.push_back(asked(question(QuestionType::text, "memory"), Text{"t"}, Share::no));
    if (one_in(2)) made.push_back(asked(areas_question(), places()));
    if (one_in(2)) made.push_back(asked(multi_question(), picks()));
    if (one_in(3)) made.push_back(asked(choice_question(), Unsure{}));
    return made;
  }

  Picks picks() {
    Picks made;
    for (const auto& word :
         {Word{"calm", "calm"}, Word{"relief", "relieved"}, Word{"", "like rain"}, Word{"", "wide"}})
      if (one_in(2)) made.picks.push_back({word, one_in(2) ? std::optional(2.0) : std::nullopt});
    if (made.picks.empty()) made.picks.push_back({{"", "like rain"}, {}});
    return made;
  }

  Places places() {
    Places made;
    for (const auto* region : {"neck", "head", "belly", "throat"})
      if (one_in(2))
        made.places.push_back(one_in(2) ? place_in(region, {{"tight", "tight"}, {"warm", "warm"}})
                                        : place_in(region));
    if (made.places.empty()) made.places.push_back(place_in("neck", {{"tight", "tight"}}));
    return made;
  }

  std::mt19937 m_random;
};

void check_same(const Entry& there, const Entry& expected) {
  CHECK(there.id == expected.id);
  CHECK(there.uuid == expected.uuid);
  CHECK(there.note == expected.note);
  CHECK(there.tags == expected.tags);
  CHECK(there.about == expected.about);
  CHECK(there.session == expected.session);
  CHECK(there.is_private == expected.is_private);
  REQUIRE(there.answers.size() == expected.answers.size());
  for (std::size_t i = 0; i < there.answers.size(); ++i) {
    CHECK(there.answers[i].answer == expected.answers[i].answer);
    CHECK(*there.answers[i].wording == *expected.answers[i].wording);
  }
}

std::vector<Entry> leaving_of(const std::vector<Entry>& entries, const View& view) {
  std::vector<Entry> left;
  for (const auto& entry : entries)
    if (auto one = view.leaving(entry)) left.push_back(std::move(*one));
  return left;
}

void check_holds(const Journal& journal, const std::vector<Entry>& expected) {
  const auto there = journal.entries({});
  REQUIRE(there.size() == expected.size());
  std::size_t answers = 0;
  std::set<std::string> questions;
  for (std::size_t i = 0; i < there.size(); ++i) {
    check_same(there[i], expected[i]);
    for (const auto& given : expected[i].answers) {
      answers += given.answer.is_unsure() ? 0 : 1;
      questions.insert(given.answer.question);
    }
  }
  CHECK(journal.answers_in(journal.lived({})) == answers);
  CHECK(journal.questions_answered(std::nullopt) == questions);
}

std::unique_ptr<Journal> one_of_each() {
  auto journal = Journal::in_memory();
  Session session;
  session.starts = vienna("2026-03-12T15:00");
  session.with = "A.";
  session.note = "quiet";
  journal->add_session(session);
  CarriedNote carried;
  carried.text = "the hip";
  carried.added = vienna("2026-03-12T16:00");
  journal->add_carried(carried);
  auto entry = entry_at("2026-03-12T17:00", {asked(scale_question(), Rating{4})}, "a note");
  entry.tags = {"tag"};
  keep_one(*journal, entry);
  return journal;
}

}  // namespace

TEST_CASE("a narrowed journal holds exactly what leaves, entry by entry") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    const auto journal = Journal::in_memory();
    Session session;
    session.starts = vienna("2026-03-10T12:00");
    journal->add_session(session);
    for (int day = 1; day <= 28; ++day) keep_one(*journal, chance.entry(day));
    const auto all = journal->entries({});
    for (int times = 0; times < 2; ++times) {
      const View view(chance.choices());
      journal->narrow_to({}, through(view));
      check_holds(*journal, leaving_of(all, view));
    }
  }
}

TEST_CASE("a narrowed journal read through holds no other entry and no tag") {
  const auto journal = one_of_each();
  keep_one(*journal, entry_at("2026-03-13T12:00", {}, "another note"));
  journal->narrow_to({}, through(View({})));
  std::vector<KeptEntry> found;
  std::size_t former = 0;
  ContentVisitor visitor;
  visitor.former = [&](const Former&) { ++former; };
  visitor.entry = [&](const KeptEntry& kept) { found.push_back(kept); };
  journal->read_through(visitor);
  REQUIRE(found.size() == 1);
  CHECK(found.front().entry.note.empty());
  CHECK(found.front().entry.tags.empty());
  CHECK(former == 0);
}

TEST_CASE("only entries of the query are in a narrowed journal, and none that came later") {
  const auto journal = one_of_each();
  keep_one(*journal, entry_at("2026-03-20T12:00", {asked(scale_question(), Rating{9})}));
  Query until;
  until.until = vienna("2026-03-13T00:00").at;
  journal->narrow_to(until, through(View({})));
  CHECK(journal->lived({}).size() == 1);
  Query rest;
  rest.since = until.until;
  journal->narrow_to(rest, through(View({})));
  REQUIRE(journal->lived({}).size() == 1);
  CHECK(journal->entries({}).front().about.at == vienna("2026-03-20T12:00").at);
}

TEST_CASE("sessions keep their numbers in a narrowed journal, and lose what stays") {
  const auto journal = one_of_each();
  journal->narrow_to({}, through(View({})));
  REQUIRE(journal->sessions().size() == 1);
  const auto session = journal->sessions().front();
  CHECK((session.with.empty() && session.note.empty() && session.starts.zone.empty()));
  CHECK(journal->entries({}).front().session == session.id);
  CHECK(journal->carried(Carried::all).empty());
  journal->narrow_to({}, through(View({.session_notes = true, .names = true, .carried = {1}})));
  CHECK(journal->sessions().front().note == "quiet");
  CHECK(journal->sessions().front().with == "A.");
  CHECK(journal->carried(Carried::open).size() == 1);
}

TEST_CASE("a journal is narrowed without its file being changed") {
  TemporaryFolder folder;
  keep_one(*Journal::open_or_make(folder.file()), entry_at("2026-03-12T17:00", {}, "a note"));
  const auto before = bytes_of(folder.file());
  const auto journal = Journal::open_existing(folder.file());
  journal->narrow_to({}, through(View({.all_notes = true})));
  CHECK(journal->entries({}).size() == 1);
  CHECK_THROWS_AS(keep_one(*journal, entry_at("2026-03-13T12:00", {}, "more")), Error);
  CHECK(bytes_of(folder.file()) == before);
}

TEST_CASE("a journal tells that somebody else has changed it") {
  TemporaryFolder folder;
  const auto other = Journal::open_or_make(folder.file());
  keep_one(*other, entry_at("2026-03-12T17:00", {}, "a note"));
  const auto journal = Journal::open_existing(folder.file());
  const auto version = journal->version();
  CHECK(journal->version() == version);
  keep_one(*other, entry_at("2026-03-13T17:00", {}, "more"));
  CHECK(journal->version() != version);
}

TEST_CASE("journals of every earlier schema can be narrowed") {
  for (const std::string name :
       {"schema-1.db", "schema-2.db", "schema-3.db", "schema-4.db", "schema-5.db", "schema-6.db"}) {
    CAPTURE(name);
    TemporaryFolder folder;
    write_bytes(folder.file(), bytes_of(FELT_SOURCE_DIR "/tests/journals/" + name));
    const auto journal = Journal::open_existing(folder.file());
    const auto all = journal->entries({});
    const View view({.all_notes = true});
    journal->narrow_to({}, through(view));
    check_holds(*journal, leaving_of(all, view));
  }
}
