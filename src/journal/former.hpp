#pragma once

#include <tuple>
#include <vector>

#include "journal/contents.hpp"
#include "journal/database.hpp"
#include "model/step.hpp"

namespace felt {

// Of one uuid: the version that was changed more often comes later.
bool is_same(const Former& a, const Former& b);
inline auto rank(const Former& version) { return std::tuple(version.revision, version.checksum); }

Former version_of(const KeptEntry& kept);
// The version that a plain copy says again, with the uuid and the revision it has there.
KeptEntry original_of(KeptEntry copy);
// A version as a copy, under a uuid that depends on what it says and on nothing else.
KeptEntry copy_of(KeptEntry kept);

// The same of sessions. A copy keeps its revision, and does not say what it is a copy of: its uuid shows it.
Former version_of(const Session& session);
Session copy_of(Session session);
// The uuid that a copy of this version has, and of any other that says the same.
std::string uuid_of_copy(const Former& version);
// Whether the session is the copy of this version, or of another one that says the same.
bool is_copy_of(const Session& session, const Former& version);

void keep_former(SQLite::Database& sql, const Former& former);
// Whether another one took the place of this version, or of a later one that says the same.
bool is_former(SQLite::Database& sql, const Former& version);
// Whether another one took the place of any version with this uuid.
bool has_former(SQLite::Database& sql, const std::string& uuid);
// The same of an entry, or where it is a plain copy of what it is a copy of.
bool is_former(SQLite::Database& sql, const KeptEntry& kept);
// The same of a session, or of a copy of it.
bool is_former(SQLite::Database& sql, const Session& session);
// Entries or carried notes that another version took the place of, by their ids. Plain copies are settled by
// what they are copies of.
std::vector<Id> superseded(SQLite::Database& sql, Thing thing);
// The revision of what takes the place of this one. Error (not_saved) where it was changed most_revisions
// times.
int revision_after(int revision);

// By uuid and revision.
void each_former(SQLite::Database& sql, const std::function<void(const Former&)>& visit);
// Remembers that another version takes the place of this one; of a plain copy, of what it is a copy of.
void supersede(SQLite::Database& sql, const KeptEntry& kept);

}  // namespace felt
