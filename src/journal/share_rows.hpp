#pragma once

#include <functional>
#include <string>

#include "journal/database.hpp"
#include "model/share_record.hpp"

namespace felt {

// What was shared, by id; none in a journal of a schema without the list.
void each_share(SQLite::Database& sql, const std::function<void(const ShareRecord&)>& visit);
bool has_share(SQLite::Database& sql, const std::string& uuid);
// Adds a record, which keeps its id where that is free. The id it has now.
Id insert_share(SQLite::Database& sql, const ShareRecord& record);

}  // namespace felt
