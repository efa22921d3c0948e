// Journals that exchange everything become equal, in whatever order and however often, and lose no words.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "exports.hpp"
#include "journal/journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

// Everything but the numbers, which differ from journal to journal.
std::set<std::string> contents_of(const Journal& journal) {
  std::map<Id, std::string> sessions;
  std::set<std::string> all;
  for (const auto& session : journal.sessions()) {
    sessions[session.id] = session.uuid;
    all.insert("session " + session.uuid + " " + iso_text(session.starts) + " " + session.note);
  }
  ContentVisitor visitor;
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

std::set<std::string> words_in(const Journal& journal) {
  const auto notes = notes_of(journal.entries({}));
  return {notes.begin(), notes.end()};
}

// Three devices of one person, and what she wrote on them.
class History {
 public:
  explicit History(unsigned seed) : m_dice(seed) {
    for (auto& device : m_devices) device = Journal::in_memory();
  }

  void go_on(int steps) {
    for (int step = 0; step < steps; ++step) act(*m_devices[below(3)]);
  }
  Journal& device(std::size_t i) { return *m_devices[i]; }
  const std::set<std::string>& words_that_stand() const { return m_words; }

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
  std::size_t below(std::size_t n) { return m_dice() % n; }

  void act(Journal& journal) {
    journal.keep_steps([] { return vienna("2026-03-12T21:10"); });
    switch (below(11)) {
      case 0:
      case 1:
        return write(journal);
      case 2:
      case 3:
        return change(journal);
      case 4:
        return erase(journal);
      case 5:
        return add_session(journal);
      case 6:
        m_shelf.push_back(exported(journal));
        return;
      case 7:
      case 8:
        return turn(journal, StepState::done);
      case 9:
        return turn(journal, StepState::undone);
      default:
        if (!m_shelf.empty()) import_into(journal, m_shelf[below(m_shelf.size())]);
    }
  }

  std::string next_word() { return "word" + std::to_string(++m_written); }

  Moment some_time() {
    auto moment = vienna("2026-03-12T21:10");
    moment.at += std::chrono::hours(below(24 * 40));
    return moment;
  }

  void write(Journal& journal) {
    const auto word = next_word();
    auto entry = entry_at("2026-03-12T21:10", {}, word);
    entry.about = some_time();
    entry.session_chosen = below(4) == 0;
    keep_one(journal, entry);
    m_words.insert(word);
  }

  void change(Journal& journal) {
    const auto entries = journal.entries({});
    if (entries.empty()) return;
    const auto& seen = entries[below(entries.size())];
    auto entry = seen;
    entry.note = next_word();
    m_words.erase(seen.note);
    m_words.insert(entry.note);
    journal.change(entry, seen);
  }

  void erase(Journal& journal) {
    const auto entries = journal.entries({});
    if (entries.empty()) return;
    const auto& gone = entries[below(entries.size())];
    m_words.erase(gone.note);
    journal.remove(std::vector<Id>{gone.id});
  }

  // Takes a change back, or puts one back. What an import brought stands where it came from, too.
  void turn(Journal& journal, StepState from) {
    const auto steps = journal.steps(0);
    if (std::none_of(steps.begin(), steps.end(), [&](const Step& step) { return step.state == from; }))
      return;
    const auto before = words_in(journal);
    const auto turned = from == StepState::done ? journal.undo(1) : journal.redo(1);
    const auto after = words_in(journal);
    for (const auto& word : after)
      if (!before.contains(word)) m_words.insert(word);
    if (turned.front().is_import) return;
    for (const auto& word : before)
      if (!after.contains(word)) m_words.erase(word);
  }

  void add_session(Journal& journal) {
    auto session = session_at("2026-03-12T15:00");
    session.starts = some_time();
    journal.add_session(session);
  }

  std::mt19937 m_dice;
  std::array<std::unique_ptr<Journal>, 3> m_devices;
  std::vector<std::string> m_shelf;  // exports as they were at some time
  std::set<std::string> m_words;     // written and not replaced or deleted by her
  int m_written = 0;
};

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
      import_into(*journal, exports[order.front()]);
      if (!contents) contents = contents_of(*journal);
      REQUIRE(contents_of(*journal) == *contents);
    } while (std::next_permutation(order.begin(), order.end()));
  }
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

TEST_CASE("a thing to bring along that is done in one journal is done, at the earlier moment") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  CarriedNote note;
  note.text = "the left shoulder";
  note.added = vienna("2026-03-13T08:00");
  note = first->add_carried(note);
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
  first->remove_session(changed.id);
  import_into(*second, exported(*first));
  CHECK(second->sessions().empty());
  CHECK_FALSE(second->entries({}).at(0).session);
  import_into(*second, before);
  CHECK(second->sessions().empty());
}

TEST_CASE("a session that comes back in one journal comes back in the other") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto steps = [&] { first->keep_steps([] { return vienna("2026-03-12T21:10"); }); };
  steps();
  const auto kept = first->add_session(session_at("2026-03-12T15:00"));
  steps();
  first->remove_session(kept.id);
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
