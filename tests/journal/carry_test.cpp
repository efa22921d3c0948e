#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

CarriedNote note_of(const std::string& text, const std::string& at = "2026-03-12T21:10") {
  CarriedNote note;
  note.text = text;
  note.added = vienna(at);
  return note;
}

Texts texts_of(const std::vector<CarriedNote>& notes) {
  Texts texts;
  for (const auto& note : notes) texts.push_back(note.text);
  return texts;
}

}  // namespace

TEST_CASE("a carried note gets an id and a uuid and reads back as it was added") {
  const TemporaryFolder folder;
  const auto added = Journal::open_or_make(folder.file())->add_carried(note_of("the hip\nand \"more\" 肩"));
  CHECK(added.id == 1);
  CHECK(added.uuid.size() == 36);
  const auto notes = Journal::open_existing(folder.file())->carried(Carried::open);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].id == 1);
  CHECK(notes[0].uuid == added.uuid);
  CHECK(notes[0].text == "the hip\nand \"more\" 肩");
  CHECK(notes[0].added == vienna("2026-03-12T21:10"));
  CHECK_FALSE(notes[0].done);
}

TEST_CASE("a note that is done is kept, out of the way") {
  const auto journal = Journal::in_memory();
  for (const auto* text : {"one", "two", "three"}) journal->add_carried(note_of(text));
  const auto when = vienna("2026-03-19T15:00");
  CHECK(journal->finish_carried(2, when).done == when);
  CHECK(texts_of(journal->carried(Carried::open)) == Texts{"one", "three"});
  const auto all = journal->carried(Carried::all);
  CHECK(texts_of(all) == Texts{"one", "two", "three"});
  CHECK(all[1].done == when);
  CHECK_FALSE(all[0].done);
}

TEST_CASE("a note that was done already keeps the moment it was done") {
  const auto journal = Journal::in_memory();
  journal->add_carried(note_of("one"));
  const auto first = vienna("2026-03-19T15:00");
  journal->finish_carried(1, first);
  CHECK(journal->finish_carried(1, vienna("2026-03-26T15:00")).done == first);
  CHECK(journal->carried(Carried::all)[0].done == first);
}

TEST_CASE("an unknown note cannot be done") {
  const auto journal = Journal::in_memory();
  journal->add_carried(note_of("one"));
  CHECK(failure_of([&] { journal->finish_carried(2, vienna("2026-03-19T15:00")); }) ==
        std::pair(2, std::string("there is no carried note 2")));
}

TEST_CASE("a note that comes with a uuid keeps it, and no two notes share one") {
  const auto journal = Journal::in_memory();
  auto note = note_of("one");
  note.uuid = "0b0c7a0e-1111-4222-8333-444455556666";
  CHECK(journal->add_carried(note).uuid == note.uuid);
  CHECK(exit_of([&] { journal->add_carried(note); }) != 0);
  CHECK(journal->carried(Carried::all).size() == 1);
}
