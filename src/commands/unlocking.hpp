#pragma once

#include <optional>
#include <string>

#include "commands/command.hpp"
#include "journal/opening.hpp"
#include "seal/secret.hpp"

namespace felt {

// Where passphrases come from: a file, a descriptor or a command that is named, else a person at a terminal.

// Whether a person may be asked.
enum class Asking { no, yes };

// What opens the journal: named by the options, then by the configuration, else typed. Three tries at a
// terminal, one elsewhere; then Error (wrong_passphrase). The passphrase that was right is kept for the rest
// of the command.
AskPassphrase present_passphrase(Invocation& invocation, Asking asking);
// How a file is opened that may be sealed. Copies are opened without asking anybody: with the passphrase that
// opened the journal.
Opening opening_for(Invocation& invocation, Asking asking = Asking::yes);

// A new passphrase, named by the options or typed twice. UsageError for an empty one, for two that differ,
// and where there is nobody to ask. Advises where it is short or hard to type elsewhere.
Secret new_passphrase(Invocation& invocation, const PassphraseOptions& options, std::string_view option);

}  // namespace felt
