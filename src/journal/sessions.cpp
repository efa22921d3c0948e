#include <fmt/format.h>

#include <algorithm>

#include "base/json.hpp"
#include "journal/checksum.hpp"
#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "journal/past.hpp"
#include "journal/row_values.hpp"
#include "journal/schema.hpp"
#include "journal/sessions.hpp"
#include "journal/uuid.hpp"
#include "model/window.hpp"

namespace felt {
namespace {

constexpr const char* session_columns =
    "SELECT id, uuid, starts_at, offset_min, zone, minutes, with_whom, kinds, note FROM session ";
// The same with what joining journals needs.
constexpr const char* all_session_columns =
    "SELECT id, uuid, starts_at, offset_min, zone, minutes, with_whom, kinds, note, revision FROM session ";
constexpr int session_revision_column = 9;

const char* known_session_columns(SQLite::Database& sql) {
  return sql.execAndGet("PRAGMA user_version").getInt() >= with_steps ? all_session_columns : session_columns;
}

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
  session.starts = moment_in(row, 2);
  session.minutes = row.getColumn(5).getInt();
  session.with = row.getColumn(6).getString();
  session.kinds = texts_in(row.getColumn(7).getString());
  session.note = row.getColumn(8).getString();
  if (row.getColumnCount() > session_revision_column)
    session.revision = row.getColumn(session_revision_column).getInt();
  return session;
}

std::vector<Session> sessions_of(SQLite::Statement& rows) {
  std::vector<Session> found;
  while (rows.executeStep()) found.push_back(session_in(rows));
  return found;
}

constexpr const char* values_of_session =
    "uuid, starts_at, offset_min, zone, minutes, with_whom, kinds, note, revision, checksum";

void bind_session(SQLite::Statement& statement, const Session& session) {
  statement.bind(1, session.uuid);
  bind_moment(statement, 2, session.starts);
  statement.bind(5, session.minutes);
  statement.bind(6, session.with);
  statement.bind(7, json_text(Json(session.kinds)));
  statement.bind(8, session.note);
  statement.bind(9, session.revision);
  statement.bind(10, checksum_of(session));
}

std::vector<std::pair<Id, Instant>> unchosen_entries(SQLite::Database& sql, Instant from, Instant to) {
  SQLite::Statement rows(
      sql, "SELECT id, about_at FROM entry WHERE session_chosen = 0 AND about_at BETWEEN ? AND ?");
  rows.bind(1, utc_text(from));
  rows.bind(2, utc_text(to));
  std::vector<std::pair<Id, Instant>> found;
  while (rows.executeStep())
    found.emplace_back(rows.getColumn(0).getInt64(), parse_utc_text(rows.getColumn(1).getString()));
  return found;
}

std::vector<Id> entries_that_chose(SQLite::Database& sql, Id session) {
  SQLite::Statement rows(sql, "SELECT id FROM entry WHERE session_id = ? AND session_chosen = 1");
  rows.bind(1, static_cast<int64_t>(session));
  std::vector<Id> ids;
  while (rows.executeStep()) ids.push_back(rows.getColumn(0).getInt64());
  return ids;
}

}  // namespace

std::optional<Session> find_session_near(SQLite::Database& sql, Instant at) {
  SQLite::Statement before(
      sql, fmt::format("{}WHERE starts_at BETWEEN ? AND ? ORDER BY starts_at DESC, uuid LIMIT 1",
                       session_columns));
  before.bind(1, utc_text(at - reach_after));
  before.bind(2, utc_text(at));
  SQLite::Statement after(
      sql, fmt::format("{}WHERE starts_at > ? AND starts_at <= ? ORDER BY starts_at, uuid LIMIT 1",
                       session_columns));
  after.bind(1, utc_text(at));
  after.bind(2, utc_text(at + reach_before));
  auto candidates = sessions_of(before);
  for (auto& session : sessions_of(after)) candidates.push_back(std::move(session));
  const auto* nearest = nearest_session(candidates, at);
  if (!nearest) return std::nullopt;
  return *nearest;
}

void each_session(SQLite::Database& sql, const std::function<void(const Session&)>& visit) {
  SQLite::Statement rows(sql, fmt::format("{}ORDER BY id", known_session_columns(sql)));
  while (rows.executeStep()) visit(session_in(rows));
}

std::optional<Session> find_session_by_id(SQLite::Database& sql, Id id) {
  SQLite::Statement row(sql, fmt::format("{}WHERE id = ?", known_session_columns(sql)));
  row.bind(1, static_cast<int64_t>(id));
  if (!row.executeStep()) return std::nullopt;
  return session_in(row);
}

std::optional<Session> find_session_by_uuid(SQLite::Database& sql, const std::string& uuid) {
  SQLite::Statement row(sql, fmt::format("{}WHERE uuid = ?", known_session_columns(sql)));
  row.bind(1, uuid);
  if (!row.executeStep()) return std::nullopt;
  return session_in(row);
}

void insert_session(SQLite::Database& sql, Session& session) {
  SQLite::Statement add(
      sql,
      fmt::format("INSERT INTO session({}, id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values_of_session));
  bind_session(add, session);
  if (is_free(sql, Thing::session, session.id)) add.bind(11, static_cast<int64_t>(session.id));
  add.exec();
  session.id = sql.getLastInsertRowid();
}

void replace_session(SQLite::Database& sql, const Session& session) {
  SQLite::Statement update(
      sql, fmt::format("UPDATE session SET ({}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
                       values_of_session));
  bind_session(update, session);
  update.bind(11, static_cast<int64_t>(session.id));
  update.exec();
}

void link_anew(SQLite::Database& sql, Id entry) {
  SQLite::Statement row(sql, "SELECT about_at FROM entry WHERE id = ?");
  row.bind(1, static_cast<int64_t>(entry));
  if (!row.executeStep()) return;
  const auto near = find_session_near(sql, parse_utc_text(row.getColumn(0).getString()));
  SQLite::Statement update(sql, "UPDATE entry SET session_id = ?, session_chosen = 0 WHERE id = ?");
  if (near) update.bind(1, static_cast<int64_t>(near->id));
  update.bind(2, static_cast<int64_t>(entry));
  update.exec();
}

void link_unless_chosen(SQLite::Database& sql, Id entry) {
  SQLite::Statement chosen(sql, "SELECT 1 FROM entry WHERE id = ? AND session_chosen = 1");
  chosen.bind(1, static_cast<int64_t>(entry));
  if (!chosen.executeStep()) link_anew(sql, entry);
}

void remove_session(SQLite::Database& sql, Id id, Recorder& recorder) {
  const auto chosen = entries_that_chose(sql, id);
  for (const Id entry : chosen) recorder.unchosen(entry, id);
  SQLite::Statement start(sql, "SELECT starts_at FROM session WHERE id = ?");
  start.bind(1, static_cast<int64_t>(id));
  start.executeStep();
  const auto starts = parse_utc_text(start.getColumn(0).getString());
  start.reset();
  recorder.touching(Thing::session, id);
  take_out(sql, Thing::session, id);
  for (const Id entry : chosen) link_anew(sql, entry);
  relink_entries(sql, starts);
}

void hand_entries_over(SQLite::Database& sql, Id from, Id to, Recorder& recorder) {
  for (const Id entry : entries_that_chose(sql, from)) recorder.unchosen(entry, from);
  SQLite::Statement update(sql, "UPDATE entry SET session_id = ? WHERE session_id = ?");
  update.bind(1, static_cast<int64_t>(to));
  update.bind(2, static_cast<int64_t>(from));
  update.exec();
}

void relink_entries(SQLite::Database& sql, Instant starts) {
  SQLite::Statement link(sql, "UPDATE entry SET session_id = ? WHERE id = ?");
  for (const auto& [entry, about] : unchosen_entries(sql, starts - reach_before, starts + reach_after)) {
    const auto nearest = find_session_near(sql, about);
    link.reset();
    link.clearBindings();
    if (nearest) link.bind(1, static_cast<int64_t>(nearest->id));
    link.bind(2, static_cast<int64_t>(entry));
    link.exec();
  }
}

void add_session_checksums(SQLite::Database& sql) {
  std::vector<Session> sessions;
  each_session(sql, [&](const Session& session) { sessions.push_back(session); });
  for (const auto& session : sessions) replace_session(sql, session);
}

std::vector<Session> Journal::add_sessions(std::vector<Session> sessions) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    Recorder recorder(sql, m_steps.get());
    for (auto& session : sessions) {
      if (session.uuid.empty()) session.uuid = new_uuid();
      insert_session(sql, session);
      recorder.added(Thing::session, session.id);
      relink_entries(sql, session.starts.at);
    }
    recorder.close();
    transaction.commit();
    return std::move(sessions);
  });
}

Session Journal::add_session(Session session) {
  return std::move(add_sessions({std::move(session)}).front());
}

std::vector<Session> Journal::sessions() const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement rows(sql, fmt::format("{}ORDER BY starts_at, id", session_columns));
    return sessions_of(rows);
  });
}

std::vector<Session> Journal::sessions_since(Instant since) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    SQLite::Statement rows(sql,
                           fmt::format("{}WHERE starts_at >= ? ORDER BY starts_at, id", session_columns));
    rows.bind(1, utc_text(since));
    return sessions_of(rows);
  });
}

std::optional<Session> Journal::find_session(Id id) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Session> {
    SQLite::Statement row(sql, fmt::format("{}WHERE id = ?", session_columns));
    row.bind(1, static_cast<int64_t>(id));
    if (!row.executeStep()) return std::nullopt;
    return session_in(row);
  });
}

std::optional<Session> Journal::find_session_by_uuid(const std::string& uuid) const {
  return guarded(*m_database, [&](SQLite::Database& sql) { return felt::find_session_by_uuid(sql, uuid); });
}

std::optional<Session> Journal::find_session_near(Instant at) const {
  return guarded(*m_database, [&](SQLite::Database& sql) { return felt::find_session_near(sql, at); });
}

std::optional<Session> Journal::last_session(Instant before) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Session> {
    SQLite::Statement row(
        sql, fmt::format("{}WHERE starts_at <= ? ORDER BY starts_at DESC, id DESC LIMIT 1", session_columns));
    row.bind(1, utc_text(before));
    if (!row.executeStep()) return std::nullopt;
    return session_in(row);
  });
}

}  // namespace felt
