#pragma once

#include <memory>

#include "commands/log.hpp"
#include "interview/line_reader.hpp"

namespace felt {

// Where the lines of a dialogue come from: the terminal, or standard input where there is no line editor.
std::unique_ptr<LineReader> reader_of(Invocation& invocation);

// The check-in asked on a terminal. Each answer is on disk before the next question shows; what ends early
// leaves a draft.
int log_guided(Invocation& invocation, const LogOptions& options);
int resume_guided(Invocation& invocation);
int discard_draft(Invocation& invocation);

}  // namespace felt
