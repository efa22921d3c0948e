#pragma once

#include <functional>
#include <optional>
#include <string>

#include "journal/database.hpp"
#include "model/carry.hpp"

namespace felt {

// Every carried note with its revision, done or not, by id; none in a journal of a schema without them.
void each_carried(SQLite::Database& sql, const std::function<void(const CarriedNote&)>& visit);
// The same of one note, in a journal of a schema with them.
std::optional<CarriedNote> find_carried_by_id(SQLite::Database& sql, Id id);
std::optional<CarriedNote> find_carried_by_uuid(SQLite::Database& sql, const std::string& uuid);
// Adds a note, done or not; it keeps its id where that is free and never was another's, else it is given one.
void insert_carried(SQLite::Database& sql, CarriedNote& note);
// Puts the note in the place of the one with its id.
void replace_carried(SQLite::Database& sql, const CarriedNote& note);
// Fills in what a journal of an earlier schema does not have.
void add_carried_checksums(SQLite::Database& sql);

}  // namespace felt
