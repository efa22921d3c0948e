#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace felt {

// What felt keeps from one reminder to the next, apart from the journal, which may be locked or sealed: no
// word of any entry.
struct ReminderState {
  // Reminders rest from `since` up to `until`, or until they are resumed.
  struct Rest {
    Instant since;
    std::optional<Instant> until;
  };
  // What was spoken of on a felt day, for reminders that speak once a day.
  struct Said {
    std::string what;
    Day day;
    friend bool operator==(const Said&, const Said&) = default;
  };
  std::optional<Rest> rest;
  std::vector<Said> said;
};

// A rest that begins in the future was made under a clock that has been set back since, and counts no more.
bool is_resting(const ReminderState& state, Instant now);

bool was_said(const ReminderState& state, const ReminderState::Said& said);
// Notes it, and forgets what was said on other days.
void note_said(ReminderState& state, ReminderState::Said said);

// The state as a small JSON document, and back. What cannot be read is no state: it is made anew when it is
// written next.
std::string state_text(const ReminderState& state);
ReminderState parse_state(std::string_view text);

}  // namespace felt
