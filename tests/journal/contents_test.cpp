#include "journal/contents.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "journal/former.hpp"
#include "journal/intake.hpp"
#include "journal/schema.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

struct Contents {
  ContentCounts counts;
  std::vector<std::string> questions;
  std::vector<Id> sessions;
  std::vector<Former> former;
  std::vector<KeptEntry> entries;
};

Contents contents_of(const Journal& journal) {
  Contents all;
  ContentVisitor visitor;
  visitor.counts = [&](const ContentCounts& counts) { all.counts = counts; };
  visitor.question = [&](const auto& wording) { all.questions.push_back(wording->name); };
  visitor.session = [&](const Session& session) { all.sessions.push_back(session.id); };
  visitor.former = [&](const Former& former) { all.former.push_back(former); };
  visitor.entry = [&](const KeptEntry& kept) { all.entries.push_back(kept); };
  journal.read_through(visitor);
  return all;
}

}  // namespace

TEST_CASE("everything is handed over as it was kept, by its number") {
  const auto journal = Journal::in_memory();
  journal->add_session(session_at("2026-03-12T15:00"));
  keep_one(*journal, entry_at("2026-03-13T21:10", answers_of_every_kind(), "late"));
  auto tagged = entry_at("2026-03-12T21:10", {given(count_question(), Count{2})});
  tagged.tags = {"a", "b"};
  keep_one(*journal, tagged);
  journal->begin_draft(entry_at("2026-03-14T21:10"));
  const auto all = contents_of(*journal);
  CHECK(all.counts == ContentCounts{answers_of_every_kind().size(), 1, 0, 0, 0, 3});
  CHECK(all.questions.size() == all.counts.questions);
  CHECK(std::is_sorted(all.questions.begin(), all.questions.end()));
  CHECK(all.sessions == std::vector<Id>{1});
  REQUIRE(all.entries.size() == 3);
  check_same(all.entries[0].entry, *journal->find_entry(1));
  check_same(all.entries[1].entry, *journal->find_entry(2));
  CHECK(all.entries[2].entry.state == EntryState::draft);
}

TEST_CASE("a change leaves what was before as a former version, without its words") {
  const auto journal = Journal::in_memory();
  const auto seen = keep_note(*journal, "2026-03-12T21:10", "early");
  const auto before = version_of(*find_kept(*journal, seen.uuid));
  auto entry = seen;
  entry.note = "late";
  journal->change(entry, seen);
  const auto all = contents_of(*journal);
  REQUIRE(all.former.size() == 1);
  CHECK(all.former[0].uuid == seen.uuid);
  CHECK(all.former[0].revision == 0);
  CHECK(all.former[0].checksum == before.checksum);
  CHECK(all.entries.at(0).revision == 1);
}

TEST_CASE("a journal of an earlier schema is read through as it is") {
  const TemporaryFolder folder;
  {
    SQLite::Database sql(folder.file(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    sql.exec(migrations()[0].sql);
    sql.exec("PRAGMA user_version = 1; PRAGMA application_id = 0x46454C54");
    sql.exec(
        "INSERT INTO entry(uuid, about_at, offset_min, zone, felt_day, recorded_at, phase, flow, note, "
        "state) VALUES ('u', '2026-03-12T20:10:00Z', 60, 'Europe/Vienna', '2026-03-12', "
        "'2026-03-12T20:10:00Z', 'anytime', 'quick', 'kept', 'kept')");
  }
  std::filesystem::permissions(folder.file(),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const auto journal = Journal::open_existing(folder.file());
  const auto all = contents_of(*journal);
  REQUIRE(all.entries.size() == 1);
  CHECK(all.entries[0].entry.note == "kept");
  CHECK(all.entries[0].revision == 0);
  CHECK(find_kept(*journal, "u")->entry.id == 1);
  CHECK_FALSE(find_kept(*journal, "v"));
}

TEST_CASE("an answer without its entry is damage, not something to leave out") {
  const TemporaryFolder folder;
  keep_one(*Journal::open_or_make(folder.file()),
           entry_at("2026-03-12T21:10", {given(count_question(), Count{2})}));
  {
    SQLite::Database sql(folder.file(), SQLite::OPEN_READWRITE);
    sql.exec("PRAGMA foreign_keys = OFF; DELETE FROM entry");
  }
  CHECK(exit_of([&] { contents_of(*Journal::open_existing(folder.file())); }) == 13);
}

TEST_CASE("work that throws leaves the journal as it was") {
  const auto journal = Journal::in_memory();
  CHECK(exit_of([&] {
          journal->take_in([&](Intake& intake) {
            auto session = session_at("2026-03-12T15:00");
            session.uuid = "s";
            intake.take(session);
            throw ContentError("wrong");
          });
        }) == 3);
  CHECK(journal->sessions().empty());
}

TEST_CASE("a session that comes later draws entries near it that chose none") {
  const auto journal = Journal::in_memory();
  keep_note(*journal, "2026-03-12T21:10", "note");
  journal->take_in([](Intake& intake) {
    auto session = session_at("2026-03-12T15:00");
    session.uuid = "s";
    session.id = 7;
    CHECK(intake.take(session) == Arrival::taken);
    CHECK(session.id == 7);
    intake.finish();
  });
  CHECK(journal->find_entry(1)->session == Id{7});
}
