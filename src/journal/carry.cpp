#include "journal/carry.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "journal/rows.hpp"

namespace felt {
namespace {

constexpr const char* columns =
    "SELECT id, uuid, text, added_at, added_offset_min, added_zone, done_at, done_offset_min, done_zone "
    "FROM carry ";

CarriedNote note_in(SQLite::Statement& row) {
  CarriedNote note;
  note.id = row.getColumn(0).getInt64();
  note.uuid = row.getColumn(1).getString();
  note.text = row.getColumn(2).getString();
  note.added = moment_in(row, 3);
  if (!row.isColumnNull(6)) note.done = moment_in(row, 6);
  return note;
}

CarriedNote note_with(SQLite::Database& sql, Id id) {
  SQLite::Statement row(sql, fmt::format("{}WHERE id = ?", columns));
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
}

}  // namespace

void each_carried(SQLite::Database& sql, const std::function<void(const CarriedNote&)>& visit) {
  if (!sql.tableExists("carry")) return;
  SQLite::Statement rows(sql, fmt::format("{}ORDER BY id", columns));
  while (rows.executeStep()) visit(note_in(rows));
}

std::optional<CarriedNote> find_carried_by_uuid(SQLite::Database& sql, const std::string& uuid) {
  SQLite::Statement row(sql, fmt::format("{}WHERE uuid = ?", columns));
  row.bind(1, uuid);
  if (!row.executeStep()) return std::nullopt;
  return note_in(row);
}

void insert_carried(SQLite::Database& sql, const CarriedNote& note) {
  SQLite::Statement add(sql,
                        "INSERT INTO carry(uuid, text, added_at, added_offset_min, added_zone, done_at, "
                        "done_offset_min, done_zone, id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, "
                        "(SELECT ?9 WHERE ?9 > 0 AND NOT EXISTS (SELECT 1 FROM carry WHERE id = ?9)))");
  bind_note(add, note);
  add.bind(9, static_cast<int64_t>(note.id));
  add.exec();
}

void replace_carried(SQLite::Database& sql, const CarriedNote& note) {
  SQLite::Statement update(sql,
                           "UPDATE carry SET (uuid, text, added_at, added_offset_min, added_zone, done_at, "
                           "done_offset_min, done_zone) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?");
  bind_note(update, note);
  update.bind(9, static_cast<int64_t>(note.id));
  update.exec();
}

CarriedNote Journal::add_carried(CarriedNote note) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(sql);
    if (note.uuid.empty()) note.uuid = new_uuid();
    SQLite::Statement add(
        sql, "INSERT INTO carry(uuid, text, added_at, added_offset_min, added_zone) VALUES(?, ?, ?, ?, ?)");
    add.bind(1, note.uuid);
    add.bind(2, note.text);
    bind_moment(add, 3, note.added);
    add.exec();
    note.id = sql.getLastInsertRowid();
    transaction.commit();
    return std::move(note);
  });
}

CarriedNote Journal::finish_carried(Id id, const Moment& when) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(sql);
    auto note = note_with(sql, id);
    if (note.done) return note;
    SQLite::Statement update(sql,
                             "UPDATE carry SET done_at = ?, done_offset_min = ?, done_zone = ? WHERE id = ?");
    bind_moment(update, 1, when);
    update.bind(4, static_cast<int64_t>(id));
    update.exec();
    transaction.commit();
    note.done = when;
    return note;
  });
}

std::vector<CarriedNote> Journal::carried(Carried which) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    std::vector<CarriedNote> notes;
    if (!sql.tableExists("carry")) return notes;  // a journal of an earlier schema that is only read
    SQLite::Statement rows(
        sql, fmt::format("{}{}ORDER BY id", columns, which == Carried::open ? "WHERE done_at IS NULL " : ""));
    while (rows.executeStep()) notes.push_back(note_in(rows));
    return notes;
  });
}

}  // namespace felt
