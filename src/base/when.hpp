#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace felt {

// Which way a time without a year or a day leans: entries and ranges have been, sessions may also be planned.
enum class Lean { past, future };

// What a spoken time is counted from. The zone must outlive the context.
struct WhenContext {
  Instant now;
  const Zone& zone;
  Lean lean = Lean::past;
  std::optional<Moment> last_session;
};

// A time that was named in words.
struct NamedTime {
  Moment moment;
  // A time of day was named: a clock time, an amount of hours or minutes, `now`, `last session`. Without one
  // the moment is on the day that was named, at the present time of day.
  bool has_clock = false;
};

// Reads the one grammar of times, in any case, with spaces and commas as one likes:
//
//   ISO 8601      2026-03-12, 2026-03-12 21:10, 2026-03-12T21:10:30+01:00
//   a day         today, yesterday, tue, last tue, 14 feb, feb 14 2025, 3 days ago, a month ago
//   a clock time  21:10, 9pm, 9:30 pm, noon, midnight (the first minute of its day)
//   both          yesterday 21:10, yesterday at 9pm, noon on 14 feb
//   an instant    now, 2 hours ago, 1 hour 30 min ago, half an hour ago, last session
//   to come       tomorrow, next tue, in 3 days, in 2 hours (under Lean::future only)
//
// A weekday alone is the latest that is not after today, `last` means before today and `next` after it. A day
// without a year is the latest that is not after today; under Lean::future the next one once that is over six
// months ago. A clock time alone is today's; under Lean::past yesterday's if today's is still to come. Days,
// weeks and months count on the calendar and keep the clock time (a month before 31 March is the last of
// February), hours and minutes are elapsed.
//
// UsageError for anything else and, under Lean::past, for what only the future has; other times may well lie
// in the future, which is for the caller to judge.
NamedTime parse_when(std::string_view text, const WhenContext& context);

}  // namespace felt
