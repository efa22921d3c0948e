#pragma once

#include <functional>
#include <string_view>

#include "base/terminal.hpp"
#include "commands/command.hpp"

namespace felt {

// A page that is to be read before anything is done: through $PAGER, else less, on a terminal; on standard
// error where there is none, or no pager, or one that cannot be started or fails. `produce` is called with
// how the page is drawn and where its text goes, piece by piece; twice where the pager fails.
using Page = std::function<void(const Look& look, const std::function<void(std::string_view)>& add)>;
void show_page(Invocation& invocation, const Page& produce);

}  // namespace felt
