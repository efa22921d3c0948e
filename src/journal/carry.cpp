#include "journal/carry.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "journal/checksum.hpp"
#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "journal/past.hpp"
#include "journal/recorder.hpp"
#include "journal/row_values.hpp"
#include "journal/schema.hpp"
#include "journal/uuid.hpp"

namespace felt {
namespace {

constexpr const char* carried_columns =
    "SELECT id, uuid, text, added_at, added_offset_min, added_zone, done_at, done_offset_min, done_zone "
    "FROM carry ";
// The same with what joining journals needs.
constexpr const char* all_carried_columns =
    "SELECT id, uuid, text, added_at, added_offset_min, added_zone, done_at, done_offset_min, done_zone, "
    "revision FROM carry ";
constexpr int carried_revision_column = 9;

const char* known_carried_columns(SQLite::Database& sql) {
  return sql.execAndGet("PRAGMA user_version").getInt() >= with_steps ? all_carried_columns : carried_columns;
}

constexpr const char* kept_values =
    "uuid, text, added_at, added_offset_min, added_zone, done_at, done_offset_min, done_zone, revision, "
    "checksum";

CarriedNote note_in(SQLite::Statement& row) {
  CarriedNote note;
  note.id = row.getColumn(0).getInt64();
  note.uuid = row.getColumn(1).getString();
  note.text = row.getColumn(2).getString();
  note.added = moment_in(row, 3);
  if (!row.isColumnNull(6)) note.done = moment_in(row, 6);
  if (row.getColumnCount() > carried_revision_column)
    note.revision = row.getColumn(carried_revision_column).getInt();
  return note;
}

CarriedNote note_with(SQLite::Database& sql, Id id) {
  SQLite::Statement row(sql, fmt::format("{}WHERE id = ?", carried_columns));
  row.bind(1, static_cast<int64_t>(id));
  if (!row.executeStep())
    throw UsageError(fmt::format("there is no carried note {}", id), "See them with: felt carry list --all");
  return note_in(row);
}

void bind_note(SQLite::Statement& statement, const CarriedNote& note) {
  statement.bind(1, note.uuid);
  statement.bind(2, note.text);
  bind_moment(statement, 3, note.added);
  if (note.done) bind_moment(statement, 6, *note.done);
  statement.bind(9, note.revision);
  statement.bind(10, checksum_of(note));
}

}  // namespace

void each_carried(SQLite::Database& sql, const std::function<void(const CarriedNote&)>& visit) {
  if (!sql.tableExists("carry")) return;
  SQLite::Statement rows(sql, fmt::format("{}ORDER BY id", known_carried_columns(sql)));
  while (rows.executeStep()) visit(note_in(rows));
}

std::optional<CarriedNote> find_carried_by_id(SQLite::Database& sql, Id id) {
  SQLite::Statement row(sql, fmt::format("{}WHERE id = ?", known_carried_columns(sql)));
  row.bind(1, static_cast<int64_t>(id));
  if (!row.executeStep()) return std::nullopt;
  return note_in(row);
}

std::optional<CarriedNote> find_carried_by_uuid(SQLite::Database& sql, const std::string& uuid) {
  SQLite::Statement row(sql, fmt::format("{}WHERE uuid = ?", all_carried_columns));
  row.bind(1, uuid);
  if (!row.executeStep()) return std::nullopt;
  return note_in(row);
}

void insert_carried(SQLite::Database& sql, CarriedNote& note) {
  SQLite::Statement add(
      sql, fmt::format("INSERT INTO carry({}, id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", kept_values));
  bind_note(add, note);
  if (is_free(sql, Thing::carried, note.id)) add.bind(11, static_cast<int64_t>(note.id));
  add.exec();
  note.id = sql.getLastInsertRowid();
}

void replace_carried(SQLite::Database& sql, const CarriedNote& note) {
  SQLite::Statement update(
      sql, fmt::format("UPDATE carry SET ({}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?", kept_values));
  bind_note(update, note);
  update.bind(11, static_cast<int64_t>(note.id));
  update.exec();
}

void add_carried_checksums(SQLite::Database& sql) {
  std::vector<CarriedNote> notes;
  each_carried(sql, [&](const CarriedNote& note) { notes.push_back(note); });
  for (const auto& note : notes) replace_carried(sql, note);
}

CarriedNote Journal::add_carried(CarriedNote note) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    Recorder recorder(sql, m_steps.get());
    if (note.uuid.empty()) note.uuid = new_uuid();
    note.id = 0;
    note.done.reset();
    insert_carried(sql, note);
    recorder.added(Thing::carried, note.id);
    recorder.close();
    transaction.commit();
    return std::move(note);
  });
}

CarriedNote Journal::finish_carried(Id id, const Moment& when) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    auto note = note_with(sql, id);
    if (note.done) return note;
    Recorder recorder(sql, m_steps.get());
    recorder.touching(Thing::carried, id);
    SQLite::Statement update(sql,
                             "UPDATE carry SET done_at = ?, done_offset_min = ?, done_zone = ? WHERE id = ?");
    bind_moment(update, 1, when);
    update.bind(4, static_cast<int64_t>(id));
    update.exec();
    recorder.close();
    transaction.commit();
    note.done = when;
    return note;
  });
}

std::optional<CarriedNote> Journal::find_carried(Id id) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<CarriedNote> {
    if (!sql.tableExists("carry")) return std::nullopt;  // a journal of an earlier schema that is only read
    return find_carried_by_id(sql, id);
  });
}

std::vector<CarriedNote> Journal::carried(Carried which) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    std::vector<CarriedNote> notes;
    if (!sql.tableExists("carry")) return notes;  // a journal of an earlier schema that is only read
    SQLite::Statement rows(sql, fmt::format("{}{}ORDER BY id", carried_columns,
                                            which == Carried::open ? "WHERE done_at IS NULL " : ""));
    while (rows.executeStep()) notes.push_back(note_in(rows));
    return notes;
  });
}

}  // namespace felt
