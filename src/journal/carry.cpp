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

}  // namespace

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
