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

// What a step did, as far as it is known; and only to what other steps than imports changed later.
std::vector<StepPart> parts_of(SQLite::Database& sql, Id step);
std::vector<StepPart> parts_changed_since(SQLite::Database& sql, Id step);
// The condition on a row of the table `change` that such a step changed the same thing later.
inline constexpr const char* is_changed_since =
    "EXISTS (SELECT 1 FROM change AS later JOIN step ON step.id = later.step_id WHERE later.kind = "
    "change.kind "
    "AND later.item = change.item AND later.step_id > change.step_id AND step.joined = 0)";

// The version that is to stand there once the step is turned.
void set_version(SQLite::Database& sql, Id step, Thing thing, Id item, std::optional<Id> version);
void forget_change(SQLite::Database& sql, Id step, Thing thing, Id item);

}  // namespace felt
