#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"

namespace felt {

// A document as CommonMark with tables, to be read in a mail as it is or rendered. Every sign that could be
// markup in what a person or a pack wrote is escaped, and no HTML is in it; control and bidi characters are
// made visible. A picture is its title, its description and its numbers.
std::string markdown_text(const Document& document);

// Text in which nothing is markup, whatever stands around it: on one line, or with its line breaks.
std::string markdown_words(std::string_view text);
std::string markdown_lines(std::string_view text);

}  // namespace felt
