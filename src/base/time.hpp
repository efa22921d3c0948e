#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace felt {

using Instant = std::chrono::sys_seconds;
using Day = std::chrono::year_month_day;

// The zone a command runs in: a name to keep and the offset from UTC in force at an instant.
// A value, so tests hand in any rule they like.
struct Zone {
  std::string name;  // "Europe/Vienna", "UTC", or "" if unknown
  std::function<std::chrono::minutes(Instant)> offset;
};

Zone fixed_zone(std::string name, std::chrono::minutes offset);
// The zone the process runs in, as TZ and the system decide; the name is only kept, never looked up.
Zone system_zone(std::string name);

// "+01:00", "-03:30", "+00:00": a sign, hours and minutes.
std::string offset_text(std::chrono::minutes offset);

// An instant with the offset and zone it was lived in.
struct Moment {
  Instant at{};
  std::chrono::minutes offset{0};
  std::string zone;

  std::chrono::local_seconds local() const;
  friend bool operator==(const Moment&, const Moment&) = default;
};

Moment moment_at(Instant at, const Zone& zone);
// A clock time skipped by a change moves forward with it; one lived twice is the first.
Moment moment_at(std::chrono::local_seconds local, const Zone& zone);

// The clock a moment was lived by, for a time that is to take its place: the zone here where it is that one,
// whose changes are known, else its own offset on every day.
Zone clock_of(const Moment& lived, const Zone& here);

// All texts below are of the years 1900 to 9999; nothing outside them is ever read.

// 2026-03-12T21:10:00+01:00
std::string iso_text(const Moment& moment);
// 2026-03-12T20:10:00Z: sortable, what the journal keeps.
std::string utc_text(Instant at);
// Exactly what utc_text wrote; Error (damaged) for anything else.
Instant parse_utc_text(std::string_view text);
// A day and a time in ISO 8601. An offset is obeyed, and lived in when it is not the zone's own at that
// instant; without one the time is the zone's. UsageError for anything else, a day alone included.
Moment parse_iso(std::string_view text, const Zone& zone);

// 2026-03-12
std::string day_text(Day day);
// Exactly what day_text wrote; UsageError for anything else.
Day parse_day(std::string_view text);

// Thu 12 Mar 2026
std::string spoken_day(Day day);
// Thu 12 Mar 2026 21:10
std::string spoken_moment(const Moment& moment);
// 21:10; minutes outside a day wrap around midnight.
std::string spoken_clock(int minute_of_day);
// "35 min" under 90 minutes, "6 h" under 36 hours, else "2 days": without its sign, rounded, halves up.
std::string spoken_span(std::chrono::seconds span);

// The day a moment belongs to when days begin at day_start: with 04:00, half past one in the night belongs to
// the evening before. Only the lived offset counts, so neither travel nor a clock change ever moves a moment.
Day felt_day(const Moment& moment, std::chrono::minutes day_start);

// What the readers of times share.

// "January" for 1 to "December" for 12.
std::string_view month_name(unsigned month);
std::string_view weekday_name(std::chrono::weekday weekday);

// The day with these numbers; UsageError naming the text where there is none, with the month's last day.
Day real_day(std::string_view text, int year, int month, int day);
// The time of day with these numbers, from midnight; UsageError naming the text where no clock shows them.
std::chrono::seconds clock_time(std::string_view text, int hour, int minute, int second);
// The moment itself; UsageError naming the text where it lies outside the years 1900 to 9999, here or in UTC.
Moment in_known_years(std::string_view text, Moment moment);

// An ISO 8601 text as written, before a zone completes it. Only a clock time can have an offset.
struct IsoTime {
  Day day;
  std::optional<std::chrono::seconds> clock;  // since midnight; fractions are dropped
  std::optional<std::chrono::minutes> offset;
};
// Nothing if the text has another shape; UsageError if the shape is right but no such time exists.
std::optional<IsoTime> read_iso(std::string_view text);
// The moment of an ISO time that has a clock time; the text is named in errors.
Moment iso_moment(std::string_view text, const IsoTime& time, const Zone& zone);

}  // namespace felt
