#include "journal/former.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "journal/checksum.hpp"
#include "journal/past.hpp"
#include "journal/uuid.hpp"

namespace felt {
namespace {

// A plain copy is not a version of its own: it says again what another one says, and says so of a later one
// when that comes.
Former version_said(const KeptEntry& kept) {
  return version_of(kept.is_plain_copy() ? original_of(kept) : kept);
}

void bind_version(SQLite::Statement& statement, const Former& version) {
  statement.bind(1, version.uuid);
  statement.bind(2, version.revision);
  statement.bind(3, version.checksum);
}

}  // namespace

bool is_same(const Former& a, const Former& b) {
  return a.revision == b.revision && a.checksum == b.checksum;
}

Former version_of(const KeptEntry& kept) { return {kept.entry.uuid, kept.revision, checksum_of(kept.entry)}; }

KeptEntry original_of(KeptEntry copy) {
  copy.entry.uuid = copy.copy_of->uuid;
  copy.revision = copy.copy_of->revision;
  copy.copy_of.reset();
  return copy;
}

KeptEntry copy_of(KeptEntry kept) {
  const auto version = version_of(kept);
  kept.copy_of = {version.uuid, version.revision};
  kept.entry.uuid = uuid_of_copy(version);
  kept.entry.id = 0;
  kept.revision = 0;
  return kept;
}

Former version_of(const Session& session) { return {session.uuid, session.revision, checksum_of(session)}; }

Session copy_of(Session session) {
  session.uuid = uuid_of_copy(version_of(session));
  session.id = 0;
  return session;
}

std::string uuid_of_copy(const Former& version) {
  return uuid_from(fmt::format("{} {}", version.uuid, version.checksum));
}

bool is_copy_of(const Session& session, const Former& version) {
  if (session.uuid != uuid_of_copy(version)) return false;
  auto original = session;
  original.uuid = version.uuid;
  return checksum_of(original) == version.checksum;
}

void keep_former(SQLite::Database& sql, const Former& former) {
  SQLite::Statement add(sql, "INSERT OR IGNORE INTO former(uuid, revision, checksum) VALUES(?, ?, ?)");
  bind_version(add, former);
  add.exec();
}

bool is_former(SQLite::Database& sql, const Former& version) {
  SQLite::Statement find(sql, "SELECT 1 FROM former WHERE uuid = ? AND revision >= ? AND checksum = ?");
  bind_version(find, version);
  return find.executeStep();
}

bool has_former(SQLite::Database& sql, const std::string& uuid) {
  SQLite::Statement find(sql, "SELECT 1 FROM former WHERE uuid = ?");
  find.bind(1, uuid);
  return find.executeStep();
}

bool is_former(SQLite::Database& sql, const Session& session) {
  return is_former(sql, version_of(session)) || is_former(sql, version_of(copy_of(session)));
}

std::vector<Id> superseded(SQLite::Database& sql, Thing thing) {
  SQLite::Statement rows(
      sql,
      fmt::format("SELECT id FROM {0} WHERE EXISTS (SELECT 1 FROM former WHERE former.uuid = {0}.uuid AND "
                  "former.revision >= {0}.revision AND former.checksum = {0}.checksum){1}",
                  table_of(thing),
                  thing == Thing::entry ? " AND NOT (copy_of IS NOT NULL AND revision = 0)" : ""));
  std::vector<Id> ids;
  while (rows.executeStep()) ids.push_back(rows.getColumn(0).getInt64());
  return ids;
}

int revision_after(int revision) {
  if (revision < most_revisions) return revision + 1;
  throw Error(Exit::not_saved, fmt::format("it was changed {} times, and felt counts no further", revision),
              "Nothing was changed. The same words in a new entry can be.");
}

void each_former(SQLite::Database& sql, const std::function<void(const Former&)>& visit) {
  SQLite::Statement rows(sql,
                         "SELECT uuid, revision, checksum FROM former ORDER BY uuid, revision, checksum");
  while (rows.executeStep())
    visit({rows.getColumn(0).getString(), rows.getColumn(1).getInt(), rows.getColumn(2).getString()});
}

bool is_former(SQLite::Database& sql, const KeptEntry& kept) { return is_former(sql, version_said(kept)); }

void supersede(SQLite::Database& sql, const KeptEntry& kept) { keep_former(sql, version_said(kept)); }

}  // namespace felt
