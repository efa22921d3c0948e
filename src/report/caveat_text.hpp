#pragma once

#include <string>

#include "insight/caveats.hpp"

namespace felt {

// A caution as one sentence with its number.
std::string caveat_text(const AppliedCaveat& caveat);

}  // namespace felt
