#pragma once

#include <string>

#include "commands/command.hpp"

namespace felt {

// Shows a desktop notification through notify-send or else gdbus, also where cron knows nothing of the
// session bus. Error (not_saved) where neither is there, or nobody shows notifications.
void notify(Invocation& invocation, const std::string& text);

}  // namespace felt
