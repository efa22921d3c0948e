#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/answer.hpp"
#include "model/session.hpp"

namespace felt {

// A draft is still being asked; a kept entry was finished, a stopped one was left early by choice.
enum class EntryState { draft, kept, stopped };
std::string_view name_of(EntryState state);
std::optional<EntryState> find_entry_state(std::string_view name);

// A tag is one word; the columns it takes at most.
inline constexpr std::size_t widest_tag = 40;

struct Entry {
  Id id = 0;
  std::string uuid;
  Moment about;        // when it was lived
  Day felt_day{};      // the day it belongs to
  Instant recorded{};  // when it was written
  std::string flow;    // id of the flow or pack
  Phase phase = Phase::anytime;
  std::optional<Id> session;
  bool session_chosen = false;           // named by the person, so no new session takes its place
  std::optional<Instant> session_start;  // of that session; filled on reading
  std::string session_uuid;              // of that session; filled on reading
  EntryState state = EntryState::kept;
  bool is_private = false;
  std::vector<std::string> tags;
  std::vector<Given> answers;  // in the order asked
  std::string note;

  // Written down more than a day after it was lived.
  bool is_remembered() const { return recorded - about.at > std::chrono::hours(24); }
};

// The entry belongs to that session, or to none.
void give_session(Entry& entry, const Session& session);
void leave_session(Entry& entry);

// Signed hours from the session's start to the entry.
std::optional<double> hours_after_session(const Entry& entry);

}  // namespace felt
