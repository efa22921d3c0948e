#pragma once

#include <string>
#include <string_view>

#include "interview/line_reader.hpp"

namespace felt {

// What was pasted as it stands in one line: its line breaks as told, but for those at its end; tabs are
// spaces, other control characters are left out.
std::wstring in_one_line(std::wstring_view pasted, PastedBreaks breaks);

}  // namespace felt
