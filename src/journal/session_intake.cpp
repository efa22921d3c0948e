#include "journal/session_intake.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "journal/former.hpp"
#include "journal/sessions.hpp"

namespace felt {
namespace {

std::vector<Session> sessions_in(SQLite::Database& sql) {
  std::vector<Session> sessions;
  each_session(sql, [&](const Session& session) { sessions.push_back(session); });
  return sessions;
}

std::map<std::string, Session> by_uuid(const std::vector<Session>& sessions) {
  std::map<std::string, Session> named;
  for (const auto& session : sessions) named.emplace(session.uuid, session);
  return named;
}

}  // namespace

Arrival SessionIntake::take(Session& session) {
  if (const auto here = find_session_by_uuid(m_sql, session.uuid)) return settle(*here, session);
  if (!is_former(m_sql, session)) return add(session);
  session.id = 0;
  return Arrival::gone;
}

Arrival SessionIntake::settle(const Session& here, Session& session) {
  session.id = here.id;
  const auto version = version_of(session), version_here = version_of(here);
  if (is_same(version, version_here) || is_former(m_sql, session)) return Arrival::known;
  if (is_former(m_sql, here)) return replace(session);
  if (version.checksum == version_here.checksum)
    return version.revision < version_here.revision ? Arrival::known : replace(session);
  if (rank(version) < rank(version_here)) return add_copy(session);
  replace(session);
  add_copy(here);
  return Arrival::beside;
}

Arrival SessionIntake::add(Session& session) {
  insert_session(m_sql, session);
  m_recorder.added(Thing::session, session.id);
  relink_entries(m_sql, session.starts.at);
  return Arrival::taken;
}

Arrival SessionIntake::replace(Session& session) {
  m_recorder.touching(Thing::session, session.id);
  const auto before = find_session_by_uuid(m_sql, session.uuid)->starts.at;
  replace_session(m_sql, session);
  relink_entries(m_sql, before);
  relink_entries(m_sql, session.starts.at);
  return Arrival::newer;
}

Arrival SessionIntake::add_copy(Session session) {
  session = copy_of(std::move(session));
  return take(session) == Arrival::taken ? Arrival::beside : Arrival::known;
}

void SessionIntake::settle() {
  for (const auto& session : sessions_in(m_sql))
    if (is_former(m_sql, session)) remove_session(m_sql, session.id, m_recorder);
  drop_former_copies();
  const auto sessions = by_uuid(sessions_in(m_sql));
  for (const auto& [uuid, session] : sessions) {
    const auto copy = sessions.find(uuid_of_copy(version_of(session)));
    if (copy != sessions.end() && is_copy_of(copy->second, version_of(session)))
      join_copy(session, copy->second);
  }
}

void SessionIntake::drop_former_copies() {
  auto sessions = by_uuid(sessions_in(m_sql));
  if (sessions.empty()) return;
  each_former(m_sql, [&](const Former& former) {
    const auto copy = sessions.find(uuid_of_copy(former));
    if (copy == sessions.end() || !is_copy_of(copy->second, former)) return;
    if (copy->second.revision > former.revision) return;
    remove_session(m_sql, copy->second.id, m_recorder);
    sessions.erase(copy);
  });
}

void SessionIntake::join_copy(Session session, const Session& copy) {
  hand_entries_over(m_sql, copy.id, session.id, m_recorder);
  remove_session(m_sql, copy.id, m_recorder);
  if (copy.revision <= session.revision) return;
  session.revision = copy.revision;
  replace(session);
}

}  // namespace felt
