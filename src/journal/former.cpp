#include "journal/former.hpp"

#include <fmt/format.h>

#include "journal/rows.hpp"

namespace felt {
namespace {

void bind_version(SQLite::Statement& statement, const Former& version) {
  statement.bind(1, version.uuid);
  statement.bind(2, version.revision);
  statement.bind(3, version.checksum);
}

}  // namespace

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
  kept.entry.uuid = uuid_from(fmt::format("{} {} {}", version.uuid, version.revision, version.checksum));
  kept.entry.id = 0;
  kept.revision = 0;
  return kept;
}

void keep_former(SQLite::Database& sql, const Former& former) {
  SQLite::Statement add(sql, "INSERT OR IGNORE INTO former(uuid, revision, checksum) VALUES(?, ?, ?)");
  bind_version(add, former);
  add.exec();
}

bool is_former(SQLite::Database& sql, const Former& version) {
  SQLite::Statement find(sql, "SELECT 1 FROM former WHERE uuid = ? AND revision = ? AND checksum = ?");
  bind_version(find, version);
  return find.executeStep();
}

void supersede(SQLite::Database& sql, const KeptEntry& kept) {
  keep_former(sql, version_of(kept));
  if (kept.is_plain_copy()) keep_former(sql, version_of(original_of(kept)));
}

}  // namespace felt
