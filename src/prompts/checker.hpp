#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "prompts/library.hpp"

namespace felt {

// Everything that can be said about one prompt file: what parse_prompt_file finds, what it counts on in other
// files, and, as warnings, the rules for authors. The library may already hold the file.
std::vector<Problem> check_prompt_file(std::string_view text, std::string_view file_name,
                                       const Library& library, Origin origin = Origin::own);

// The rules for authors alone: flagged words and exclamation marks, a pack without a steady question, a flow
// that ends on distress or pain.
void check_authoring(const ParsedFile& file, const FindQuestion& find, Findings& findings);

// "file:line:column: error: message", then the line of the file, a caret under the column, and the hint; each
// on a line of its own, made safe for a terminal, and long lines cut around the caret. Ends without a line
// break.
std::string problem_text(const Problem& problem);

}  // namespace felt
