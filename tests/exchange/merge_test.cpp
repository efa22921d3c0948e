// Journals that exchange everything become equal, in whatever order and however often, and lose no words.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "base/json.hpp"
#include "exports.hpp"
#include "journal/journals.hpp"
#include "journal/uuid.hpp"
#include "seal/digest.hpp"

using namespace felt;
using namespace felt::test;

namespace {

// Everything but the numbers, which differ from journal to journal.
std::set<std::string> contents_of(const Journal& journal) {
  std::map<Id, std::string> sessions;
  std::set<std::string> all;
  ContentVisitor visitor;
  visitor.session = [&](const Session& session) {
    sessions[session.id] = session.uuid;
    all.insert("session " + session.uuid + " " + std::to_string(session.revision) + " " +
               iso_text(session.starts) + " " + session.note);
  };
  visitor.former = [&](const Former& former) {
    all.insert("former " + former.uuid + " " + std::to_string(former.revision) + " " + former.checksum);
  };
  visitor.entry = [&](const KeptEntry& kept) {
    const auto& entry = kept.entry;
    all.insert("entry " + entry.uuid + " " + std::to_string(kept.revision) + " " + iso_text(entry.about) +
               (entry.session_chosen ? " chosen " : " near ") +
               (entry.session ? sessions.at(*entry.session) : "none") + " " + entry.note);
  };
  journal.read_through(visitor);
  return all;
}

std::multiset<std::string> words_in(const Journal& journal) {
  const auto notes = notes_of(journal.entries({}));
  std::multiset<std::string> words(notes.begin(), notes.end());
  for (const auto& session : journal.sessions()) words.insert(session.note);
  return words;
}

// A copy that was changed is an entry of its own from then on, even where she changed it back: it may say
// what another one says.
std::vector<std::string> words_kept_twice(const Journal& journal) {
  std::map<std::string, int> times;
  ContentVisitor visitor;
  visitor.session = [&](const Session& session) { ++times[session.note]; };
  visitor.entry = [&](const KeptEntry& kept) {
    if (!kept.copy_of || kept.is_plain_copy()) ++times[kept.entry.note];
  };
  journal.read_through(visitor);
  std::vector<std::string> words;
  for (const auto& [word, count] : times)
    if (count > 1) words.push_back(word);
  return words;
}

// What is said in a version of an entry or a session, and which one it is.
using Said = std::pair<std::string, int>;

// Three devices of one person, which begin with the same session and entry, and what she did on them.
class History {
 public:
  explicit History(unsigned seed) : m_seed(seed), m_dice(seed) {
    for (auto& device : m_devices) device = Journal::in_memory();
    do_here(*m_devices[0], &History::add_session);
    do_here(*m_devices[0], &History::write);
    exchange_all();
  }

  void go_on(int steps) {
    for (int step = 0; step < steps; ++step) act(*m_devices[below(3)]);
  }
  Journal& device(std::size_t i) { return *m_devices[i]; }

  // Said somewhere, and not replaced or deleted in that version or a later one that says the same.
  std::set<std::string> words_that_stand() const {
    std::set<std::string> words;
    for (const auto& [word, revision] : m_said)
      if (last_revision(m_given_up, word) < last_revision(m_said, word)) words.insert(word);
    return words;
  }

  // Each device takes in what each other one holds, in any order, some of it twice.
  void exchange_all() {
    for (int round = 0; round < 3; ++round) {
      std::vector<std::pair<std::size_t, std::size_t>> ways;
      for (std::size_t from = 0; from < 3; ++from)
        for (std::size_t to = 0; to < 3; ++to) ways.emplace_back(from, to);
      std::shuffle(ways.begin(), ways.end(), m_dice);
      for (const auto& [from, to] : ways) import_into(*m_devices[to], exported(*m_devices[from]));
    }
  }

 private:
  enum class By { her, what_came };
  using Deed = By (History::*)(Journal&);

  static std::optional<int> last_revision(const std::set<Said>& versions, const std::string& word) {
    const auto after = versions.upper_bound({word, std::numeric_limits<int>::max()});
    if (after == versions.begin() || std::prev(after)->first != word) return std::nullopt;
    return std::prev(after)->second;
  }

  std::size_t below(std::size_t n) { return m_dice() % n; }

  void act(Journal& journal) {
    static constexpr Deed deeds[] = {
        &History::write,         &History::write,       &History::change,         &History::change,
        &History::erase,         &History::add_session, &History::change_session, &History::change_session,
        &History::erase_session, &History::put_aside,   &History::take_back,      &History::take_back,
        &History::put_back,      &History::take_in};
    journal.keep_steps([] { return vienna("2026-03-12T21:10"); });
    do_here(journal, deeds[below(std::size(deeds))]);
  }

  // What an import takes away was replaced or deleted where it came from, and what goes with an import that
  // is taken back stands there.
  void do_here(Journal& journal, Deed deed) {
    const auto before = said_in(journal);
    const auto by = (this->*deed)(journal);
    const auto after = said_in(journal);
    m_said.insert(after.begin(), after.end());
    if (by == By::what_came) return;
    for (const auto& said : before)
      if (!after.contains(said)) m_given_up.insert(said);
  }

  // A plain copy says again what the version does that it is a copy of.
  std::set<Said> said_in(const Journal& journal) {
    std::set<Said> said;
    ContentVisitor visitor;
    visitor.session = [&](const Session& session) { said.emplace(session.note, session.revision); };
    visitor.entry = [&](const KeptEntry& kept) {
      said.emplace(kept.entry.note, kept.is_plain_copy() ? kept.copy_of->revision : kept.revision);
    };
    journal.read_through(visitor);
    return said;
  }

  std::string next_word() { return "word" + std::to_string(++m_written); }

  // As if by chance, but the same for the same seed.
  std::string next_uuid() {
    auto uuid = uuid_from(std::to_string(m_seed) + " " + std::to_string(++m_made));
    uuid[14] = '4';
    return uuid;
  }

  Moment some_time() {
    auto moment = vienna("2026-03-12T21:10");
    moment.at += std::chrono::hours(below(24 * 40));
    return moment;
  }

  // One of the sessions, or none of them, or whichever is near.
  void choose_session(const Journal& journal, Entry& entry) {
    const auto sessions = journal.sessions();
    entry.session_chosen = below(3) == 0;
    if (entry.session_chosen && !sessions.empty() && below(4) != 0)
      entry.session = sessions[below(sessions.size())].id;
  }

  By write(Journal& journal) {
    auto entry = entry_at("2026-03-12T21:10", {}, next_word());
    entry.uuid = next_uuid();
    entry.about = some_time();
    choose_session(journal, entry);
    keep_one(journal, entry);
    return By::her;
  }

  By change(Journal& journal) {
    const auto entries = journal.entries({});
    if (entries.empty()) return By::her;
    const auto& seen = entries[below(entries.size())];
    auto entry = seen;
    entry.note = next_word();
    journal.change(entry, seen);
    return By::her;
  }

  By erase(Journal& journal) {
    const auto entries = journal.entries({});
    if (!entries.empty()) journal.remove(Thing::entry, std::vector<Id>{entries[below(entries.size())].id});
    return By::her;
  }

  By add_session(Journal& journal) {
    auto session = session_at("2026-03-12T15:00");
    session.uuid = next_uuid();
    session.starts = some_time();
    session.note = next_word();
    journal.add_session(session);
    return By::her;
  }

  By change_session(Journal& journal) {
    const auto sessions = journal.sessions();
    if (sessions.empty()) return By::her;
    const auto& seen = sessions[below(sessions.size())];
    auto session = seen;
    session.note = next_word();
    if (below(3) == 0) session.starts = some_time();
    journal.change_session(session, seen);
    return By::her;
  }

  By erase_session(Journal& journal) {
    const auto sessions = journal.sessions();
    if (!sessions.empty())
      journal.remove(Thing::session, std::vector<Id>{sessions[below(sessions.size())].id});
    return By::her;
  }

  By take_back(Journal& journal) { return turn(journal, StepState::done); }
  By put_back(Journal& journal) { return turn(journal, StepState::undone); }

  By turn(Journal& journal, StepState from) {
    const auto steps = journal.steps(0);
    if (std::none_of(steps.begin(), steps.end(), [&](const Step& step) { return step.state == from; }))
      return By::her;
    if (from == StepState::undone) return journal.redo(1), By::her;
    return journal.undo(1).front().is_import ? By::what_came : By::her;
  }

  By put_aside(Journal& journal) {
    m_shelf.push_back(exported(journal));
    return By::her;
  }

  By take_in(Journal& journal) {
    if (!m_shelf.empty()) import_into(journal, m_shelf[below(m_shelf.size())]);
    return By::what_came;
  }

  unsigned m_seed;
  std::mt19937 m_dice;
  std::array<std::unique_ptr<Journal>, 3> m_devices;
  std::vector<std::string> m_shelf;  // exports as they were at some time
  std::set<Said> m_said, m_given_up;
  int m_written = 0, m_made = 0;
};

// An export that was changed by hand, with the end it would have been written with.
std::string with_end(std::string text) {
  text.erase(text.rfind(R"({"schema":"felt.end/1")"));
  Digest digest;
  digest.add(text);
  const auto lines = std::count(text.begin(), text.end(), '\n');
  return text + json_text({{"schema", "felt.end/1"}, {"lines", lines}, {"blake2b-256", digest.hex()}}) + '\n';
}

}  // namespace

TEST_CASE("whatever happened on three devices, exchanging makes them equal and loses nothing") {
  for (unsigned seed = 1; seed <= a_few_or(20, 10'000); ++seed) {
    CAPTURE(seed);
    History history(seed);
    history.go_on(30);
    history.exchange_all();
    const auto contents = contents_of(history.device(0));
    REQUIRE(contents_of(history.device(1)) == contents);
    REQUIRE(contents_of(history.device(2)) == contents);
    const auto words = words_in(history.device(0));
    for (const auto& word : history.words_that_stand()) REQUIRE_MESSAGE(words.contains(word), word);
    for (const auto& word : words_kept_twice(history.device(0))) FAIL(word);
  }
}

TEST_CASE("the order in which exports are taken in does not matter, nor how often") {
  for (unsigned seed = 1; seed <= a_few_or(8, 1'000); ++seed) {
    CAPTURE(seed);
    History history(1000 + seed);
    history.go_on(40);
    std::vector<std::string> exports;
    for (std::size_t i = 0; i < 3; ++i) exports.push_back(exported(history.device(i)));
    std::vector<std::size_t> order{0, 1, 2};
    std::optional<std::set<std::string>> contents;
    do {
      const auto journal = Journal::in_memory();
      for (const auto i : order) import_into(*journal, exports[i]);
      const auto words = words_in(*journal);
      // Which session was chosen for an entry is not known while that session is deleted.
      for (int again = 0; again < 2; ++again)
        for (const auto i : order) import_into(*journal, exports[i]);
      REQUIRE(words_in(*journal) == words);
      if (!contents) contents = contents_of(*journal);
      REQUIRE(contents_of(*journal) == *contents);
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

TEST_CASE("what was deleted here is told apart from what is here, and stays so") {
  const auto journal = Journal::in_memory();
  keep_note(*journal, "2026-03-12T21:10", "one");
  const auto text = exported(*journal);
  journal->remove(Thing::entry, std::vector<Id>{journal->entries({}).front().id});
  const auto counts = import_into(*journal, text);
  CHECK(count_of(counts.entries, Arrival::gone) == 1);
  CHECK(count_of(counts.entries, Arrival::known) == 0);
  CHECK(journal->entries({}).empty());
}

TEST_CASE("what comes a second time is known and changes nothing") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_note(*first, "2026-03-12T21:10", "one");
  const auto text = exported(*first);
  import_into(*second, text);
  const auto before = exported(*second);
  const auto counts = import_into(*second, text);
  CHECK(count_of(counts.entries, Arrival::known) == 1);
  CHECK(count_of(counts.entries, Arrival::taken) == 0);
  CHECK(exported(*second) == before);
}

TEST_CASE("a number that is taken here gives way to a new one") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_note(*first, "2026-03-12T21:10", "there");
  keep_note(*second, "2026-03-12T21:10", "here");
  import_into(*second, exported(*first));
  CHECK(second->find_entry(1)->note == "here");
  CHECK(second->find_entry(2)->note == "there");
}

TEST_CASE("what comes with the greatest number gets a new one, and the journal's export can be read again") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_note(*first, "2026-03-12T21:10", "there");
  auto text = exported(*first);
  text.replace(text.rfind("\"id\":1,"), 7, "\"id\":1000000000000,");
  import_into(*second, with_end(text));
  keep_note(*second, "2026-03-12T22:10", "here");
  CHECK(second->find_entry(1)->note == "there");
  CHECK(second->find_entry(2)->note == "here");
  const auto third = Journal::in_memory();
  import_into(*third, exported(*second));
  CHECK(contents_of(*third) == contents_of(*second));
}

TEST_CASE("what was changed as often as can be counted stays readable, and is not changed") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_note(*first, "2026-03-12T21:10", "there");
  auto text = exported(*first);
  const auto count = text.rfind("\"revision\":0");
  text.replace(count, 12, "\"revision\":1000000000");
  import_into(*second, with_end(text));
  const auto kept = second->find_entry(1).value();
  auto late = kept;
  late.note = "late";
  CHECK_THROWS_AS(second->change(late, kept), Error);
  CHECK(second->find_entry(1)->note == "there");
  text.replace(count, 21, "\"revision\":1000000001");
  CHECK(exit_of([&] { import_into(*Journal::in_memory(), with_end(text)); }) == 3);
}

TEST_CASE("a later version takes the place of the earlier one, under the same number") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto kept = keep_note(*first, "2026-03-12T21:10", "early");
  import_into(*second, exported(*first));
  const auto early = exported(*first);
  auto late = kept;
  late.note = "late";
  first->change(late, kept);
  const auto counts = import_into(*second, exported(*first));
  CHECK(count_of(counts.entries, Arrival::newer) == 1);
  CHECK(notes_of(second->entries({})) == Texts{"late"});
  import_into(*second, early);  // the old export brings nothing back
  CHECK(notes_of(second->entries({})) == Texts{"late"});
}

TEST_CASE("what was changed on both sides is kept twice") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto kept = keep_note(*first, "2026-03-12T21:10", "early");
  import_into(*second, exported(*first));
  for (auto* journal : {first.get(), second.get()}) {
    auto changed = kept;
    changed.note = journal == first.get() ? "on the first" : "on the second";
    journal->change(changed, kept);
  }
  const auto counts = import_into(*second, exported(*first));
  CHECK(count_of(counts.entries, Arrival::beside) == 1);
  auto notes = notes_of(second->entries({}));
  std::sort(notes.begin(), notes.end());
  CHECK(notes == Texts{"on the first", "on the second"});
}

void change_note(Journal& journal, const char* note) {
  const auto seen = journal.find_entry(1).value();
  auto changed = seen;
  changed.note = note;
  journal.change(changed, seen);
}

TEST_CASE("a copy that was deleted is there again where somebody came back to its words since") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_note(*first, "2026-03-12T21:10", "early");
  import_into(*second, exported(*first));
  change_note(*first, "hers");
  for (const auto* note : {"here", "later here", "here at last"}) change_note(*second, note);
  import_into(*second, exported(*first));
  REQUIRE(second->find_entry(2)->note == "hers");
  second->remove(Thing::entry, std::vector<Id>{2});
  first->keep_steps([] { return vienna("2026-03-12T21:10"); });
  change_note(*first, "something else");
  first->undo(1);
  import_into(*second, exported(*first));
  CHECK(words_in(*second) == std::multiset<std::string>{"here at last", "hers"});
  import_into(*first, exported(*second));
  CHECK(words_in(*first) == words_in(*second));
}

TEST_CASE("a copy whose deletion is taken back stands by itself") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto kept = keep_note(*first, "2026-03-12T21:10", "early");
  import_into(*second, exported(*first));
  for (auto* journal : {first.get(), second.get()}) {
    auto changed = kept;
    changed.note = journal == first.get() ? "hers" : "here";
    journal->change(changed, kept);
  }
  import_into(*second, exported(*first));
  const std::multiset<std::string> both{"here", "hers"};
  second->keep_steps([] { return vienna("2026-03-12T21:10"); });
  second->remove(Thing::entry, std::vector<Id>{2});
  second->undo(1);
  CHECK(words_in(*second) == both);
  import_into(*first, exported(*second));
  import_into(*second, exported(*first));
  CHECK(words_in(*first) == both);
  CHECK(words_in(*second) == both);
}

TEST_CASE("a copy whose words she came back to where they were first said stands for the later version") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_note(*first, "2026-03-12T21:10", "early");
  import_into(*second, exported(*first));
  change_note(*first, "hers");
  for (const auto* note : {"here", "later here", "later still", "here at last"}) change_note(*second, note);
  import_into(*second, exported(*first));
  const auto copied_revision = [&] {
    std::optional<int> revision;
    ContentVisitor visitor;
    visitor.entry = [&](const KeptEntry& kept) {
      if (kept.is_plain_copy()) revision = kept.copy_of->revision;
    };
    second->read_through(visitor);
    return revision;
  };
  CHECK(copied_revision() == 1);
  first->keep_steps([] { return vienna("2026-03-12T21:10"); });
  change_note(*first, "something else");
  first->undo(1);
  import_into(*second, exported(*first));
  CHECK(copied_revision() == 3);
  CHECK(words_in(*second) == std::multiset<std::string>{"here at last", "hers"});
}

TEST_CASE("a copy beside which nothing stands any more is the entry itself") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto kept = keep_note(*first, "2026-03-12T21:10", "early");
  import_into(*second, exported(*first));
  change_note(*first, "hers");
  for (const auto* note : {"here", "later here"}) change_note(*second, note);
  import_into(*second, exported(*first));
  REQUIRE(second->find_entry(2)->uuid != kept.uuid);
  second->remove(Thing::entry, std::vector<Id>{1});
  import_into(*second, exported(*second));
  REQUIRE(second->entries({}).size() == 1);
  CHECK(second->entries({}).front().uuid == kept.uuid);
  CHECK(second->entries({}).front().note == "hers");
}

TEST_CASE("of two sessions that were chosen for one entry it is the same one in both journals") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  for (const auto* starts : {"2026-03-02T15:00", "2026-03-09T15:00"}) first->add_session(session_at(starts));
  keep_note(*first, "2026-03-12T21:10", "hers");
  import_into(*second, exported(*first));
  for (auto* journal : {first.get(), second.get()}) {
    const auto seen = journal->find_entry(1).value();
    auto changed = seen;
    changed.session = journal == first.get() ? 1 : 2;
    changed.session_chosen = true;
    journal->change(changed, seen);
  }
  REQUIRE(contents_of(*first) != contents_of(*second));
  import_into(*second, exported(*first));
  import_into(*first, exported(*second));
  CHECK(contents_of(*first) == contents_of(*second));
  CHECK(first->entries({}).size() == 1);
}

CarriedNote shoulder_carried_in(Journal& journal) {
  CarriedNote note;
  note.text = "the left shoulder";
  note.added = vienna("2026-03-13T08:00");
  return journal.add_carried(note);
}

TEST_CASE("a thing to bring along that is done in one journal is done, at the earlier moment") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto note = shoulder_carried_in(*first);
  import_into(*second, exported(*first));
  second->finish_carried(note.id, vienna("2026-03-15T08:00"));
  import_into(*first, exported(*second));
  CHECK(first->carried(Carried::all).at(0).done == vienna("2026-03-15T08:00"));
  const auto third = Journal::in_memory();
  auto sooner = note;
  sooner.done.reset();
  third->add_carried(sooner);
  third->finish_carried(1, vienna("2026-03-14T08:00"));
  import_into(*first, exported(*third));
  import_into(*third, exported(*second));
  CHECK(first->carried(Carried::all).at(0).done == vienna("2026-03-14T08:00"));
  CHECK(exported(*first) == exported(*third));
}

TEST_CASE("a thing to bring along that reads differently in two journals is kept in both ways") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto note = shoulder_carried_in(*first);
  auto other = note;
  other.text = "the right shoulder";
  second->add_carried(other);
  for (int time = 0; time < 2; ++time) {
    const auto of_first = exported(*first), of_second = exported(*second);
    import_into(*first, of_second);
    import_into(*second, of_first);
  }
  for (const auto* journal : {first.get(), second.get()}) {
    std::set<std::string> texts;
    for (const auto& one : journal->carried(Carried::all)) texts.insert(one.text);
    CHECK(texts == std::set<std::string>{"the left shoulder", "the right shoulder"});
    CHECK(journal->carried(Carried::all).size() == 2);
  }
  CHECK(exported(*first) == exported(*second));
}

TEST_CASE("what comes back on two sides at once stands once") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto steps = [](Journal& journal) { journal.keep_steps([] { return vienna("2026-03-12T21:10"); }); };
  keep_note(*first, "2026-03-12T21:10", "again");
  import_into(*second, exported(*first));
  steps(*first);
  first->remove(Thing::entry, std::vector<Id>{1});
  first->undo(1);
  steps(*second);
  const auto seen = *second->find_entry(1);
  auto other = seen;
  other.note = "for a moment";
  second->change(other, seen);
  second->undo(1);
  import_into(*first, exported(*second));
  import_into(*second, exported(*first));
  CHECK(notes_of(first->entries({})) == Texts{"again"});
  CHECK(contents_of(*first) == contents_of(*second));
}

TEST_CASE("a session that differs on both sides is kept twice") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  auto session = first->add_session(session_at("2026-03-12T15:00"));
  session.note = "other words";
  session.id = 0;
  second->add_session(session);
  for (int times = 0; times < 2; ++times) {
    import_into(*first, exported(*second));
    import_into(*second, exported(*first));
    CHECK(first->sessions().size() == 2);
    CHECK(contents_of(*first) == contents_of(*second));
  }
}

TEST_CASE("a session that was changed on both sides and then deleted on one stands once") {
  for (const std::size_t deleting : {0U, 1U}) {
    std::array<std::unique_ptr<Journal>, 3> journals;
    for (auto& journal : journals) journal = Journal::in_memory();
    const auto exchange = [&] {
      for (const auto& from : journals)
        for (const auto& to : journals) import_into(*to, exported(*from));
    };
    const auto seen = journals[0]->add_session(session_at("2026-03-12T15:00"));
    exchange();
    for (const std::size_t i : {0U, 1U}) {
      auto session = seen;
      session.note = i == deleting ? "deleted" : "kept";
      journals[i]->change_session(session, seen);
      import_into(*journals[2], exported(*journals[i]));
    }
    CHECK(words_in(*journals[2]) == std::multiset<std::string>{"deleted", "kept"});
    journals[deleting]->remove(Thing::session, std::vector<Id>{seen.id});
    exchange();
    exchange();
    for (const auto& journal : journals) CHECK(words_in(*journal) == std::multiset<std::string>{"kept"});
  }
}

TEST_CASE("a session that is changed or deleted in one journal is so in the other, too") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto seen = first->add_session(session_at("2026-03-12T15:00"));
  const auto before = exported(*first);
  import_into(*second, before);
  auto session = seen;
  session.note = "longer than planned";
  const auto changed = first->change_session(session, seen);
  import_into(*second, exported(*first));
  REQUIRE(second->sessions().size() == 1);
  CHECK(second->sessions()[0].note == "longer than planned");
  import_into(*second, before);  // the old export brings nothing back
  CHECK(second->sessions()[0].note == "longer than planned");
  auto entry = entry_at("2026-03-12T21:10", {}, "chosen");
  entry.session = second->sessions()[0].id;
  entry.session_chosen = true;
  keep_one(*second, entry);
  first->remove(Thing::session, std::vector<Id>{changed.id});
  import_into(*second, exported(*first));
  CHECK(second->sessions().empty());
  CHECK_FALSE(second->entries({}).at(0).session);
  import_into(*second, before);
  CHECK(second->sessions().empty());
}

TEST_CASE(
    "a carried note that is deleted in one journal is so in the other, and no old export brings it back") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  CarriedNote note;
  note.text = "the left shoulder";
  note.added = vienna("2026-03-12T21:10");
  note = first->add_carried(note);
  const auto before = exported(*first);
  import_into(*second, before);
  first->forget(Thing::carried, std::vector<Id>{note.id});
  import_into(*first, before);
  CHECK(first->carried(Carried::all).empty());
  import_into(*second, exported(*first));
  CHECK(second->carried(Carried::all).empty());
}

TEST_CASE("a session that comes back in one journal comes back in the other") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto steps = [&] { first->keep_steps([] { return vienna("2026-03-12T21:10"); }); };
  steps();
  const auto kept = first->add_session(session_at("2026-03-12T15:00"));
  steps();
  first->remove(Thing::session, std::vector<Id>{kept.id});
  import_into(*second, exported(*first));
  first->undo(1);
  import_into(*second, exported(*first));
  CHECK(second->sessions().size() == 1);
  import_into(*first, exported(*second));
  CHECK(contents_of(*first) == contents_of(*second));
}

TEST_CASE("a thing to bring along that is no longer done is no longer done anywhere") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto steps = [&] { first->keep_steps([] { return vienna("2026-03-12T21:10"); }); };
  CarriedNote note;
  note.text = "the left shoulder";
  note.added = vienna("2026-03-13T08:00");
  steps();
  note = first->add_carried(note);
  steps();
  first->finish_carried(note.id, vienna("2026-03-14T08:00"));
  import_into(*second, exported(*first));
  first->undo(1);
  const auto undone = exported(*first);
  import_into(*first, exported(*second));
  import_into(*second, undone);
  CHECK_FALSE(first->carried(Carried::all).at(0).done);
  CHECK_FALSE(second->carried(Carried::all).at(0).done);
  CHECK(exported(*first) == exported(*second));
}

TEST_CASE("an import that is taken back leaves what it put beside something that was changed since") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto seen = first->add_session(session_at("2026-03-12T15:00"));
  import_into(*second, exported(*first));
  auto session = seen;
  session.note = "later";
  session = first->change_session(session, seen);
  session.note = "latest";
  first->change_session(session, *first->find_session(seen.id));
  const auto step = [&] { second->keep_steps([] { return vienna("2026-03-12T21:10"); }); };
  step();
  session = seen;
  session.note = "here";
  second->change_session(session, seen);
  step();
  import_into(*second, exported(*first));
  step();
  session.note = "changed since";
  second->change_session(session, *second->find_session(seen.id));
  CHECK(words_in(*second) == std::multiset<std::string>{"changed since", "here"});
  second->undo(2);
  CHECK(words_in(*second) == std::multiset<std::string>{"here", "latest"});
}

TEST_CASE("an import that is taken back can be taken in again") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  keep_note(*first, "2026-03-12T21:10", "one");
  const auto text = exported(*first);
  second->keep_steps([] { return vienna("2026-03-12T21:10"); });
  import_into(*second, text, Journal::Trial::yes);
  CHECK(second->steps(0).empty());
  import_into(*second, text);
  second->undo(1);
  CHECK(second->entries({}).empty());
  second->keep_steps([] { return vienna("2026-03-12T21:20"); });
  import_into(*second, text);
  CHECK(notes_of(second->entries({})) == Texts{"one"});
}
