#include "journal/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

namespace felt {
namespace {

constexpr const char* keep_a_copy = "Leave the file as it is and keep a copy of it before anything else.";

// What SQLite says of tables that are not as felt makes them; felt's own statements fit its own tables.
bool tells_of_other_tables(std::string_view message) {
  constexpr std::string_view tellings[] = {"no such ",
                                           "has no column named",
                                           "foreign key mismatch",
                                           "malformed",
                                           "vtable constructor failed",
                                           "invalid fts5 file format",
                                           "error in tokenizer constructor",
                                           "unrecognized option"};
  return std::any_of(std::begin(tellings), std::end(tellings), [&](std::string_view telling) {
    return message.find(telling) != std::string_view::npos;
  });
}

// The file that is open is not the one at the path any more.
Error moved_away(const std::string& path) {
  const auto where = quoted_path(path);
  std::error_code none;
  return {Exit::not_saved,
          std::filesystem::exists(path, none)
              ? fmt::format("another file took the place of the journal {}", where)
              : fmt::format("the journal {} is not there any more", where),
          "Nothing was changed. What it held is in the file that was there before."};
}

Error translated(const SQLite::Exception& error, const std::string& path) {
  const std::string where = quoted_path(path);
  switch (error.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Exit::locked, fmt::format("the journal {} is in use by {}", where, lock_holder(path)),
              "Nothing was changed. Try again in a moment."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Exit::damaged, fmt::format("the journal {} is damaged: {}", where, error.what()), keep_a_copy};
    case SQLITE_FULL:
      return {Exit::not_saved, fmt::format("no space left to write the journal {}", where),
              "Nothing was changed. Free some space and run the command again."};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {Exit::not_saved, fmt::format("could not use the journal {}: {}", where, error.what()),
              "Nothing was changed. Look at the folder's permissions and at the space that is left."};
    case SQLITE_NOMEM:
      return {Exit::not_saved, fmt::format("there is not enough memory for the journal {}", where),
              "Nothing was changed. Close other programs and run the command again."};
    case SQLITE_TOOBIG:
      return UsageError("that is too long to keep");
    case SQLITE_ERROR:
      if (tells_of_other_tables(error.what()))
        return {Exit::damaged, fmt::format("the journal {} is damaged: {}", where, error.what()),
                keep_a_copy};
      [[fallthrough]];
    default:
      return {Exit::bug, fmt::format("the journal {}: {}", where, error.what())};
  }
}

// felt has one thread; locks between threads would be a twentieth of what long reports cost.
const int one_thread = SQLite::OPEN_NOMUTEX;

int open_flags(Database::Access access) {
  if (access == Database::Access::look) return SQLite::OPEN_READONLY | one_thread;
  // A reader may have to roll back what a crash left, so it opens for writing where it can.
  const int create = access == Database::Access::write ? SQLite::OPEN_CREATE : 0;
  return SQLite::OPEN_READWRITE | one_thread | create;
}

// SQLite takes ":memory:" and "file:…" for something else than the name of a file.
std::string file_named(const std::string& path) {
  return path.starts_with(':') || path.starts_with("file:") ? "./" + path : path;
}

SQLite::Database opened_file(const std::string& path, Database::Access access) {
  try {
    return SQLite::Database(file_named(path), open_flags(access));
  } catch (const SQLite::Exception&) {
    if (access != Database::Access::read) throw;
    return SQLite::Database(file_named(path), SQLite::OPEN_READONLY | one_thread);
  }
}

SQLite::Database opened_memory() {
  return SQLite::Database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | one_thread);
}

// SQLite's own way to wait asks less often the longer it has waited.
int try_again(void* wait, int tries) {
  auto& lock_wait = *static_cast<LockWait*>(wait);
  if (tries == 0) lock_wait.begin();
  return lock_wait.once_more() ? 1 : 0;
}

void harden(sqlite3* handle) {
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16'000'000);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1'000'000);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

constexpr const char* settings = R"sql(
PRAGMA synchronous = EXTRA;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
)sql";

// SQLite opens a file it may not write for reading only, and says so no earlier than at the first change.
void refuse_read_only(SQLite::Database& sql, const std::string& path) {
  if (sqlite3_db_readonly(sql.getHandle(), "main") == 1)
    throw Error(Exit::not_saved, fmt::format("the journal {} can only be read", quoted_path(path)),
                "Nothing was changed. Look at the permissions of the file and of its folder.");
}

}  // namespace

void rethrow_translated(const SQLite::Exception& error, const std::string& path) {
  // The folder is synced last, when the change stands.
  if (error.getExtendedErrorCode() == SQLITE_IOERR_DIR_FSYNC) throw NotYetCertain(path, EIO);
  if (error.getExtendedErrorCode() == SQLITE_READONLY_DBMOVED) throw moved_away(path);
  throw translated(error, path);
}

void refuse_sealed_meanwhile(const std::string& path) {
  if (!is_sealed_file(path)) return;
  throw Error(Exit::not_saved,
              fmt::format("the journal {} got a passphrase from another window meanwhile", quoted_path(path)),
              "Nothing was changed. Run the command again, so that it opens it anew.");
}

Database::Database(const std::string& path, Access access, const Opening& opening)
    : m_path(path),
      m_wait(opening.wait),
      m_sealed(is_sealed_file(path) ? std::make_unique<SealedStore>(path, opening) : nullptr),
      m_sql(m_sealed ? opened_memory() : opened_file(path, access)) {
  sqlite3_busy_handler(m_sql.getHandle(), try_again, &m_wait);
  harden(m_sql.getHandle());
  if (m_sealed) m_sealed->load(m_sql.getHandle());
  if (access == Access::write) refuse_read_only(m_sql, path);
  m_sql.exec(settings);
}

Database::Database() : m_path(":memory:"), m_wait({}), m_sql(opened_memory()) {
  harden(m_sql.getHandle());
  m_sql.exec(settings);
}

bool Database::is_in_place() {
  int has_moved = 0;
  if (!m_sealed) sqlite3_file_control(m_sql.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  return has_moved == 0;
}

void Database::begin_change() {
  if (m_sealed && m_sealed->begin(m_sql.getHandle()) == SealedStore::News::loaded) m_sql.exec(settings);
}

void Database::save_change(Replaced replaced) {
  if (!m_sealed) return;
  if (m_sql.execAndGet("PRAGMA quick_check(1)").getString() != "ok")
    throw Error(Exit::not_saved, fmt::format("the journal {} is not whole in memory", quoted_path(m_path)),
                "What is on the disk stays as it was. Run the command again.");
  m_sealed->save(m_sql.getHandle(), replaced);
}

void Database::end_change() {
  if (m_sealed) m_sealed->end();
}

Transaction::Transaction(Database& database) : m_database(database) {
  m_database.begin_change();
  m_database.sql().exec("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (m_open && !sqlite3_get_autocommit(m_database.sql().getHandle())) m_database.sql().tryExec("ROLLBACK");
  m_database.end_change();
}

void Transaction::commit(Replaced replaced) {
  m_database.sql().exec("COMMIT");
  m_open = false;
  m_database.save_change(replaced);
}

}  // namespace felt
