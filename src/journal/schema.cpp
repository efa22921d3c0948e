#include "journal/schema.hpp"

#include "journal/carry.hpp"
#include "journal/sessions.hpp"

namespace felt {
namespace {

// Instants are UTC text such as 2026-03-12T20:10:00Z, which sorts by time. Offsets are minutes east of UTC.
// A skipped question leaves no row. An answer has one row, or one per picked word or place; a quality of a
// place has its own row whose of_item is the item of the place.
constexpr const char* schema_1 = R"sql(
CREATE TABLE session(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  starts_at TEXT NOT NULL,
  offset_min INTEGER NOT NULL,
  zone TEXT NOT NULL,
  minutes INTEGER NOT NULL DEFAULT 0,
  with_whom TEXT NOT NULL DEFAULT '',
  kinds TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX session_by_start ON session(starts_at);

CREATE TABLE entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  about_at TEXT NOT NULL,
  offset_min INTEGER NOT NULL,
  zone TEXT NOT NULL,
  felt_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  session_id INTEGER REFERENCES session(id) ON DELETE SET NULL,
  session_chosen INTEGER NOT NULL DEFAULT 0,
  phase TEXT NOT NULL,
  flow TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  private INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('draft', 'kept', 'stopped')),
  checksum TEXT
);
CREATE INDEX entry_by_time ON entry(about_at, id);
CREATE INDEX entry_by_session ON entry(session_id) WHERE session_id IS NOT NULL;
CREATE INDEX entry_draft ON entry(id) WHERE state = 'draft';

CREATE TABLE question(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  language TEXT NOT NULL,
  wording TEXT NOT NULL,
  type TEXT NOT NULL,
  scale TEXT NOT NULL,
  direction TEXT NOT NULL,
  share TEXT NOT NULL,
  UNIQUE (name, version, language, wording, type, scale, direction, share)
);

CREATE TABLE word(
  id INTEGER PRIMARY KEY,
  item TEXT NOT NULL,
  label TEXT NOT NULL,
  UNIQUE (item, label)
);

CREATE TABLE answer(
  entry_id INTEGER NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  item INTEGER NOT NULL,
  question_id INTEGER NOT NULL REFERENCES question(id),
  word_id INTEGER REFERENCES word(id),
  side TEXT,
  aspect TEXT,
  of_item INTEGER,
  number REAL,
  text TEXT,
  state TEXT NOT NULL CHECK (state IN ('answered', 'unsure')),
  PRIMARY KEY (entry_id, place, item)
) WITHOUT ROWID;
CREATE INDEX answer_by_question ON answer(question_id, entry_id, number);

CREATE TABLE tag(
  entry_id INTEGER NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (entry_id, name)
) WITHOUT ROWID;
CREATE INDEX tag_by_name ON tag(name, entry_id);

CREATE VIRTUAL TABLE search USING fts5(words, tokenize = "unicode61 remove_diacritics 2");
)sql";

// The full name of the question of a draft that was left last, answered or not; empty once it is an entry.
constexpr const char* schema_2 = "ALTER TABLE entry ADD COLUMN passed TEXT NOT NULL DEFAULT ''";

// How often an entry was changed, and the versions of entries that later ones took the place of: what two
// journals need to be joined without asking which of them is right. Where an entry was changed in both, one
// version stands beside the other as a copy of an entry at a revision.
constexpr const char* schema_3 = R"sql(
ALTER TABLE entry ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN copy_of TEXT;
ALTER TABLE entry ADD COLUMN copy_revision INTEGER;
CREATE INDEX entry_copy ON entry(copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE former(
  uuid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  PRIMARY KEY (uuid, revision, checksum)
) WITHOUT ROWID;
)sql";

// Notes for the next session; those still to be brought are not done.
constexpr const char* schema_4 = R"sql(
CREATE TABLE carry(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_offset_min INTEGER NOT NULL,
  added_zone TEXT NOT NULL,
  done_at TEXT,
  done_offset_min INTEGER,
  done_zone TEXT
);
CREATE INDEX carry_open ON carry(id) WHERE done_at IS NULL;
)sql";

// All that summaries read of an answer, in their order, so that they need not look it up in the table.
constexpr const char* schema_5 = R"sql(
DROP INDEX answer_by_question;
CREATE INDEX answer_by_question
  ON answer(question_id, entry_id, item, number, word_id, of_item, side, aspect);
)sql";

// The few answers that are unsure, so that the others are counted without looking at each.
constexpr const char* schema_6 =
    "CREATE INDEX answer_unsure ON answer(question_id, entry_id, item) WHERE state = 'unsure'";

// What was shared, when and for whom: how many answers left and stayed, and of which questions they were, as
// a JSON object of their numbers by full name. No words of theirs.
constexpr const char* schema_7 = R"sql(
CREATE TABLE share_log(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  shared_at TEXT NOT NULL,
  offset_min INTEGER NOT NULL,
  zone TEXT NOT NULL,
  for_whom TEXT NOT NULL,
  format TEXT NOT NULL,
  file TEXT NOT NULL,
  entries INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  carried INTEGER NOT NULL,
  staying_answers INTEGER NOT NULL,
  staying_notes INTEGER NOT NULL,
  questions TEXT NOT NULL
);
)sql";

// What undo takes back: a step for each command, and what it did to each thing. `version` is the row of what
// stood there before, in the table past_… of its kind; once the step is taken back, of what stood there after
// it. A choice is a chosen session that an entry lost; its version is the number of that session.
// Sessions and carried notes get what entries have: how often they were changed, and a checksum.
constexpr const char* schema_8 = R"sql(
ALTER TABLE session ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN checksum TEXT;
ALTER TABLE carry ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE carry ADD COLUMN checksum TEXT;

CREATE TABLE step(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  offset_min INTEGER NOT NULL,
  zone TEXT NOT NULL,
  joined INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'left'))
);
CREATE INDEX step_by_state ON step(state, id);

CREATE TABLE change(
  step_id INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('entry', 'session', 'carry', 'choice')),
  item INTEGER NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('added', 'changed', 'deleted')),
  version INTEGER,
  PRIMARY KEY (step_id, kind, item)
) WITHOUT ROWID;
CREATE INDEX change_by_item ON change(kind, item);

CREATE TABLE past_entry(
  version INTEGER PRIMARY KEY,
  id INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  about_at TEXT NOT NULL,
  offset_min INTEGER NOT NULL,
  zone TEXT NOT NULL,
  felt_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  session_id INTEGER,
  session_chosen INTEGER NOT NULL,
  phase TEXT NOT NULL,
  flow TEXT NOT NULL,
  note TEXT NOT NULL,
  private INTEGER NOT NULL,
  state TEXT NOT NULL,
  checksum TEXT,
  passed TEXT NOT NULL,
  revision INTEGER NOT NULL,
  copy_of TEXT,
  copy_revision INTEGER
);
CREATE INDEX past_entry_by_id ON past_entry(id);

CREATE TABLE past_answer(
  version INTEGER NOT NULL REFERENCES past_entry(version) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  item INTEGER NOT NULL,
  question_id INTEGER NOT NULL REFERENCES question(id),
  word_id INTEGER REFERENCES word(id),
  side TEXT,
  aspect TEXT,
  of_item INTEGER,
  number REAL,
  text TEXT,
  state TEXT NOT NULL,
  PRIMARY KEY (version, place, item)
) WITHOUT ROWID;

CREATE TABLE past_tag(
  version INTEGER NOT NULL REFERENCES past_entry(version) ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (version, name)
) WITHOUT ROWID;

CREATE TABLE past_session(
  version INTEGER PRIMARY KEY,
  id INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  offset_min INTEGER NOT NULL,
  zone TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  with_whom TEXT NOT NULL,
  kinds TEXT NOT NULL,
  note TEXT NOT NULL,
  revision INTEGER NOT NULL,
  checksum TEXT
);

CREATE TABLE past_carry(
  version INTEGER PRIMARY KEY,
  id INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  text TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_offset_min INTEGER NOT NULL,
  added_zone TEXT NOT NULL,
  done_at TEXT,
  done_offset_min INTEGER,
  done_zone TEXT,
  revision INTEGER NOT NULL,
  checksum TEXT
);
)sql";

void add_checksums(SQLite::Database& sql) {
  add_session_checksums(sql);
  add_carried_checksums(sql);
}

constexpr Migration steps[] = {{1, schema_1}, {2, schema_2}, {3, schema_3}, {4, schema_4},
                               {5, schema_5}, {6, schema_6}, {7, schema_7}, {8, schema_8, add_checksums}};

}  // namespace

std::span<const Migration> migrations() { return steps; }
int newest_schema() { return steps[std::size(steps) - 1].number; }

}  // namespace felt
