#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "remind/occasion.hpp"

namespace felt {

// A reminder as a calendar keeps it.
struct CalendarEvent {
  std::string uid;
  std::string start;  // an instant, 20260312T160000Z, or a clock time wherever one is, 20260312T210000
  std::string rule;   // how it comes round again, as in RRULE; empty for once
  bool begins_later = false;  // comes round only after a rest
  friend bool operator==(const CalendarEvent&, const CalendarEvent&) = default;
};

// What calendars have been told so far, so that they can be told what has changed: no word of any entry.
struct CalendarMemory {
  struct Told {
    CalendarEvent event;
    int sequence = 0;   // rises with every change
    Instant changed{};  // when it changed last
    bool is_cancelled = false;
  };
  std::string id;          // makes the reminders of wishes different from anybody else's
  std::vector<Told> told;  // by start
  // Of what is new: above that of all that was forgotten, which comes again when its session is postponed.
  int first_sequence = 0;
};

// What is to come at or after `now`: a window around a session begins with an instant, moved out of the quiet
// hours; a daily or weekly wish is a clock time that comes round. Nothing of it begins before the end of a
// rest. `id` as in CalendarMemory.
std::vector<CalendarEvent> events_to_come(std::span<const Session> sessions, const Calendar& calendar,
                                          Instant now, std::string_view id,
                                          std::optional<Instant> rests_until = std::nullopt);

// Takes the events into the memory: what is new begins with the first sequence, what moved or came back gets
// the next one, what is gone before its time is cancelled; what is over is forgotten. The sequence of a UID
// never falls.
void tell(CalendarMemory& memory, const std::vector<CalendarEvent>& events, Instant now);

// All that is told, as RFC 5545: lines of at most 75 bytes that end in CR LF. It differs only where the
// memory does. Empty where nothing is told, as a calendar must hold something.
std::string icalendar_text(const CalendarMemory& memory);

// The memory as a small JSON document and back. ContentError, naming `origin`, for anything else.
std::string memory_text(const CalendarMemory& memory);
CalendarMemory parse_memory(std::string_view text, std::string_view origin);

}  // namespace felt
