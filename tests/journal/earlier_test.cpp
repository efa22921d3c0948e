// Journals as earlier felts wrote them, one for each schema, in tests/journals/: two sessions' worth of
// answers of most kinds, and under later schemas what came with them. A new migration leaves a journal of the
// schema before it there.
#include <SQLiteCpp/SQLiteCpp.h>

#include "journal/checksum.hpp"
#include "journal/schema.hpp"
#include "journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

namespace fs = std::filesystem;

std::string kept_journal(int schema) {
  return FELT_TEST_DATA "/journals/schema-" + std::to_string(schema) + ".db";
}

// A copy that may be written to.
std::string copy_of(int schema, const TemporaryFolder& folder) {
  fs::copy_file(kept_journal(schema), folder.file());
  fs::permissions(folder.file(), fs::perms(0600));
  return folder.file();
}

int schema_in(const std::string& path) {
  return SQLite::Database(path).execAndGet("PRAGMA user_version").getInt();
}

Texts kept_checksums(const std::string& path) {
  SQLite::Database sql(path);
  SQLite::Statement rows(sql, "SELECT checksum FROM entry WHERE state <> 'draft' ORDER BY about_at");
  Texts found;
  while (rows.executeStep()) found.push_back(rows.getColumn(0).getString());
  return found;
}

Texts checksums_of(const std::vector<Entry>& entries) {
  Texts found;
  for (const auto& entry : entries) found.push_back(checksum_of(entry));
  return found;
}

void check_content(const Journal& journal, const std::string& path) {
  const auto entries = journal.entries({});
  CHECK(notes_of(entries) == Texts{"", "Warm hands.\nSlept on the way.", ""});
  CHECK(checksums_of(entries) == kept_checksums(path));
  CHECK(entries.at(0).tags == Texts{"neck"});
  CHECK(entries.at(1).is_private);
  CHECK(entries.at(2).answers.size() == 7);
  CHECK(journal.sessions().at(0).note == "first one");
  CHECK(journal.drafts().size() == 1);
  CHECK(journal.search(Texts{"hands"}, {}).size() == 1);
}

}  // namespace

TEST_CASE("there is a journal of every earlier schema") {
  for (int schema = 1; schema < newest_schema(); ++schema) {
    CAPTURE(schema);
    REQUIRE(fs::exists(kept_journal(schema)));
    CHECK(schema_in(kept_journal(schema)) == schema);
  }
}

TEST_CASE("a journal of an earlier schema is read as it is") {
  for (int schema = 1; schema < newest_schema(); ++schema) {
    CAPTURE(schema);
    const TemporaryFolder folder;
    const auto path = copy_of(schema, folder);
    const auto before = bytes_of(path);
    check_content(*Journal::open_existing(path), path);
    CHECK(Journal::open_existing(path)->carried(Carried::all).size() == (schema < 4 ? 0 : 2));
    CHECK(bytes_of(path) == before);
  }
}

TEST_CASE("a journal of an earlier schema is brought up to date when it is written to, with all it holds") {
  for (int schema = 1; schema < newest_schema(); ++schema) {
    CAPTURE(schema);
    const TemporaryFolder folder;
    const auto path = copy_of(schema, folder);
    const auto journal = Journal::open_or_make(path);
    CHECK(schema_in(path) == newest_schema());
    check_content(*journal, path);
    CarriedNote note;
    note.text = "the hip";
    note.added = vienna("2026-03-14T09:00");
    CHECK(journal->add_carried(note).id == (schema < 4 ? 1 : 3));
    CHECK(keep_note(*journal, "2026-03-14T09:00", "new").id == 5);
    CHECK(journal->passed_in(4) == (schema < 2 ? "" : "emotions/energy"));
    CHECK(journal->finish_draft(4, EntryState::kept, {}).value().answers.size() == 1);
  }
}
