#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "journal/contents.hpp"
#include "journal/database.hpp"
#include "model/entry.hpp"

namespace felt {

// Rows to values, inside a transaction the caller holds.

// Reads entries with all their answers; wordings are shared between them.
class RowReader {
 public:
  explicit RowReader(SQLite::Database& sql) : m_sql(sql) {}
  Entry entry(SQLite::Statement& row);               // of a statement that selects entry_columns
  static Entry entry_alone(SQLite::Statement& row);  // the same without answers and tags
  // The answers and tags of an entry as it was in an earlier version.
  void read_past_parts(Entry& entry, Id version);
  // Takes one row of an answer; `place` is that of the row before, -1 at the first.
  void take_answer_row(Entry& entry, SQLite::Statement& row, int& place);
  std::shared_ptr<const Wording> wording(Id question_id);
  // What belongs to an entry, part by part, where one of them may not read.
  Given answer_at(Id entry, int place);
  void read_tags(Entry& entry);

 private:
  Wording read_wording(Id question_id);
  void read_answers(Entry& entry);
  SQLite::Database& m_sql;
  std::map<Id, std::shared_ptr<const Wording>> m_wordings;
  std::unique_ptr<SQLite::Statement> m_answers, m_tags, m_wording;
};

// The entry or draft with that id.
std::optional<Entry> find_entry(SQLite::Database& sql, Id id);

// Finds entries and drafts by their uuids, one after the other, in a journal of this schema; lives no longer
// than a transaction.
class KeptFinder {
 public:
  KeptFinder(SQLite::Database& sql, int schema);
  std::optional<KeptEntry> find(const std::string& uuid);

 private:
  RowReader m_reader;
  SQLite::Statement m_row;
};

// The same of one entry by its id.
std::optional<KeptEntry> find_kept_entry(SQLite::Database& sql, int schema, Id id);

// Reads every entry by its id, drafts too, in one pass over each table.
class EntryStream {
 public:
  // Of a journal of this schema; what an older one does not have yet is empty.
  EntryStream(SQLite::Database& sql, RowReader& reader, int schema);
  std::optional<KeptEntry> next();

 private:
  RowReader& m_reader;
  SQLite::Statement m_entries, m_answers, m_tags;
  bool m_has_answer, m_has_tag;
};

// What RowReader::entry expects of a row; `entry` and the left-joined `session` are the tables' names.
inline constexpr const char* entry_columns =
    "entry.id, entry.uuid, entry.about_at, entry.offset_min, entry.zone, entry.felt_day, entry.recorded_at, "
    "entry.session_id, entry.session_chosen, entry.phase, entry.flow, entry.note, entry.private, "
    "entry.state, "
    "session.starts_at, session.uuid";
inline constexpr int behind_entry_columns = 16;  // the place of the next one
inline constexpr const char* entry_tables = "entry LEFT JOIN session ON session.id = entry.session_id";

}  // namespace felt
