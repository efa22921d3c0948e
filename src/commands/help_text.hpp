#pragma once

#include <string>
#include <string_view>

#include "base/terminal.hpp"

namespace CLI {
class App;
}

namespace felt {

// The short help of the command that was chosen, or of `app` itself, as wide as the look allows.
std::string help_text(CLI::App& app, const Look& look);

// A name and what it is about: beside each other from `column` on where there is room, else below each other.
std::string help_row(const std::string& name, std::string_view about, std::size_t column, const Look& look);
// A text as lines.
std::string help_lines(std::string_view text, const Look& look);

}  // namespace felt
