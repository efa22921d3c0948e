#pragma once

#include <string_view>

#include "commands/command.hpp"

namespace felt {

// Whether the person agrees to what the question asks: --yes does, else y or yes typed on the terminal.
// Without a terminal UsageError, naming --yes.
bool agrees(Invocation& invocation, std::string_view question);
// What a command answers that was not agreed to. It says "Nothing was deleted." with `done` for the last
// word.
int declined(Invocation& invocation, std::string_view done);

}  // namespace felt
