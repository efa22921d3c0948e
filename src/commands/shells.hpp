#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.hpp"
#include "commands/value_types.hpp"

namespace felt {

// The shells that can have their command line completed, and how each of them asks and is answered.

enum class Shell { bash, zsh, fish };
inline constexpr Names<Shell, 3> shell_names{
    {{Shell::bash, "bash"}, {Shell::zsh, "zsh"}, {Shell::fish, "fish"}}};

// What the shell has to run once: it hands what is typed to `felt completion words` and shows what comes
// back. Nothing about felt's commands is in it.
std::string_view script_of(Shell shell);
// The lines that have it run whenever the shell starts.
std::string_view setting_up(Shell shell);

// A command line as its shell hands it over.
struct ShellRequest {
  std::vector<std::string> words;  // the whole ones, without quotes and the program's name
  std::string typed;               // the one under the cursor, up to it
  std::size_t settled = 0;         // bytes of it that are not replaced
  char quote = 0;                  // in which it stands
  bool lists = false;              // the words are shown rather than put in
};
// From bash: the line up to the cursor, COMP_WORDBREAKS and COMP_TYPE. From the others: the words up to the
// cursor, the last of which is being typed. What is missing counts as empty.
ShellRequest request_from(Shell shell, std::span<const std::string> given);

// A line that says "files" where files may stand there, too, and "nospace" where the word goes on; then a
// line for each candidate as the shell's script puts it in. A word that a terminal could not show as it is,
// is left out. bash is handed only what begins as typed, the others choose for themselves.
std::string answer_for(Shell shell, const ShellRequest& request, Candidates candidates);

}  // namespace felt
