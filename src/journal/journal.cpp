#include "journal/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "journal/database.hpp"
#include "journal/opening.hpp"
#include "journal/recorder.hpp"
#include "journal/schema.hpp"

namespace felt {
namespace {

int pragma_number(SQLite::Database& sql, const char* pragma) {
  SQLite::Statement read(sql, std::string("PRAGMA ") + pragma);
  read.executeStep();
  return read.getColumn(0).getInt();
}

void migrate(Database& database) {
  Transaction transaction(database);
  auto& sql = database.sql();
  // Another process may have been first: what counts is the version under the lock.
  const int version = pragma_number(sql, "user_version");
  for (const auto& step : migrations()) {
    if (step.number <= version) continue;
    sql.exec(step.sql);
    if (step.complete) step.complete(sql);
    sql.exec(fmt::format("PRAGMA user_version = {}", step.number));
  }
  sql.exec(fmt::format("PRAGMA application_id = {}", journal_application_id));
  transaction.commit();
}

void refuse_foreign(SQLite::Database& sql, const std::string& path) {
  if (pragma_number(sql, "application_id") != journal_application_id)
    throw Error(Exit::damaged, fmt::format("{} is not a felt journal", quoted_path(path)),
                "Name another file with --journal, or move this one aside.");
}

void refuse_newer(int version, const std::string& path) {
  if (version > newest_schema())
    throw Error(Exit::newer, fmt::format("the journal {} was written by a newer felt", quoted_path(path)),
                "Nothing was changed. Install the newer felt to go on with it.");
}

bool is_fresh(SQLite::Database& sql) {
  if (pragma_number(sql, "user_version") != 0 || pragma_number(sql, "application_id") != 0) return false;
  SQLite::Statement tables(sql, "SELECT count(*) FROM sqlite_schema");
  tables.executeStep();
  return tables.getColumn(0).getInt() == 0;
}

void prepare_for_writing(Database& database, const std::function<void()>& before_migration) {
  guarded(database, [&](SQLite::Database& sql) {
    if (is_fresh(sql)) return migrate(database);
    refuse_foreign(sql, database.path());
    const int version = pragma_number(sql, "user_version");
    refuse_newer(version, database.path());
    // Another program may have left it in WAL.
    if (!database.sealed()) sql.exec("PRAGMA journal_mode = DELETE");
    if (version == newest_schema()) return;
    if (before_migration) before_migration();
    migrate(database);
  });
}

void check_for_reading(Database& database) {
  guarded(database, [&](SQLite::Database& sql) {
    refuse_foreign(sql, database.path());
    refuse_newer(pragma_number(sql, "user_version"), database.path());
    sql.exec("PRAGMA query_only = ON");
  });
}

bool has_content(const std::string& path) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  return !failure && size > 0;
}

void refuse_missing(const std::string& path) {
  if (stands_at(path) && has_content(path)) return;
  throw Error(Exit::no_journal, fmt::format("there is no journal at {} yet", quoted_path(path)),
              "It begins with your first check-in: felt log. A session is kept with: felt session add WHEN.");
}

std::unique_ptr<Database> opened(const std::string& path, Database::Access access, const Opening& opening) {
  try {
    return std::make_unique<Database>(path, access, opening);
  } catch (const SQLite::Exception& error) {
    rethrow_translated(error, path);
  }
}

// By the first bytes of its file. Beside one in WAL mode, as other programs may have left it, even a reader
// makes files.
bool is_plain(const std::string& path) {
  constexpr std::size_t format_versions = 18;
  char header[format_versions + 2] = {};
  std::ifstream(path, std::ios::binary).read(header, sizeof header);
  return std::string_view(header, format_versions).starts_with("SQLite format 3") &&
         header[format_versions] == 1 && header[format_versions + 1] == 1;
}

bool is_empty_file(const std::string& path) {
  std::error_code failure;
  return std::filesystem::file_size(path, failure) == 0 && !failure;
}

// SQLite would make the file with the umask's mode, as one that somebody made for it has it; the promise is
// 0600.
void make_private_file(const std::string& path) {
  const auto file = open_at(AT_FDCWD, path.c_str(), O_CREAT | O_WRONLY | O_NONBLOCK, 0600);
  if (!file.is_open())
    throw Error(Exit::not_saved,
                fmt::format("could not make the journal {}: {}", quoted_path(path),
                            std::generic_category().message(errno)),
                "Name another place with --journal or FELT_JOURNAL.");
  ::fchmod(file.get(), 0600);  // a file system without modes may refuse
}

}  // namespace

std::optional<SealedFacts> Journal::sealed() const {
  return m_database->sealed() ? std::optional(m_database->sealed()->facts()) : std::nullopt;
}

std::optional<SealedFacts> Journal::sealed_in_place() const {
  return m_database->sealed() && m_database->sealed()->is_in_place() ? sealed() : std::nullopt;
}

Journal::Journal(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
Journal::~Journal() = default;

std::unique_ptr<Database> open_for_reading(const std::string& path, const Opening& opening) {
  refuse_missing(path);
  refuse_unsafe(path);
  auto database = opened(path, Database::Access::read, opening);
  check_for_reading(*database);
  return database;
}

std::unique_ptr<Database> open_for_writing(const std::string& path, const Opening& opening) {
  refuse_missing(path);
  refuse_unsafe(path);
  auto database = opened(path, Database::Access::write, opening);
  prepare_for_writing(*database, opening.before_migration);
  return database;
}

std::unique_ptr<Journal> Journal::open_existing(const std::string& path, const Opening& opening) {
  return std::unique_ptr<Journal>(new Journal(open_for_reading(path, opening)));
}

std::unique_ptr<Journal> Journal::open_untouched(const std::string& path) {
  refuse_missing(path);
  refuse_unsafe(path);
  if (!is_plain(path))
    throw Error(Exit::damaged, fmt::format("{} is not a journal that is plain", quoted_path(path)));
  Opening opening;
  opening.wait = std::chrono::milliseconds(0);
  auto database = opened(path, Database::Access::look, opening);
  check_for_reading(*database);
  return std::unique_ptr<Journal>(new Journal(std::move(database)));
}

std::unique_ptr<Journal> Journal::open_or_make(const std::string& path, const Opening& opening) {
  const bool is_new = !stands_at(path);
  if (is_new) make_private_folder(std::filesystem::path(path).parent_path());
  refuse_unsafe(path);
  if (is_new || is_empty_file(path)) make_private_file(path);
  auto database = opened(path, Database::Access::write, opening);
  prepare_for_writing(*database, opening.before_migration);
  return std::unique_ptr<Journal>(new Journal(std::move(database)));
}

std::unique_ptr<Journal> Journal::in_memory() {
  auto database = std::make_unique<Database>();
  prepare_for_writing(*database, {});
  return std::unique_ptr<Journal>(new Journal(std::move(database)));
}

}  // namespace felt
