#pragma once

#include <string>

#include "base/terminal.hpp"
#include "report/document.hpp"

namespace felt {

// A document as lines of at most look.columns columns, each ended. Control characters are made visible. A
// table that does not fit is told row by row.
std::string terminal_text(const Document& document, const Look& look);

}  // namespace felt
