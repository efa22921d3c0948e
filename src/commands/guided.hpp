#pragma once

#include "commands/log.hpp"

namespace felt {

// The check-in asked on a terminal. Each answer is on disk before the next question shows; what ends early
// leaves a draft.
int log_guided(Invocation& invocation, const LogOptions& options);
int resume_guided(Invocation& invocation);
int discard_draft(Invocation& invocation);

}  // namespace felt
