// Copies of sealed journals, and what can be saved from damaged ones.
#include <random>

#include "full_run.hpp"
#include "journal/backup.hpp"
#include "journal/salvage.hpp"
#include "journal/sealed_store.hpp"
#include "sealed_journal.hpp"

using namespace felt;
using namespace felt::test;

namespace {

std::string flipped(std::string bytes, std::size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  return bytes;
}

bool is_readable(const std::string& bytes) {
  return bytes.find("note ") != bytes.npos || bytes.find("SQLite") != bytes.npos;
}

// Two hundred entries: half a dozen chunks.
std::string fill(SealedJournal& sealed) {
  const auto journal = sealed.open();
  std::vector<Entry> entries;
  for (int i = 0; i < 200; ++i)
    entries.push_back(entry_at("2026-03-12T22:00", {}, "note " + std::to_string(i) + std::string(400, 'x')));
  journal->keep(std::move(entries));
  return bytes_of(sealed.path);
}

}  // namespace

TEST_CASE("a copy of a sealed journal is the same file, read back with the passphrase") {
  SealedJournal sealed;
  const auto copy = sealed.folder.file("copy.db");
  const auto checkup = back_up(sealed.path, copy, Overwrite::no, typing({right}));
  CHECK(checkup.entries == 1);
  CHECK(bytes_of(copy) == bytes_of(sealed.path));
  CHECK(mode_of(copy) == 0600);
  CHECK(exit_of([&] { back_up(sealed.path, copy, Overwrite::no, typing({right})); }) == 2);
}

TEST_CASE("without the passphrase, or of a damaged sealed journal, there is no copy") {
  SealedJournal sealed;
  const auto files = sealed.files();
  const auto copy = sealed.folder.file("copy.db");
  CHECK(exit_of([&] { back_up(sealed.path, copy, Overwrite::no, typing({"no"})); }) == 12);
  write_bytes(sealed.path, flipped(bytes_of(sealed.path), 100'000));
  CHECK(exit_of([&] { back_up(sealed.path, copy, Overwrite::no, typing({right})); }) == 13);
  CHECK(sealed.files() == files);
}

TEST_CASE("a plain copy is sealed where it is, and a sealed one gets the new passphrase") {
  SealedJournal sealed;
  const auto copy = sealed.folder.file("copy.db");
  keep_note(*Journal::open_or_make(copy), "2026-03-12T21:10", "note of the copy");
  CHECK(is_readable(bytes_of(copy)));
  CHECK(seal_copy(copy, seal_with("five six seven eight"), {}) == Rest::gone);
  CHECK_FALSE(is_readable(bytes_of(copy)));
  CHECK(sealed.files() == Texts{"copy.db", "journal.db", "journal.db.lock"});
  seal_copy(copy, seal_with(right), typing({"five six seven eight"}));
  CHECK(exit_of([&] { check_journal(copy, typing({"five six seven eight"})); }) == 12);
  CHECK(notes_of(Journal::open_existing(copy, typing({right}))->entries({})) == Texts{"note of the copy"});
}

TEST_CASE("what is deleted for good is in the save before, too, no more") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  const auto id = keep_note(*journal, "2026-03-12T22:00", "to be gone").id;
  keep_note(*journal, "2026-03-12T23:00", "third");
  journal->forget(Thing::entry, std::vector{id});
  for (const auto* end : {"", ".prev"})
    CHECK(notes_of(Journal::open_existing(sealed.path + end, typing({right}))->entries({})) ==
          Texts{"the hip is warm", "third"});
}

TEST_CASE("sessions and carried notes that are deleted for good are in the save before, too, no more") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  const auto session = journal->add_session(session_at("2026-03-12T15:00"));
  CarriedNote note;
  note.text = "to be gone";
  note.added = vienna("2026-03-12T21:10");
  note = journal->add_carried(note);
  journal->forget(Thing::session, std::vector{session.id});
  journal->forget(Thing::carried, std::vector{note.id});
  for (const auto* end : {"", ".prev"}) {
    const auto read = Journal::open_existing(sealed.path + end, typing({right}));
    CHECK_FALSE(read->has_known(Thing::session, session.id));
    CHECK_FALSE(read->has_known(Thing::carried, note.id));
  }
}

TEST_CASE("steps of a sealed journal can be taken back and put back") {
  SealedJournal sealed;
  const auto journal = sealed.open();
  journal->keep_steps([] { return vienna("2026-03-12T22:00"); });
  keep_note(*journal, "2026-03-12T22:00", "second");
  journal->undo(1);
  CHECK(sealed.notes() == Texts{"the hip is warm"});
  journal->redo(1);
  CHECK(sealed.notes() == Texts{"the hip is warm", "second"});
}

TEST_CASE("what stands before the damage is saved from a sealed journal, and nothing that was not written") {
  SealedJournal sealed;
  const auto whole = fill(sealed);
  const auto written = sealed.notes();
  std::mt19937 dice(7);
  std::size_t saved_some = 0;
  for (unsigned time = 0; time < a_few_or(20, 300); ++time) {
    const auto at = dice() % whole.size();
    CAPTURE(at);
    write_bytes(sealed.path, flipped(whole, at));
    CHECK(exit_of([&] { sealed.notes(); }) == 13);
    const auto into = Journal::in_memory();
    Salvaged salvaged;
    const int exit = exit_of([&] { salvaged = salvage(sealed.path, *into, typing({right})); });
    CHECK((exit == 0 || exit == 13));
    for (const auto& note : notes_of(into->entries({})))
      CHECK(std::find(written.begin(), written.end(), note) != written.end());
    if (exit == 0) ++saved_some;
    if (exit == 0 && salvaged.entries < written.size()) CHECK_FALSE(salvaged.lost.empty());
  }
  CHECK(saved_some > 0);
}

TEST_CASE("a sealed journal opens from the copy of its header at the end, and stays sealed") {
  SealedJournal sealed;
  write_bytes(sealed.path, flipped(fill(sealed), 3));
  CHECK(was_sealed(sealed.path));
  CHECK_FALSE(is_sealed_file(sealed.path));
  const auto into = Journal::in_memory();
  const auto salvaged = salvage(sealed.path, *into, typing({right}));
  CHECK(salvaged.entries == 201);
  CHECK(salvaged.lost.empty());
  const auto file = sealed.folder.file("saved.db");
  into->keep_sealed(file, seal_with(right));
  CHECK_FALSE(is_readable(bytes_of(file)));
  CHECK(Journal::open_existing(file, typing({right}))->entries({}).size() == 201);
}

TEST_CASE("nothing is saved from a sealed journal with another passphrase") {
  SealedJournal sealed;
  const auto into = Journal::in_memory();
  CHECK(exit_of([&] { salvage(sealed.path, *into, typing({"one two three"})); }) == 12);
  CHECK(into->entries({}).empty());
}
