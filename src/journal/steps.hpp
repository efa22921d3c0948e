#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "journal/database.hpp"
#include "model/step.hpp"

namespace felt {

// The table of steps, and of what they changed.

// The newest so many of a state, newest first; the oldest so many, oldest first. With their parts.
std::vector<Step> last_steps(SQLite::Database& sql, StepState state, std::size_t most);
std::vector<Step> first_steps(SQLite::Database& sql, StepState state, std::size_t most);

// The version that is to stand there once the step is turned.
void set_version(SQLite::Database& sql, Id step, Thing thing, Id item, std::optional<Id> version);
void forget_change(SQLite::Database& sql, Id step, Thing thing, Id item);

}  // namespace felt
