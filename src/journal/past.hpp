#pragma once

#include <optional>
#include <vector>

#include "journal/database.hpp"
#include "model/step.hpp"

namespace felt {

// What stood in the journal before it was changed or taken out, kept in the tables past_… so that it can come
// back.

// The table of what stands now.
const char* table_of(Thing thing);
// The table of what stood before.
const char* past_table_of(Thing thing);
bool is_kept(SQLite::Database& sql, Thing thing, Id id);
// Whether the number was ever that of another one, as far as the steps know.
bool is_remembered(SQLite::Database& sql, Thing thing, Id id);
// Whether the number can be that of a new one.
bool is_free(SQLite::Database& sql, Thing thing, Id id);

// Keeps what stands there now, and gives its version; nothing where nothing stands.
std::optional<Id> keep_past(SQLite::Database& sql, Thing thing, Id id);
// Puts a version in the place of what stands there, and forgets it as something past. An entry must not stand
// there any more. What is back has a revision that no other version took the place of, and a uuid of its own
// where its uuid is that of another one by now.
void put_back(SQLite::Database& sql, Thing thing, Id id, Id version);
// All versions of it that stood before.
std::vector<Id> past_versions(SQLite::Database& sql, Thing thing, Id id);
// Forgets a version for good.
void forget_past(SQLite::Database& sql, Thing thing, Id version);
// What stands in the journal as a copy of that version.
std::optional<Id> find_copy_of_past(SQLite::Database& sql, Thing thing, Id version);
// The entry as it was in that version; nothing if it is no longer known.
std::optional<Entry> find_past_entry(SQLite::Database& sql, Id version);
// Takes out what stands there, for good.
void take_out(SQLite::Database& sql, Thing thing, Id id);
// Remembers that the version that stands there has had its time, wherever else it may still be.
void supersede(SQLite::Database& sql, Thing thing, Id id);
// The same of a past version. One that was taken back before anybody else could have it needs no such mark;
// one more does no harm.
void supersede_past(SQLite::Database& sql, Thing thing, Id version);

}  // namespace felt
