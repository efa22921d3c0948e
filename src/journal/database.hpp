#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <string>
#include <utility>

namespace felt {

// Turns what SQLite says into an Error with felt's exit codes: busy, damaged, newer, could not save.
[[noreturn]] void rethrow_translated(const SQLite::Exception& error, const std::string& path);

// SQLite with felt's settings: every write in one immediate transaction, EXTRA durability, nothing plain in
// temporary files, hostile schemas kept out.
class Database {
 public:
  enum class Access { read, write };
  Database(const std::string& path, Access access, std::chrono::milliseconds wait_for_lock);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  SQLite::Database& sql() { return m_sql; }
  const std::string& path() const { return m_path; }

 private:
  std::string m_path;
  int m_most_tries;  // for a lock; SQLite holds its address
  SQLite::Database m_sql;
};

// Runs work on the database; what SQLite throws arrives as an Error.
template <class Work>
auto guarded(Database& database, const Work& work) {
  try {
    return work(database.sql());
  } catch (const SQLite::Exception& error) {
    rethrow_translated(error, database.path());
  }
}

// BEGIN IMMEDIATE … COMMIT; rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(SQLite::Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  SQLite::Database& m_database;
  bool m_open = true;
};

}  // namespace felt
