#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/entry.hpp"

namespace felt {

// Which entries a command is about. Drafts never are. An empty member does not narrow.
struct Query {
  std::optional<Instant> since;  // lived at or after
  std::optional<Instant> until;  // lived before
  std::optional<Day> first_day;  // of this felt day or a later one, by the clock each was lived by
  std::optional<Day> last_day;   // of this felt day or an earlier one
  std::optional<Id> session;
  std::vector<std::string> tags;  // with one of them
  std::string question;           // full name: entries that answer it
  std::optional<Phase> phase;
  bool without_remembered = false;
  std::size_t limit = 0;  // the newest so many; 0 means all
};

}  // namespace felt
