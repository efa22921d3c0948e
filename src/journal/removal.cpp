// Taking entries and sessions out: for now, or for good.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/former.hpp"
#include "journal/journal.hpp"
#include "journal/past.hpp"
#include "journal/recorder.hpp"
#include "journal/rows.hpp"
#include "journal/sessions.hpp"

namespace felt {
namespace {

[[noreturn]] void refuse_unknown(const std::vector<std::string>& ids) {
  throw UsageError(
      ids.size() == 1 ? "there is no entry " + ids.front() : "there are no entries " + join(ids, ", "),
      "See them with: felt list");
}

template <class IsThere>
void require_all(std::span<const Id> entries, const IsThere& is_there) {
  std::vector<std::string> unknown;
  for (const Id id : entries)
    if (!is_there(id)) unknown.push_back(std::to_string(id));
  if (!unknown.empty()) refuse_unknown(unknown);
}

// Each version of an entry that is past or stands.
std::vector<Id> past_versions(SQLite::Database& sql, Id entry) {
  SQLite::Statement rows(sql, "SELECT version FROM past_entry WHERE id = ?");
  rows.bind(1, static_cast<int64_t>(entry));
  std::vector<Id> versions;
  while (rows.executeStep()) versions.push_back(rows.getColumn(0).getInt64());
  return versions;
}

// A version that was taken back before anybody else could have it needs no mark; one more does no harm.
void supersede_past(SQLite::Database& sql, Id version) {
  SQLite::Statement row(sql, "SELECT uuid, revision, checksum FROM past_entry WHERE version = ?");
  row.bind(1, static_cast<int64_t>(version));
  if (row.executeStep() && !row.isColumnNull(2))
    keep_former(sql, {row.getColumn(0).getString(), row.getColumn(1).getInt(), row.getColumn(2).getString()});
}

void forget_changes(SQLite::Database& sql, Id entry) {
  SQLite::Statement forget(sql, "DELETE FROM change WHERE kind IN ('entry', 'choice') AND item = ?");
  forget.bind(1, static_cast<int64_t>(entry));
  forget.exec();
}

void forget_entry(SQLite::Database& sql, Id entry) {
  if (is_kept(sql, Thing::entry, entry)) {
    supersede(sql, Thing::entry, entry);
    take_out(sql, Thing::entry, entry);
  }
  for (const Id version : past_versions(sql, entry)) {
    supersede_past(sql, version);
    forget_past(sql, Thing::entry, version);
  }
  forget_changes(sql, entry);
}

bool is_known(SQLite::Database& sql, Id id) {
  return is_kept(sql, Thing::entry, id) || !past_versions(sql, id).empty();
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

void Journal::remove(std::span<const Id> entries) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    require_all(entries, [&](Id id) { return is_kept(sql, Thing::entry, id); });
    Recorder recorder(sql, m_steps.get());
    for (const Id id : entries) {
      if (!is_kept(sql, Thing::entry, id)) continue;  // named twice
      recorder.touching(Thing::entry, id);
      supersede(sql, Thing::entry, id);
      take_out(sql, Thing::entry, id);
    }
    recorder.close();
    transaction.commit();
  });
}

// The index of words keeps what was deleted until it is optimised; all else that is deleted is overwritten.
void Journal::forget(std::span<const Id> entries) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    require_all(entries, [&](Id id) { return is_known(sql, id); });
    for (const Id id : entries) forget_entry(sql, id);
    sql.exec("DELETE FROM step WHERE NOT EXISTS (SELECT 1 FROM change WHERE step_id = step.id)");
    sql.exec("INSERT INTO search(search) VALUES('optimize')");
    transaction.commit(Replaced::forgotten);
  });
}

bool Journal::has_known(Id entry) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    if (!sql.tableExists("past_entry")) return is_kept(sql, Thing::entry, entry);
    return is_known(sql, entry);
  });
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

void Journal::remove_session(Id id) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    if (!is_kept(sql, Thing::session, id))
      throw UsageError(fmt::format("there is no session {}", id), "See them with: felt session list");
    Recorder recorder(sql, m_steps.get());
    supersede(sql, Thing::session, id);
    felt::remove_session(sql, id, recorder);
    recorder.close();
    transaction.commit();
  });
}

}  // namespace felt
