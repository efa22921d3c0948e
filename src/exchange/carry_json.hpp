#pragma once

#include <span>

#include "base/json.hpp"
#include "model/carry.hpp"

namespace felt {

// felt.carry/1. `done` and `done_zone` are left out while the note is still to be brought.
Json carried_json(const CarriedNote& note);
// felt.carried/1, in the order handed in.
Json carried_list_json(std::span<const CarriedNote> notes);

}  // namespace felt
