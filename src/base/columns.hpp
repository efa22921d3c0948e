#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// Text in the columns of a terminal.

// Columns the text takes on a terminal; control characters take none, an emoji of several characters two.
std::size_t display_width(std::string_view text);
// What a person perceives as characters (extended grapheme clusters).
std::vector<std::string_view> graphemes(std::string_view text);
// Cut to at most `columns`, the last one an ellipsis where something was cut (none if it is wider than
// `columns`).
std::string shortened(std::string_view text, std::size_t columns, std::string_view ellipsis = "…");
// With spaces after it up to `columns`; wider text as it is.
std::string padded(std::string_view text, std::size_t columns);
// Lines of at most `columns` (at least 1), broken at spaces and tabs, which go; a longer word is cut between
// graphemes; line breaks in the text are kept. At least one line, which is empty for empty text.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

}  // namespace felt
