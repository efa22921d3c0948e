#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/file_stream.hpp"
#include "commands/command.hpp"

namespace felt {

// UsageError if the file is the journal itself: not even --force puts anything in its place.
void refuse_journal(Invocation& invocation, const std::string& file);

// What comes piece by piece to standard output or, where one is named, into a file of its own, readable by
// its owner alone. UsageError for a file that exists, unless it may be replaced, and always for the journal.
// Work that nobody reads any more, behind a closed pipe, ends at once and quietly.
void hand_over(Invocation& invocation, const std::string& file, Overwrite overwrite,
               const std::function<void(const Pieces&)>& produce);

}  // namespace felt
