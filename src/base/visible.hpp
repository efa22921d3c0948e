#pragma once

#include <string>
#include <string_view>

namespace felt {

// Stored text made harmless for a terminal: C0, DEL and C1 controls and invalid bytes are written as \x1b,
// bidi controls, line and paragraph separators and U+FEFF as \u202e; \n and \t stay.
std::string visible(std::string_view text);
// The same on one line: line breaks become ⏎ and tabs spaces.
std::string visible_line(std::string_view text);
// JSON text with the same characters as \u escapes: the same JSON, harmless for a terminal.
std::string visible_json(std::string_view json);

// 'word', made visible and cut to 40 columns, as a message holds it.
std::string in_quotes(std::string_view text);

}  // namespace felt
