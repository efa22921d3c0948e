#pragma once

#include <functional>
#include <optional>
#include <string>

#include "journal/database.hpp"
#include "model/session.hpp"

namespace felt {

// The session an instant belongs to: the nearest one of those within reach (model/window.hpp); of
// two with one start the one with the lesser uuid, so that it is the same in every journal.
std::optional<Session> find_session_near(SQLite::Database& sql, Instant at);

// Every session, by id.
void each_session(SQLite::Database& sql, const std::function<void(const Session&)>& visit);
std::optional<Session> find_session_by_uuid(SQLite::Database& sql, const std::string& uuid);
// Adds a session and gives it its id: the one it has where that is free, else a new one.
void insert_session(SQLite::Database& sql, Session& session);
void replace_session(SQLite::Database& sql, const Session& session);
// Entries in reach of the session that chose none are given their nearest one anew.
void relink_entries(SQLite::Database& sql, const Session& session);

}  // namespace felt
