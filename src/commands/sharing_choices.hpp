#pragma once

#include <string>
#include <vector>

#include "commands/command.hpp"
#include "model/view.hpp"

namespace felt {

// What a person names as leaving or staying: a question, a pack, notes, note:ID, entry:ID, region:NAME,
// carried, session-notes, with.
struct SharingWords {
  std::vector<std::string> include, leave_out;
  std::vector<std::string> hidden;  // regions
};
void declare_sharing(CLI::App& app, SharingWords& words);

// UsageError for a word that means nothing, with the nearest one, and for entries that are not there.
SharingChoices sharing_choices(Invocation& invocation, const SharingWords& words);

}  // namespace felt
