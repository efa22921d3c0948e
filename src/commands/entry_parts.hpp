#pragma once

#include <string>
#include <string_view>

#include "commands/command.hpp"
#include "model/entry.hpp"
#include "model/night.hpp"

namespace felt {

// What `felt log` and `felt edit` do to an entry alike.

// Links it to the session named: a number, last or none. UsageError if there is no such session.
void take_session(Invocation& invocation, const std::string& name, Entry& entry);
// Adds a tag, with or without a # before it, that is not there yet; UsageError for one that is not a single
// word of at most 40 columns.
void add_tag(Entry& entry, const std::string& tag);
// Gives its clock times their dates: all of them, or those that have none.
void date_answers(Invocation& invocation, Entry& entry, Dates dates);
// "saved entry 12 · …" with `what` for its first word, or the entry with --json. Only said once it is safe.
void print_entry(Invocation& invocation, std::string_view what, const Entry& entry);

}  // namespace felt
