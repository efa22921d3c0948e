#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/command.hpp"
#include "model/entry.hpp"

namespace felt {

struct LogOptions {
  std::string flow, at, session;
  std::vector<std::string> sets, tags;
  std::optional<std::string> note, answers;
  bool is_private = false, editor = false, resume = false, discard = false;
};

// An entry about the time named (now if empty) in the flow or pack named (the suggested one if empty).
Entry new_entry(Invocation& invocation, const std::string& flow, const std::string& at);

// Session, tags, privacy, answers and note of the command line.
void take_entry_options(Invocation& invocation, const LogOptions& options, Entry& entry);

// "saved entry 12 · …", or the entries with --json. Only said once they are safe.
void print_saved(Invocation& invocation, const std::vector<Entry>& entries);

}  // namespace felt
