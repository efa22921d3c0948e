#pragma once

#include <string>

#include "report/document.hpp"

namespace felt {

// A document as one HTML file in English that needs nothing else: its style and its pictures are inside, it
// has no script, and its policy forbids a browser to load or run anything. Everything is escaped; control and
// bidi characters are made visible. The numbers of a picture are folded away beneath it, those of a body map
// stand open beside it.
std::string html_text(const Document& document);

}  // namespace felt
