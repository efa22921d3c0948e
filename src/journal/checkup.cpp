#include "journal/checkup.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>
#include <map>
#include <optional>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/visible.hpp"
#include "journal/carry.hpp"
#include "journal/checksum.hpp"
#include "journal/database.hpp"
#include "journal/indexed.hpp"
#include "journal/past.hpp"
#include "journal/row_reader.hpp"
#include "journal/schema.hpp"
#include "journal/sessions.hpp"

namespace felt {
namespace {

constexpr const char* bring_back =
    "A backup may hold it as it was: felt backup list. What still reads goes into a new file with: felt "
    "doctor "
    "--salvage FILE";
constexpr const char* newly_indexed = "Its words stand; only a search may miss them. Any edit puts it right.";
constexpr std::size_t most_of_a_kind = 20;

// What is alike in findings, so that many of one kind hide none of another.
enum class Kind { part, page, key, unread, entry, session, carried, version, words, index, step };

std::vector<Id> ids_in(SQLite::Database& sql, const std::string& query) {
  SQLite::Statement rows(sql, query);
  std::vector<Id> ids;
  while (rows.executeStep()) ids.push_back(rows.getColumn(0).getInt64());
  return ids;
}

// One journal under examination.
class Examination {
 public:
  explicit Examination(Database& database)
      : m_database(database),
        m_sql(database.sql()),
        m_schema(m_sql.execAndGet("PRAGMA user_version").getInt()) {}

  Checkup run() {
    check(Kind::part, "the file", [&] { check_pages(); });
    check(Kind::part, "the file", [&] { check_keys(); });
    check(Kind::part, "the entries", [&] { check_entries(); });
    check(Kind::part, "the sessions", [&] { check_sessions(); });
    if (m_schema >= with_carried) check(Kind::part, "the carried notes", [&] { check_carried(); });
    check(Kind::part, "the search index", [&] { check_search(); });
    if (m_schema >= with_steps) check(Kind::part, "the earlier versions", [&] { check_past(); });
    return std::move(m_checkup);
  }

 private:
  void add(Kind kind, std::string what, std::string cure = bring_back) {
    auto& findings = m_checkup.findings;
    auto& named = m_named[kind];
    if (named.size() == most_of_a_kind) {
      ++findings[named.back()].more;
      return;
    }
    named.push_back(findings.size());
    findings.push_back({std::move(what), std::move(cure)});
  }

  // What stops one part of the examination is a finding; the others go on.
  template <class Work>
  void check(Kind kind, const std::string& what, const Work& work) {
    try {
      guarded(m_database, [&](SQLite::Database&) { work(); });
    } catch (const Error& error) {
      if (error.exit() != Exit::damaged) throw;
      add(kind, fmt::format("{}: {}", what, error.what()));
    }
  }

  void check_pages() {
    SQLite::Statement rows(m_sql, "PRAGMA integrity_check(20)");
    while (rows.executeStep())
      if (const auto line = rows.getColumn(0).getString(); line != "ok")
        add(Kind::page, "the file: " + visible_line(line));
  }

  void check_keys() {
    SQLite::Statement rows(m_sql, "PRAGMA foreign_key_check");
    while (rows.executeStep())
      add(Kind::key, fmt::format("the table {}: a row names something that is not there",
                                 visible_line(rows.getColumn(0).getString())));
  }

  void check_entries() {
    RowReader reader(m_sql);
    for (const Id id : ids_in(m_sql, "SELECT id FROM entry ORDER BY id")) {
      m_checkup.newest = id;
      check(Kind::unread, fmt::format("entry {}", id), [&] { check_entry(reader, id); });
    }
  }

  void check_entry(RowReader& reader, Id id) {
    SQLite::Statement row(m_sql, fmt::format("SELECT {}, entry.checksum FROM {} WHERE entry.id = ?",
                                             entry_columns, entry_tables));
    row.bind(1, static_cast<int64_t>(id));
    if (!row.executeStep()) return;
    const auto entry = reader.entry(row);
    ++(entry.state == EntryState::draft ? m_checkup.drafts : m_checkup.entries);
    if (entry.state == EntryState::draft) return;
    m_checkup.newest_recorded = std::max(m_checkup.newest_recorded, std::optional(entry.recorded));
    if (row.getColumn(behind_entry_columns).getString() != checksum_of(entry))
      add(Kind::entry,
          fmt::format("entry {} of {}: it is not as it was written", id, day_text(entry.felt_day)));
    check_words(entry);
  }

  void check_words(const Entry& entry) {
    SQLite::Statement row(m_sql, "SELECT words FROM search WHERE rowid = ?");
    row.bind(1, static_cast<int64_t>(entry.id));
    const auto indexed = row.executeStep() ? row.getColumn(0).getString() : std::string();
    if (indexed != indexed_words(entry))
      add(Kind::words, fmt::format("entry {}: the search index holds other words", entry.id), newly_indexed);
  }

  void check_sessions() { check_each(Thing::session, Kind::session, m_checkup.sessions, find_session_by_id); }

  void check_carried() { check_each(Thing::carried, Kind::carried, m_checkup.carried, find_carried_by_id); }

  template <class Find>
  void check_each(Thing thing, Kind kind, std::size_t& count, const Find& find) {
    for (const Id id : ids_in(m_sql, fmt::format("SELECT id FROM {} ORDER BY id", table_of(thing)))) {
      const auto name = fmt::format("{} {}", words_of(thing).one, id);
      check(kind, name, [&] {
        const auto found = find(m_sql, id);
        if (!found) return;
        ++count;
        if (!has_checksum(thing, id, checksum_of(*found))) add(kind, name + ": it is not as it was written");
      });
    }
  }

  // Before there were steps, sessions and carried notes had none.
  bool has_checksum(Thing thing, Id id, const std::string& checksum) {
    if (m_schema < with_steps) return true;
    SQLite::Statement row(m_sql, fmt::format("SELECT checksum FROM {} WHERE id = ?", table_of(thing)));
    row.bind(1, static_cast<int64_t>(id));
    return row.executeStep() && row.getColumn(0).getString() == checksum;
  }

  // The index itself can say whether it agrees with the words it was made of. It does so only where it could
  // be written to; nothing is.
  void check_index() {
    m_sql.exec("PRAGMA query_only = OFF; BEGIN");
    std::optional<SQLite::Exception> refusal;
    try {
      m_sql.exec("INSERT INTO search(search) VALUES('integrity-check')");
    } catch (const SQLite::Exception& error) {
      refusal = error;
    }
    m_sql.tryExec("ROLLBACK");
    m_sql.exec("PRAGMA query_only = ON");
    if (refusal) take_refusal(*refusal);
  }

  void take_refusal(const SQLite::Exception& refusal) {
    switch (refusal.getErrorCode() & 0xff) {
      case SQLITE_CORRUPT:
        return add(Kind::index, "the search index is not whole", newly_indexed);
      case SQLITE_READONLY:
        return m_checkup.remarks.push_back(
            {"the search index was not looked at, because the journal can only be read",
             "Where it can be written to, felt doctor looks at the index, too, and changes nothing."});
      default:
        throw refusal;
    }
  }

  void check_search() {
    check_index();
    for (const Id id : ids_in(m_sql, "SELECT rowid FROM search WHERE rowid NOT IN (SELECT id FROM entry)"))
      add(Kind::words, fmt::format("the search index knows an entry {} that is not there", id),
          newly_indexed);
  }

  void check_past() {
    for (const Id version : ids_in(m_sql, "SELECT version FROM past_entry WHERE state <> 'draft'"))
      check(Kind::version, "an earlier version", [&] { check_version(version); });
    for (const auto& [thing, name] : thing_names.rows)
      for (const Id step : ids_in(
               m_sql,
               fmt::format("SELECT step_id FROM change WHERE kind = '{}' AND version IS NOT NULL AND version "
                           "NOT IN (SELECT version FROM {})",
                           name, past_table_of(thing))))
        add(Kind::step,
            fmt::format("change {} cannot be taken back: what was there before is not known", step));
  }

  void check_version(Id version) {
    ++m_checkup.versions;
    const auto entry = find_past_entry(m_sql, version);
    SQLite::Statement row(m_sql, "SELECT checksum FROM past_entry WHERE version = ?");
    row.bind(1, static_cast<int64_t>(version));
    row.executeStep();
    if (row.getColumn(0).getString() != checksum_of(*entry))
      add(Kind::version, fmt::format("an earlier version of entry {} is not as it was written", entry->id));
  }

  Database& m_database;
  SQLite::Database& m_sql;
  int m_schema;
  Checkup m_checkup;
  std::map<Kind, std::vector<std::size_t>> m_named;  // where findings of a kind stand
};

}  // namespace

Checkup check_journal(const std::string& path, const Opening& opening) {
  const auto database = open_for_reading(path, opening);
  return Examination(*database).run();
}

}  // namespace felt
