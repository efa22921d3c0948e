#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "journal/contents.hpp"
#include "journal/database.hpp"
#include "journal/uuid.hpp"
#include "model/entry.hpp"

namespace felt {

// Rows to values and back, inside a transaction the caller holds.

// Finds or adds the wording, and the words picked from lists; remembers most of them while it lives,
// which is no longer than a transaction.
class RowWriter {
 public:
  explicit RowWriter(SQLite::Database& sql) : m_sql(sql) {}
  Id add_entry(const Entry& entry);  // the row and its tags, no answers; with its id if it has one
  void remove_entry(Id entry);       // with everything that belongs to it
  // The row, tags, answers and indexed words of an entry in the place of those it had.
  void replace_entry(const Entry& entry);
  void add_answers(const Entry& entry);  // all of them, in their order
  void add_answer(Id entry, int place, const Given& given);
  void remove_answer(Id entry, std::string_view question);
  void index_words(const Entry& entry);

 private:
  Id question_id(const Wording& wording);
  Id word_id(const Word& word);
  void add_tags(Id entry, const std::vector<std::string>& tags);
  void remove_parts(Id entry);

  // A statement that is compiled when it is first needed, ready to be bound.
  using Prepared = std::unique_ptr<SQLite::Statement>;
  SQLite::Statement& ready(Prepared& statement, const char* text);

  SQLite::Database& m_sql;
  std::map<std::string, std::vector<std::pair<Wording, Id>>> m_questions;  // by name
  std::map<std::pair<std::string, std::string>, Id> m_words;               // by id and label
  Prepared m_add_entry, m_add_answer, m_add_tag, m_add_words;
};

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
inline constexpr const char* entry_tables = "entry LEFT JOIN session ON session.id = entry.session_id";

// The words the search index holds for an entry: its note, text answers and own words.
std::string indexed_words(const Entry& entry);
// The same as readable lines.
std::vector<std::string> indexed_lines(const Entry& entry);

// BLAKE2b-128 over everything a person wrote in the entry, as 32 hexadecimal digits; how the bytes are laid
// out is said in checksum.cpp and never changes.
std::string checksum_of(const Entry& entry);

// The same over everything kept about a session.
std::string checksum_of(const Session& session);
// The same over a carried note, but for whether it is done.
std::string checksum_of(const CarriedNote& note);

// A moment in three columns, or parameters, next to each other: the instant, the offset in minutes, the zone.
Moment moment_in(SQLite::Statement& row, int column);
void bind_moment(SQLite::Statement& statement, int first, const Moment& moment);

// Error (damaged): the journal holds `what` that felt never wrote.
[[noreturn]] void refuse_damage(std::string_view what);
// A kept day; Error (damaged) for any other text.
Day day_in(const std::string& text);
// Hands over JSON that felt kept; text that is none, or of another shape than `read` expects, is damage.
void read_kept_json(const std::string& text, std::string_view what,
                    const std::function<void(const Json&)>& read);

}  // namespace felt
