#pragma once

#include <string>

namespace felt {

// A text as other programs are handed it: line breaks are \n, control characters are written as \x1b.
std::string shown_text(const std::string& text);

}  // namespace felt
