#pragma once

#include <string>
#include <vector>

#include "prompts/own_files.hpp"
#include "prompts/pack_file.hpp"

namespace felt {

// An id is a promise about meaning, as a line over months is drawn through all answers to it. These are the
// promises of a file that another in its place does not keep: questions and words that are gone and not
// retired, and another type, range or direction. A line for each; none for files of other kinds.
std::vector<std::string> broken_promises(const PromptContent& before, const PromptContent& after);

// The files that are in use among `now`, and among `then` are left out.
std::vector<OwnFile> left_out_then(const std::vector<OwnFile>& now, const std::vector<OwnFile>& then);

}  // namespace felt
