#include "journal/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file_stream.hpp"
#include "journal/opening.hpp"
#include "journal/schema.hpp"

namespace felt {
namespace {

constexpr std::chrono::seconds patience{5};

// Nothing of the copy is on the disk for certain yet: that is seen to once it has been read back.
void copy_pages(SQLite::Database& from, const std::filesystem::path& file) {
  SQLite::Database to(file.string(), SQLite::OPEN_READWRITE);
  to.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
  SQLite::Backup(to, from).executeStep(-1);
}

struct Counts {
  std::size_t entries = 0, sessions = 0;
  Id newest = 0;
};

Counts counts_in(SQLite::Database& sql) {
  const auto count = [&](const char* what) {
    return static_cast<std::size_t>(sql.execAndGet(what).getInt64());
  };
  return {count("SELECT count(*) FROM entry"), count("SELECT count(*) FROM session"),
          sql.execAndGet("SELECT coalesce(max(id), 0) FROM entry").getInt64()};
}

// What is copied and what is counted are of one moment; others can write again as soon as it is over.
Counts copied(SQLite::Database& sql, const std::filesystem::path& file) {
  SQLite::Transaction moment(sql);
  const auto counts = counts_in(sql);
  copy_pages(sql, file);
  return counts;
}

void require_same(const Checkup& copy, const Counts& counts) {
  const bool is_whole = copy.findings.empty() && copy.entries + copy.drafts == counts.entries &&
                        copy.sessions == counts.sessions && copy.newest == counts.newest;
  if (!is_whole)
    throw Error(Exit::damaged, "the copy is not whole, because the journal is not",
                "No copy was kept. See what is wrong with: felt doctor");
}

bool has_table(SQLite::Database& sql, const char* name) { return sql.tableExists(name); }

bool holds(SQLite::Database& sql, const char* table, const std::string& uuid) {
  if (!has_table(sql, table)) return false;
  SQLite::Statement find(sql, fmt::format("SELECT 1 FROM {} WHERE uuid = ?", table));
  find.bind(1, uuid);
  return find.executeStep();
}

void add_uuids(SQLite::Database& sql, const char* table, Id id, std::vector<std::string>& uuids) {
  if (!has_table(sql, table)) return;
  SQLite::Statement rows(sql, fmt::format("SELECT DISTINCT uuid FROM {} WHERE id = ?", table));
  rows.bind(1, static_cast<int64_t>(id));
  while (rows.executeStep()) uuids.push_back(rows.getColumn(0).getString());
}

}  // namespace

Checkup back_up(const std::string& journal, const std::filesystem::path& file, Overwrite overwrite) {
  const auto database = open_for_reading(journal, patience);
  Checkup checkup;
  guarded(*database, [&](SQLite::Database& sql) {
    fill_atomically(
        file,
        [&](const std::filesystem::path& draft) {
          const auto counts = copied(sql, draft);
          checkup = check_journal(draft.string());
          require_same(checkup, counts);
        },
        overwrite);
  });
  return checkup;
}

std::vector<std::string> uuids_of(const std::string& journal, std::span<const Id> entries) {
  const auto database = open_for_reading(journal, patience);
  return guarded(*database, [&](SQLite::Database& sql) {
    std::vector<std::string> uuids;
    for (const Id id : entries)
      for (const auto* table : {"entry", "past_entry"}) add_uuids(sql, table, id, uuids);
    return uuids;
  });
}

bool holds_any(const std::string& copy, const std::vector<std::string>& uuids) {
  const auto database = open_for_reading(copy, patience);
  return guarded(*database, [&](SQLite::Database& sql) {
    for (const auto& uuid : uuids)
      if (holds(sql, "entry", uuid) || holds(sql, "past_entry", uuid)) return true;
    return false;
  });
}

}  // namespace felt
