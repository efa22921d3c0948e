#pragma once

#include <functional>
#include <optional>
#include <string>

#include "journal/database.hpp"
#include "journal/recorder.hpp"
#include "model/session.hpp"

namespace felt {

// The session an instant belongs to: the nearest one of those within reach (model/window.hpp); of
// two with one start the one with the lesser uuid, so that it is the same in every journal.
std::optional<Session> find_session_near(SQLite::Database& sql, Instant at);

// Every session with its revision, by id.
void each_session(SQLite::Database& sql, const std::function<void(const Session&)>& visit);
// The same of one session.
std::optional<Session> find_session_by_id(SQLite::Database& sql, Id id);
std::optional<Session> find_session_by_uuid(SQLite::Database& sql, const std::string& uuid);
// Adds a session and gives it its id: the one it has where that is free and never was another's, else a new
// one.
void insert_session(SQLite::Database& sql, Session& session);
void replace_session(SQLite::Database& sql, const Session& session);
// Takes it out. Entries stay: those it was chosen for are given their nearest one, as all others are.
void remove_session(SQLite::Database& sql, Id id, Recorder& recorder);
// Entries that belong to the one session belong to the other, then; chosen sessions stay chosen.
void hand_entries_over(SQLite::Database& sql, Id from, Id to, Recorder& recorder);
// Entries in reach of a session that starts then and that chose none are given their nearest one anew.
void relink_entries(SQLite::Database& sql, Instant starts);
// The entry is given its nearest session, whatever was chosen for it; or only if nothing was.
void link_anew(SQLite::Database& sql, Id entry);
void link_unless_chosen(SQLite::Database& sql, Id entry);
// Fills in what a journal of an earlier schema does not have.
void add_session_checksums(SQLite::Database& sql);

}  // namespace felt
