// Taking entries, sessions and carried notes out: for now, or for good.
#include <fmt/format.h>

#include "base/error.hpp"
#include "journal/checksum.hpp"
#include "journal/former.hpp"
#include "journal/journal.hpp"
#include "journal/past.hpp"
#include "journal/recorder.hpp"
#include "journal/sessions.hpp"

namespace felt {
namespace {

template <class IsThere>
void require_all(Thing thing, std::span<const Id> ids, const IsThere& is_there) {
  std::vector<Id> unknown;
  for (const Id id : ids)
    if (!is_there(id)) unknown.push_back(id);
  if (!unknown.empty())
    throw UsageError(no_such(thing, unknown), fmt::format("See them with: {}", words_of(thing).listing));
}

void remove_one(SQLite::Database& sql, Thing thing, Id id, Recorder& recorder) {
  supersede(sql, thing, id);
  if (thing == Thing::session) return remove_session(sql, id, recorder);
  recorder.touching(thing, id);
  take_out(sql, thing, id);
}

// A choice is one of an entry, and names a session.
const char* changes_of(Thing thing) {
  switch (thing) {
    case Thing::entry:
      return "kind IN ('entry', 'choice') AND item = ?1";
    case Thing::session:
      return "(kind = 'session' AND item = ?1) OR (kind = 'choice' AND version = ?1)";
    case Thing::carried:
      break;
  }
  return "kind = 'carry' AND item = ?1";
}

void forget_changes(SQLite::Database& sql, Thing thing, Id id) {
  SQLite::Statement forget(sql, fmt::format("DELETE FROM change WHERE {}", changes_of(thing)));
  forget.bind(1, static_cast<int64_t>(id));
  forget.exec();
}

void forget_one(SQLite::Database& sql, Thing thing, Id id) {
  Recorder unrecorded(sql, nullptr);
  if (is_kept(sql, thing, id)) remove_one(sql, thing, id, unrecorded);
  for (const Id version : past_versions(sql, thing, id)) {
    supersede_past(sql, thing, version);
    forget_past(sql, thing, version);
  }
  forget_changes(sql, thing, id);
}

// A journal of an earlier schema that is only read has not all of the tables.
bool is_known(SQLite::Database& sql, Thing thing, Id id) {
  if (sql.tableExists(table_of(thing)) && is_kept(sql, thing, id)) return true;
  return sql.tableExists(past_table_of(thing)) && !past_versions(sql, thing, id).empty();
}

Session kept_session_as_seen(SQLite::Database& sql, const Session& seen) {
  auto kept = find_session_by_uuid(sql, seen.uuid);
  if (!kept)
    throw UsageError(fmt::format("there is no session {}", seen.id), "See them with: felt session list");
  if (checksum_of(*kept) != checksum_of(seen))
    throw Error(Exit::not_saved, fmt::format("session {} was changed from another window meanwhile", seen.id),
                fmt::format("What it is now: felt session show {}", seen.id));
  return std::move(*kept);
}

}  // namespace

void Journal::remove(Thing thing, std::span<const Id> ids) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    require_all(thing, ids, [&](Id id) { return is_kept(sql, thing, id); });
    Recorder recorder(sql, m_steps.get());
    for (const Id id : ids)
      if (is_kept(sql, thing, id)) remove_one(sql, thing, id, recorder);  // it may be named twice
    recorder.close();
    transaction.commit();
  });
}

// The index of words keeps what was deleted until it is optimised; all else that is deleted is overwritten.
void Journal::forget(Thing thing, std::span<const Id> ids) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    require_all(thing, ids, [&](Id id) { return is_known(sql, thing, id); });
    for (const Id id : ids) forget_one(sql, thing, id);
    sql.exec("DELETE FROM step WHERE NOT EXISTS (SELECT 1 FROM change WHERE step_id = step.id)");
    sql.exec("INSERT INTO search(search) VALUES('optimize')");
    transaction.commit(Replaced::forgotten);
  });
}

bool Journal::has_known(Thing thing, Id id) const {
  return guarded(*m_database, [&](SQLite::Database& sql) { return is_known(sql, thing, id); });
}

Session Journal::change_session(Session session, const Session& seen) {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    const auto kept = kept_session_as_seen(sql, seen);
    Recorder recorder(sql, m_steps.get());
    recorder.touching(Thing::session, kept.id);
    supersede(sql, Thing::session, kept.id);
    session.id = kept.id;
    session.uuid = kept.uuid;
    session.revision = revision_after(kept.revision);
    replace_session(sql, session);
    relink_entries(sql, kept.starts.at);
    relink_entries(sql, session.starts.at);
    recorder.close();
    transaction.commit();
    return std::move(session);
  });
}

}  // namespace felt
