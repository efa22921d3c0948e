#pragma once

#include <span>

namespace SQLite {
class Database;
}

namespace felt {

// "FELT": marks an SQLite file as a journal.
inline constexpr int journal_application_id = 0x46454C54;

// One step of the schema. The numbers rise by one; a journal's user_version is the number of the last step it
// took.
struct Migration {
  int number;
  const char* sql;
  void (*complete)(SQLite::Database&) = nullptr;  // what SQL alone cannot do
};
std::span<const Migration> migrations();

// The schemas that brought what a journal which was only read may lack.
inline constexpr int with_drafts_passed = 2;
inline constexpr int with_revisions = 3;
inline constexpr int with_carried = 4;
inline constexpr int with_steps = 8;

// The schema this felt writes.
int newest_schema();

}  // namespace felt
