#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <string>
#include <utility>

#include "base/lock_wait.hpp"
#include "journal/opening.hpp"
#include "journal/sealed_store.hpp"

namespace felt {

// Turns what SQLite says into an Error with felt's exit codes: busy, damaged, newer, could not save,
// saved and not yet certain.
[[noreturn]] void rethrow_translated(const SQLite::Exception& error, const std::string& path);

// Error (not_saved) where the path, which led to a plain journal, leads to a sealed one now.
void refuse_sealed_meanwhile(const std::string& path);

// SQLite with felt's settings: every write in one immediate transaction, EXTRA durability, nothing plain in
// temporary files, hostile schemas kept out.
class Database {
 public:
  enum class Access { look, read, write };  // `look` leaves the file as it is
  // Empty, in memory, gone when it goes.
  Database();
  // A sealed file is opened into memory.
  Database(const std::string& path, Access access, const Opening& opening);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  SQLite::Database& sql() { return m_sql; }
  const std::string& path() const { return m_path; }
  // Whether the file that is open is the one at the path. Of a sealed journal none is open.
  bool is_in_place();
  // Nothing where the journal is not sealed.
  SealedStore* sealed() { return m_sealed.get(); }
  // What a transaction begins and ends with. After a sealed journal was read anew it has felt's settings
  // again.
  void begin_change();
  void save_change(Replaced replaced);
  void end_change();

 private:
  std::string m_path;
  LockWait m_wait;  // SQLite holds its address
  std::unique_ptr<SealedStore> m_sealed;
  SQLite::Database m_sql;
};

// A journal that exists: to be read as it is, or brought to the newest schema to be written to. Error
// (no_journal, damaged, newer, unsafe).
std::unique_ptr<Database> open_for_reading(const std::string& path, const Opening& opening);
std::unique_ptr<Database> open_for_writing(const std::string& path, const Opening& opening);

// Runs work on the database; what SQLite throws arrives as an Error.
template <class Work>
auto guarded(Database& database, const Work& work) {
  try {
    return work(database.sql());
  } catch (const SQLite::Exception& error) {
    if (!database.sealed()) refuse_sealed_meanwhile(database.path());
    rethrow_translated(error, database.path());
  }
}

// While it lives, a sealed journal is read as it is on the disk, and nobody changes it. A plain one always
// is.
class AsOnDisk {
 public:
  explicit AsOnDisk(Database& database) : m_database(database) { m_database.begin_change(); }
  ~AsOnDisk() { m_database.end_change(); }
  AsOnDisk(const AsOnDisk&) = delete;
  AsOnDisk& operator=(const AsOnDisk&) = delete;

 private:
  Database& m_database;
};

// BEGIN IMMEDIATE … COMMIT; rolled back unless committed. What was committed is safe on the disk. In a sealed
// journal nothing that stands before the beginning may be read on after it: the journal may be another by
// then.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  // In a sealed journal the save before this one stays beside it, unless it is to be forgotten.
  void commit(Replaced replaced = Replaced::kept);

 private:
  Database& m_database;
  bool m_open = true;
};

}  // namespace felt
