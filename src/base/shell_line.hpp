#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// The beginning of a command line of a POSIX shell, as it stands before the cursor.
struct ShellLine {
  std::vector<std::string> words;  // the whole ones, without quotes
  std::string last;                // the one that is being typed, without quotes; empty behind a space
  std::size_t settled = 0;         // bytes of `last` that stand before what readline would replace
  char quote = 0;                  // ' or " where the last word ends inside quotes
};
// Takes a line apart. `breaks` are the characters at which readline begins a new word (COMP_WORDBREAKS).
// Variables and the like stay as they are typed.
ShellLine read_shell_line(std::string_view line, std::string_view breaks);

// What has to be typed for a text: inside the quotes that are open, else with backslashes.
std::string typed_in_shell(std::string_view text, char quote);

}  // namespace felt
