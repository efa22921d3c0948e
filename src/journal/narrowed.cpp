#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "base/text.hpp"
#include "journal/carry.hpp"
#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "journal/row_reader.hpp"
#include "journal/selection.hpp"
#include "journal/sessions.hpp"

// How a journal is made to hold only what leaves. SQLite looks a name up among temporary tables and views
// first, so one of each name is put before everything in the file, and none of felt's statements can read
// past it. Tables and columns that are not let through here by name are empty, whatever a later schema
// brings. A word of a list is found only through an answer.

namespace felt {
namespace {

using Columns = std::map<std::string, std::string_view, std::less<>>;

constexpr const char* tables_of_what_leaves = R"sql(
CREATE TEMP TABLE leaving(entry_id INTEGER PRIMARY KEY, with_note INTEGER NOT NULL);
CREATE TEMP TABLE staying(entry_id INTEGER, place INTEGER, item INTEGER,
                          PRIMARY KEY (entry_id, place, item)) WITHOUT ROWID;
CREATE TEMP TABLE leaving_session(session_id INTEGER PRIMARY KEY, with_note INTEGER NOT NULL,
                                  with_name INTEGER NOT NULL);
CREATE TEMP TABLE leaving_carried(carried_id INTEGER PRIMARY KEY);
)sql";

const Columns& columns_of_entry() {
  static const Columns columns{{"id", "id"},
                               {"uuid", "uuid"},
                               {"about_at", "about_at"},
                               {"offset_min", "offset_min"},
                               {"felt_day", "felt_day"},
                               {"recorded_at", "recorded_at"},
                               {"session_id", "session_id"},
                               {"session_chosen", "session_chosen"},
                               {"phase", "phase"},
                               {"flow", "flow"},
                               {"state", "state"},
                               {"note", "CASE WHEN with_note THEN note ELSE '' END"},
                               {"private", "0"},
                               {"revision", "0"},
                               {"zone", "''"},
                               {"passed", "''"}};
  return columns;
}

const Columns& columns_of_session() {
  static const Columns columns{{"id", "id"},
                               {"uuid", "uuid"},
                               {"starts_at", "starts_at"},
                               {"offset_min", "offset_min"},
                               {"minutes", "minutes"},
                               {"kinds", "kinds"},
                               {"with_whom", "CASE WHEN with_name THEN with_whom ELSE '' END"},
                               {"note", "CASE WHEN with_note THEN note ELSE '' END"},
                               {"zone", "''"}};
  return columns;
}

std::string in_sql_quotes(const std::string& name) {
  std::string text = "\"";
  for (const char byte : name) text.append(byte == '"' ? 2 : 1, byte);
  return text + '"';
}

// What a view selects: every column of the table, those that are not let through as nothing.
std::string selected(SQLite::Database& sql, const char* table, const Columns& let_through) {
  SQLite::Statement rows(sql, fmt::format("SELECT name FROM pragma_table_info('{}')", table));
  std::vector<std::string> columns;
  while (rows.executeStep()) {
    const auto name = rows.getColumn(0).getString();
    const auto found = let_through.find(name);
    columns.push_back(
        fmt::format("{} AS {}", found == let_through.end() ? "NULL" : found->second, in_sql_quotes(name)));
  }
  return join(columns, ", ");
}

std::vector<std::string> names_in(SQLite::Database& sql, const char* query) {
  SQLite::Statement rows(sql, query);
  std::vector<std::string> names;
  while (rows.executeStep()) names.push_back(rows.getColumn(0).getString());
  return names;
}

void widen(SQLite::Database& sql) {
  for (const auto* kind : {"view", "table"})
    for (const auto& name :
         names_in(sql, fmt::format("SELECT name FROM temp.sqlite_schema WHERE type = '{}'", kind).c_str()))
      sql.exec(fmt::format("DROP {} temp.{}", kind, in_sql_quotes(name)));
}

void put_ids(SQLite::Statement& insert, std::initializer_list<Id> values) {
  int column = 1;
  for (const Id value : values) insert.bind(column++, static_cast<int64_t>(value));
  insert.exec();
  insert.reset();
}

bool same_answers(const Entry& a, const Entry& b) {
  return std::equal(a.answers.begin(), a.answers.end(), b.answers.begin(), b.answers.end(),
                    [](const Given& one, const Given& other) { return one.answer == other.answer; });
}

// Walks over the rows of one entry beside what leaves of it, and notes those that stay.
class StayingRows {
 public:
  explicit StayingRows(SQLite::Database& sql)
      : m_rows(sql, "SELECT place, item, of_item FROM main.answer WHERE entry_id = ? ORDER BY place, item"),
        m_insert(sql, "INSERT INTO temp.staying(entry_id, place, item) VALUES(?, ?, ?)") {}

  void note(const Entry& entry, const Entry& leaving) {
    if (same_answers(entry, leaving)) return;
    m_leaving = leaving.answers.begin();
    auto given = entry.answers.begin();
    m_rows.reset();
    m_rows.bind(1, static_cast<int64_t>(entry.id));
    for (Id last = -1; m_rows.executeStep(); last = place()) {
      if (last != place()) begin(leaving, last < 0 ? *given : *++given);
      if (row_stays()) put_ids(m_insert, {entry.id, place(), m_rows.getColumn(1).getInt64()});
    }
  }

 private:
  Id place() { return m_rows.getColumn(0).getInt64(); }

  // The answers that leave stand in the order of the entry, and so do their places and words.
  void begin(const Entry& leaving, const Given& given) {
    const bool leaves =
        m_leaving != leaving.answers.end() && m_leaving->answer.question == given.answer.question;
    m_given = &given.answer;
    m_left = leaves ? &(m_leaving++)->answer : nullptr;
    m_next = m_next_left = 0;
    m_part_stays = false;
  }

  bool row_stays() {
    if (!m_left) return true;
    const bool begins_part = m_rows.isColumnNull(2);  // else it says more of the place before it
    if (const auto* named = begins_part ? std::get_if<Places>(&m_given->value) : nullptr)
      m_part_stays = next_stays(named->places, std::get<Places>(m_left->value).places);
    if (const auto* picked = std::get_if<Picks>(&m_given->value))
      m_part_stays = next_stays(picked->picks, std::get<Picks>(m_left->value).picks);
    return m_part_stays;
  }

  template <class Item>
  bool next_stays(const std::vector<Item>& items, const std::vector<Item>& left) {
    const bool leaves = m_next_left < left.size() && left[m_next_left] == items.at(m_next);
    ++m_next;
    m_next_left += leaves ? 1 : 0;
    return !leaves;
  }

  SQLite::Statement m_rows, m_insert;
  std::vector<Given>::const_iterator m_leaving;
  const Answer* m_given = nullptr;
  const Answer* m_left = nullptr;
  std::size_t m_next = 0, m_next_left = 0;  // of its places or words
  bool m_part_stays = false;
};

void choose_entries(SQLite::Database& sql, const Query& query, const Narrowing& narrowing) {
  const Selection selection(query);
  SQLite::Statement rows(sql, fmt::format("SELECT {} FROM {} WHERE {} ORDER BY entry.about_at, entry.id",
                                          entry_columns, entry_tables, selection.where()));
  selection.bind(rows);
  SQLite::Statement insert(sql, "INSERT INTO temp.leaving(entry_id, with_note) VALUES(?, ?)");
  RowReader reader(sql);
  StayingRows staying(sql);
  while (rows.executeStep()) {
    const auto entry = reader.entry(rows);
    const auto leaving = narrowing.entry(entry);
    if (!leaving) continue;
    put_ids(insert, {entry.id, leaving->note.empty() ? 0 : 1});
    staying.note(entry, *leaving);
  }
}

void choose_sessions(SQLite::Database& sql, const Narrowing& narrowing) {
  SQLite::Statement insert(
      sql, "INSERT INTO temp.leaving_session(session_id, with_note, with_name) VALUES(?, ?, ?)");
  each_session(sql, [&](const Session& session) {
    const auto leaving = narrowing.session(session);
    put_ids(insert, {session.id, leaving.note.empty() ? 0 : 1, leaving.with.empty() ? 0 : 1});
  });
}

void choose_carried(SQLite::Database& sql, const Narrowing& narrowing) {
  SQLite::Statement insert(sql, "INSERT INTO temp.leaving_carried(carried_id) VALUES(?)");
  each_carried(sql, [&](const CarriedNote& note) {
    if (narrowing.carried(note)) put_ids(insert, {note.id});
  });
}

// Which questions have an answer that leaves is looked up once. SQLite takes a table it knows nothing of for
// a long one; with its size it begins with what leaves, where that is little, and not with all that is there.
constexpr const char* answers_and_questions = R"sql(
ANALYZE temp.leaving;
CREATE TEMP VIEW answer AS SELECT kept.* FROM temp.leaving JOIN main.answer AS kept
  ON kept.entry_id = leaving.entry_id
  WHERE NOT EXISTS (SELECT 1 FROM temp.staying WHERE staying.entry_id = kept.entry_id
                    AND staying.place = kept.place AND staying.item = kept.item);
CREATE TEMP TABLE leaving_question(question_id INTEGER PRIMARY KEY);
INSERT INTO temp.leaving_question SELECT DISTINCT question_id FROM temp.answer;
CREATE TEMP VIEW question AS SELECT kept.* FROM main.question AS kept
  JOIN temp.leaving_question ON leaving_question.question_id = kept.id;
)sql";

void put_views(SQLite::Database& sql) {
  const auto entry = selected(sql, "entry", columns_of_entry());
  const auto session = selected(sql, "session", columns_of_session());
  sql.exec(answers_and_questions);
  sql.exec(
      fmt::format("CREATE TEMP VIEW entry AS SELECT {} FROM main.entry AS kept JOIN temp.leaving ON "
                  "leaving.entry_id = kept.id",
                  entry));
  sql.exec(
      fmt::format("CREATE TEMP VIEW session AS SELECT {} FROM main.session AS kept JOIN "
                  "temp.leaving_session ON leaving_session.session_id = kept.id",
                  session));
  if (sql.tableExists("carry"))
    sql.exec(
        "CREATE TEMP VIEW carry AS SELECT kept.* FROM main.carry AS kept JOIN temp.leaving_carried ON "
        "leaving_carried.carried_id = kept.id");
}

// The parts of the search index have names that SQLite keeps for itself; they are read through `search`
// alone.
void empty_all_others(SQLite::Database& sql) {
  const auto others = names_in(sql,
                               "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                               "'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND "
                               "name <> 'word' AND name NOT IN (SELECT name FROM temp.sqlite_schema)");
  for (const auto& name : others)
    sql.exec(fmt::format("CREATE TEMP VIEW {0} AS SELECT * FROM main.{0} WHERE 0", in_sql_quotes(name)));
}

// A journal that is only read refuses to make even what is gone when it closes.
class Writable {
 public:
  explicit Writable(SQLite::Database& sql) : m_sql(sql), m_was(read()) { set(0); }
  ~Writable() { m_sql.tryExec(fmt::format("PRAGMA query_only = {}", m_was)); }
  Writable(const Writable&) = delete;
  Writable& operator=(const Writable&) = delete;

 private:
  int read() { return m_sql.execAndGet("PRAGMA query_only").getInt(); }
  void set(int value) { m_sql.exec(fmt::format("PRAGMA query_only = {}", value)); }
  SQLite::Database& m_sql;
  int m_was;
};

}  // namespace

void Journal::narrow_to(const Query& query, const Narrowing& narrowing) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const Writable writable(sql);
    widen(sql);
    sql.exec(tables_of_what_leaves);
    choose_entries(sql, query, narrowing);
    choose_sessions(sql, narrowing);
    choose_carried(sql, narrowing);
    put_views(sql);
    empty_all_others(sql);
  });
}

long Journal::version() const {
  if (const auto* sealed = m_database->sealed()) return static_cast<long>(sealed->generation_on_disk());
  return guarded(*m_database, [](SQLite::Database& sql) {
    return static_cast<long>(sql.execAndGet("PRAGMA data_version").getInt64());
  });
}

}  // namespace felt
