#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "remind/occasion.hpp"
#include "remind/state.hpp"

namespace felt {

// What decides whether anything is due, besides the clock and the settings.
struct DueFacts {
  std::span<const Session> sessions;             // those that began within longest_reach, and planned ones
  std::function<bool(const Occasion&)> is_done;  // whether its check-in is there
  ReminderState state;
};

enum class Silence {
  none,     // something is due
  off,      // nothing is wished for
  closed,   // no window is open
  done,     // what could be due is there already
  quiet,    // quiet hours
  resting,  // put off or paused
};
std::string_view name_of(Silence silence);

// A check-in to come, and when it is first spoken of.
struct Coming {
  Instant at;
  Occasion occasion;
};

struct Verdict {
  Silence silence = Silence::closed;
  std::optional<Occasion> occasion;  // what is due, done or kept quiet
  bool is_due() const { return silence == Silence::none; }
};

// What is due at the instant: of the windows that are open the one of the nearest session, then the daily,
// then the weekly wish; what is done gives way to the next.
Verdict judge(const DueFacts& facts, const Calendar& calendar, Instant now);

// What is next spoken of at or after the instant as far as is known; nothing while reminders are paused.
std::optional<Coming> find_coming(const DueFacts& facts, const Calendar& calendar, Instant now);

// The flow or pack that is suggested in the phase: of those that are chosen, else the built-in one.
std::string flow_for(Phase phase, const std::map<Phase, std::string>& chosen);

}  // namespace felt
