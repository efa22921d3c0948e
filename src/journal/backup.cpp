#include "journal/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file_stream.hpp"
#include "journal/database.hpp"
#include "journal/past.hpp"
#include "journal/schema.hpp"

namespace felt {
namespace {

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

[[noreturn]] void refuse_broken() {
  throw Error(Exit::damaged, "the copy is not whole, because the journal is not",
              "No copy was kept. See what is wrong with: felt doctor");
}

void require_same(const Checkup& copy, const Counts& counts) {
  const bool is_whole = copy.findings.empty() && copy.entries + copy.drafts == counts.entries &&
                        copy.sessions == counts.sessions && copy.newest == counts.newest;
  if (!is_whole) refuse_broken();
}

// A save replaces a sealed file as a whole, so its bytes are always of one moment; what locks them tells
// whether each of them came along.
Checkup copied_sealed(const std::string& journal, const std::filesystem::path& draft,
                      const Opening& opening) {
  const auto file = open_at(AT_FDCWD, draft.c_str(), O_WRONLY | O_NOFOLLOW);
  if (!file.is_open()) refuse_writing(draft, errno);
  write_all(file.get(), read_sealed_file(journal), draft);
  auto checkup = check_journal(draft.string(), opening);
  if (!checkup.findings.empty()) refuse_broken();
  return checkup;
}

Checkup copied_plain(const std::string& journal, const std::filesystem::path& draft, const Opening& opening) {
  const auto database = open_for_reading(journal, opening);
  // Sealed only now, or not to be read a moment ago: nothing of it comes to the disk in plain.
  if (database->sealed()) return copied_sealed(journal, draft, opening);
  return guarded(*database, [&](SQLite::Database& sql) {
    const auto counts = copied(sql, draft);
    auto checkup = check_journal(draft.string());
    require_same(checkup, counts);
    return checkup;
  });
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

Checkup back_up(const std::string& journal, const std::filesystem::path& file, Overwrite overwrite,
                const Opening& opening) {
  const auto copy = is_sealed_file(journal) ? copied_sealed : copied_plain;
  Checkup checkup;
  fill_atomically(
      file, [&](const std::filesystem::path& draft) { checkup = copy(journal, draft, opening); }, overwrite);
  return checkup;
}

std::vector<std::string> uuids_of(const std::string& journal, Thing thing, std::span<const Id> ids,
                                  const Opening& opening) {
  const auto database = open_for_reading(journal, opening);
  return guarded(*database, [&](SQLite::Database& sql) {
    std::vector<std::string> uuids;
    for (const Id id : ids)
      for (const auto* table : {table_of(thing), past_table_of(thing)}) add_uuids(sql, table, id, uuids);
    return uuids;
  });
}

bool holds_any(const std::string& copy, Thing thing, const std::vector<std::string>& uuids,
               const Opening& opening) {
  const auto database = open_for_reading(copy, opening);
  return guarded(*database, [&](SQLite::Database& sql) {
    for (const auto& uuid : uuids)
      if (holds(sql, table_of(thing), uuid) || holds(sql, past_table_of(thing), uuid)) return true;
    return false;
  });
}

}  // namespace felt
