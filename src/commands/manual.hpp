#pragma once

#include <span>
#include <string_view>

#include "commands/command.hpp"

namespace felt {

// A page of the manual. The pages of man/ are put into the program while it is built; nothing is read of them
// at start.
struct ManualPage {
  std::string_view file;  // "felt-log.1"
  std::string_view text;  // mdoc
};

// By file name, so that a command's page comes before one of another section.
std::span<const ManualPage> manual_pages();

// What a page is called behind `felt help`: "log" for felt-log.1, "felt" for felt.1.
std::string_view name_of(const ManualPage& page);
// What it is about, in a few words.
std::string_view about(const ManualPage& page);
// The first page of that name, or the one called so with its section: "remind.7". Null if there is none.
const ManualPage* find_manual_page(std::string_view name);

// Has man(1) lay a page out: on the terminal with its pager, else as text to the output. Returns whether it
// did; where it did not, it may have said why on the terminal.
bool show_manual_page(Invocation& invocation, const ManualPage& page);

}  // namespace felt
