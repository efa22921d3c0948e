#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/phase.hpp"
#include "model/session.hpp"
#include "settings/settings.hpp"

namespace felt {

enum class Cause { session, daily, weekly };
std::string_view name_of(Cause cause);

// A check-in that can be reminded of, and when: from `from` up to, without it, `until`.
struct Occasion {
  Cause cause = Cause::session;
  Phase phase = Phase::anytime;  // of a session; anytime for a daily or weekly wish
  Id session = 0;                // 0 for a wish
  std::string session_uuid;      // empty for a wish
  Instant session_start{};
  Instant from{}, until{};
  Day day{};  // the felt day it begins on
};

// A name that stays the same as long as the check-in is the same one: its session's start counts, no number.
std::string key_of(const Occasion& occasion);

// The time zone and the settings that decide when occasions are.
struct Calendar {
  const Zone& zone;
  const Settings& settings;

  Day felt_day_at(Instant at) const;
  // The instant of a clock time of a felt day; what the clock shows before `day_start` comes at its end.
  Instant clock_on(Day felt_day, std::chrono::minutes clock) const;
  // The first instant of a felt day.
  Instant start_of(Day felt_day) const;
};

// The phase windows around one session (model/window.hpp), by time, none of them while the session lasts.
std::vector<Occasion> windows_around(const Session& session, const Calendar& calendar);

// The weekly wish comes round within it.
inline constexpr std::chrono::hours wishes_reach{9 * 24};

// All that the settings wish for and that is open at some time between the two instants, by time: phases of
// the sessions, and the daily and the weekly time, each until its felt day ends; of these only those within
// `wishes_reach` of the first instant.
std::vector<Occasion> occasions(std::span<const Session> sessions, const Calendar& calendar, Instant since,
                                Instant until);

// The settings for what speaks without being asked, once, and must not do so while people sleep: unless they
// say otherwise, the earliest time around sessions is 08:00.
Settings settings_unasked(Settings settings);

// Whether the instant lies in the quiet hours or, for the phase of a session, before the earliest time.
bool is_quiet(Cause cause, Instant at, const Calendar& calendar);
// The first instant at or after it that is not quiet.
Instant after_quiet(Cause cause, Instant at, const Calendar& calendar);

// Later than any session.
inline constexpr Instant end_of_time = std::chrono::sys_days(std::chrono::year(10'000) / 1 / 1);

// How long before an instant a session can have begun whose windows are still to come.
inline constexpr std::chrono::hours longest_reach{12 * 24};

}  // namespace felt
