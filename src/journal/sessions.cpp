#include <fmt/format.h>

#include <algorithm>

#include "base/json.hpp"
#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "journal/rows.hpp"
#include "journal/sessions.hpp"
#include "model/window.hpp"

namespace felt {
namespace {

constexpr const char* columns =
    "SELECT id, uuid, starts_at, offset_min, zone, minutes, with_whom, kinds, note FROM session ";

std::vector<std::string> texts_in(const std::string& json) {
  std::vector<std::string> texts;
  read_kept_json(json, "kinds of a session",
                 [&](const Json& kinds) { texts = kinds.get<std::vector<std::string>>(); });
  return texts;
}

Session session_in(SQLite::Statement& row) {
  Session session;
  session.id = row.getColumn(0).getInt64();
  session.uuid = row.getColumn(1).getString();
  session.starts = {parse_utc_text(row.getColumn(2).getString()),
                    std::chrono::minutes(row.getColumn(3).getInt()), row.getColumn(4).getString()};
  session.minutes = row.getColumn(5).getInt();
  session.with = row.getColumn(6).getString();
  session.kinds = texts_in(row.getColumn(7).getString());
  session.note = row.getColumn(8).getString();
  return session;
}

std::vector<Session> sessions_of(SQLite::Statement& rows) {
  std::vector<Session> found;
  while (rows.executeStep()) found.push_back(session_in(rows));
  return found;
}

void insert(SQLite::Database& sql, Session& session) {
  SQLite::Statement add(
      sql,
      "INSERT INTO session(uuid, starts_at, offset_min, zone, minutes, with_whom, kinds, note) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  add.bind(1, session.uuid);
  add.bind(2, utc_text(session.starts.at));
  add.bind(3, static_cast<int>(session.starts.offset.count()));
  add.bind(4, session.starts.zone);
  add.bind(5, session.minutes);
  add.bind(6, session.with);
  add.bind(7, json_text(Json(session.kinds)));
  add.bind(8, session.note);
  add.exec();
  session.id = sql.getLastInsertRowid();
}

// Entries in reach of the session that chose none are given their nearest one anew.
void relink_entries(SQLite::Database& sql, const Session& session) {
  SQLite::Statement near(
      sql, "SELECT id, about_at FROM entry WHERE session_chosen = 0 AND about_at BETWEEN ? AND ?");
  near.bind(1, utc_text(session.starts.at - reach_before));
  near.bind(2, utc_text(session.starts.at + reach_after));
  SQLite::Statement link(sql, "UPDATE entry SET session_id = ? WHERE id = ?");
  while (near.executeStep()) {
    const auto nearest = find_session_near(sql, parse_utc_text(near.getColumn(1).getString()));
    link.bind(1, static_cast<int64_t>(nearest->id));
    link.bind(2, near.getColumn(0).getInt64());
    link.exec();
    link.reset();
  }
}

}  // namespace

std::optional<Session> find_session_near(SQLite::Database& sql, Instant at) {
  SQLite::Statement before(
      sql, fmt::format("{}WHERE starts_at BETWEEN ? AND ? ORDER BY starts_at DESC, id LIMIT 1", columns));
  before.bind(1, utc_text(at - reach_after));
  before.bind(2, utc_text(at));
  SQLite::Statement after(
      sql, fmt::format("{}WHERE starts_at > ? AND starts_at <= ? ORDER BY starts_at, id LIMIT 1", columns));
  after.bind(1, utc_text(at));
  after.bind(2, utc_text(at + reach_before));
  auto candidates = sessions_of(before);
  for (auto& session : sessions_of(after)) candidates.push_back(std::move(session));
  const auto* nearest = nearest_session(candidates, at);
  if (!nearest) return std::nullopt;
  return *nearest;
}

Session Journal::add_session(Session session) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(sql);
    if (session.uuid.empty()) session.uuid = new_uuid();
    insert(sql, session);
    relink_entries(sql, session);
    transaction.commit();
    return session;
  });
}

std::vector<Session> Journal::sessions() const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement rows(sql, fmt::format("{}ORDER BY starts_at, id", columns));
    return sessions_of(rows);
  });
}

std::optional<Session> Journal::find_session(Id id) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Session> {
    SQLite::Statement row(sql, fmt::format("{}WHERE id = ?", columns));
    row.bind(1, static_cast<int64_t>(id));
    if (!row.executeStep()) return std::nullopt;
    return session_in(row);
  });
}

std::optional<Session> Journal::last_session(Instant before) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Session> {
    SQLite::Statement row(
        sql, fmt::format("{}WHERE starts_at <= ? ORDER BY starts_at DESC, id DESC LIMIT 1", columns));
    row.bind(1, utc_text(before));
    if (!row.executeStep()) return std::nullopt;
    return session_in(row);
  });
}

}  // namespace felt
