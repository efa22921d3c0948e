#pragma once

#include "journal/contents.hpp"
#include "journal/database.hpp"

namespace felt {

Former version_of(const KeptEntry& kept);
// The version that a plain copy says again, with the uuid and the revision it has there.
KeptEntry original_of(KeptEntry copy);
// A version as a copy, under a uuid that depends on the version alone.
KeptEntry copy_of(KeptEntry kept);

void keep_former(SQLite::Database& sql, const Former& former);
bool is_former(SQLite::Database& sql, const Former& version);
// Remembers that another version takes the place of this one; of a plain copy, too, of what it is a copy of.
void supersede(SQLite::Database& sql, const KeptEntry& kept);

}  // namespace felt
