#pragma once

#include <string>
#include <vector>

#include "commands/command.hpp"

namespace felt {

// What this person last said helps them find steady ground, in the words it was shown in. Empty where nothing
// was said, or where the journal is missing or cannot be read at once and without asking for a passphrase:
// what asks for it works without.
std::vector<std::string> latest_steadiers(Invocation& invocation);

}  // namespace felt
