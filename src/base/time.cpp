#include "base/time.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr int first_year = 1900;
constexpr int last_year = 9999;

// Reads a text from left to right. The first thing that is not as expected spoils the rest, so that a shape
// can be written down in one go and judged at its end.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : m_rest(text) {}

  bool done() const { return m_rest.empty(); }
  bool read_all() const { return !m_failed && done(); }

  bool take(std::string_view any_of) {
    if (done() || any_of.find(m_rest.front()) == std::string_view::npos) return false;
    m_rest.remove_prefix(1);
    return true;
  }
  void expect(std::string_view any_of) { m_failed |= !take(any_of); }
  void skip(std::string_view any_of) {
    while (take(any_of)) continue;
  }
  int digits(int count) {
    int value = 0;
    for (; count > 0; --count) value = 10 * value + digit();
    return value;
  }

 private:
  int digit() {
    if (done() || !is_digit(m_rest.front())) return m_failed = true, 0;
    const int value = m_rest.front() - '0';
    m_rest.remove_prefix(1);
    return value;
  }

  std::string_view m_rest;
  bool m_failed = false;
};

// The numbers of an ISO text, not yet judged.
struct Fields {
  int year = 0, month = 0, day = 0;
  bool has_clock = false;
  int hour = 0, minute = 0, second = 0;
  std::optional<minutes> offset;
};

void scan_day(Scanner& scan, Fields& fields) {
  fields.year = scan.digits(4);
  scan.expect("-");
  fields.month = scan.digits(2);
  scan.expect("-");
  fields.day = scan.digits(2);
}

void scan_fraction(Scanner& scan) {
  if (!scan.take(".,")) return;
  scan.digits(1);
  scan.skip("0123456789");
}

void scan_clock(Scanner& scan, Fields& fields) {
  fields.has_clock = true;
  fields.hour = scan.digits(2);
  scan.expect(":");
  fields.minute = scan.digits(2);
  if (!scan.take(":")) return;
  fields.second = scan.digits(2);
  scan_fraction(scan);
}

minutes scan_offset_size(Scanner& scan) {
  const hours whole{scan.digits(2)};
  if (scan.done()) return whole;
  scan.take(":");
  const int rest = scan.digits(2);
  // An hour has no sixtieth minute; a whole day more makes such an offset fail as one too large.
  return whole + (rest < 60 ? minutes{rest} : minutes{days{1}});
}

void scan_offset(Scanner& scan, Fields& fields) {
  scan.skip(" ");
  if (scan.done()) return;
  fields.offset = minutes{0};
  if (scan.take("Zz")) return;
  const bool west = scan.take("-");
  if (!west) scan.expect("+");
  const minutes size = scan_offset_size(scan);
  fields.offset = west ? -size : size;
}

std::optional<Fields> scan_iso(std::string_view text) {
  Scanner scan(text);
  Fields fields;
  scan_day(scan, fields);
  if (!scan.done()) {
    scan.expect("Tt ");
    scan.skip(" ");
    scan_clock(scan, fields);
    scan_offset(scan, fields);
  }
  if (!scan.read_all()) return std::nullopt;
  return fields;
}

Day day_of(int year, int month, int day) {
  return {std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
          std::chrono::day{static_cast<unsigned>(day)}};
}

bool is_known(int year) { return year >= first_year && year <= last_year; }
bool is_known(Day day) { return is_known(static_cast<int>(day.year())); }
bool is_clock(int hour, int minute, int second) {
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

[[noreturn]] void refuse_year(std::string_view text) {
  throw UsageError(in_quotes(text) + " lies outside the years felt knows",
                   fmt::format("Years go from {} to {}.", first_year, last_year));
}

[[noreturn]] void refuse_month(std::string_view text) {
  throw UsageError(in_quotes(text) + " names a month that does not exist",
                   "A day is written year-month-day, as in 2026-03-12.");
}

std::string_view ordinal_of_last(unsigned day) {
  static constexpr std::array<std::string_view, 4> names = {"28th", "29th", "30th", "31st"};
  return names.at(day - 28);
}

[[noreturn]] void refuse_day(std::string_view text, Day day) {
  const auto last = static_cast<unsigned>((day.year() / day.month() / std::chrono::last).day());
  throw UsageError(in_quotes(text) + " names a day that does not exist",
                   fmt::format("{} {} ends on the {}.", month_name(static_cast<unsigned>(day.month())),
                               static_cast<int>(day.year()), ordinal_of_last(last)));
}

void check_offset(std::string_view text, minutes offset) {
  if (std::chrono::abs(offset) < days{1}) return;
  throw UsageError(in_quotes(text) + " has an offset from UTC that does not exist",
                   "An offset is written +01:00 or -03:30.");
}

void put(std::string& text, std::size_t at, std::size_t width, unsigned value) {
  for (; width > 0; --width, value /= 10) text[at + width - 1] = static_cast<char>('0' + value % 10);
}

void put_day(std::string& text, Day day) {
  put(text, 0, 4, static_cast<unsigned>(static_cast<int>(day.year())));
  put(text, 5, 2, static_cast<unsigned>(day.month()));
  put(text, 8, 2, static_cast<unsigned>(day.day()));
}

// Written by hand because whole journals of times pass through here.
std::string time_text(local_seconds time) {
  const auto day = floor<days>(time);
  const auto second = static_cast<unsigned>((time - day).count());
  std::string text = "0000-00-00T00:00:00";
  put_day(text, Day{day});
  put(text, 11, 2, second / 3600);
  put(text, 14, 2, second / 60 % 60);
  put(text, 17, 2, second % 60);
  return text;
}

local_seconds as_local(Instant at) { return local_seconds{at.time_since_epoch()}; }

auto rounded(seconds span, seconds unit) { return (span + unit / 2) / unit; }

}  // namespace

Zone fixed_zone(std::string name, minutes offset) {
  return {std::move(name), [offset](Instant) { return offset; }};
}

Zone system_zone(std::string name) {
  tzset();
  return {std::move(name), [](Instant at) {
            const time_t second = at.time_since_epoch().count();
            tm parts{};
            if (localtime_r(&second, &parts) == nullptr) return minutes{0};
            // Before zones were agreed on, offsets had odd seconds.
            return std::chrono::round<minutes>(seconds{parts.tm_gmtoff});
          }};
}

std::string offset_text(minutes offset) {
  const auto size = static_cast<unsigned>(std::chrono::abs(offset).count());
  std::string text = offset < minutes{0} ? "-00:00" : "+00:00";
  put(text, 1, 2, size / 60);
  put(text, 4, 2, size % 60);
  return text;
}

local_seconds Moment::local() const { return as_local(at + offset); }

Moment moment_at(Instant at, const Zone& zone) { return {at, zone.offset(at), zone.name}; }

Moment moment_at(local_seconds local, const Zone& zone) {
  const Instant as_utc{local.time_since_epoch()};
  const minutes before = zone.offset(as_utc - days{1});
  const minutes after = zone.offset(as_utc + days{1});
  // The larger offset is the earlier instant.
  for (const minutes offset : {std::max(before, after), std::min(before, after)})
    if (zone.offset(as_utc - offset) == offset) return moment_at(as_utc - offset, zone);
  return moment_at(as_utc - before, zone);
}

Zone clock_of(const Moment& lived, const Zone& here) {
  const bool is_here = lived.zone == here.name && lived.offset == here.offset(lived.at);
  return is_here ? here : fixed_zone(lived.zone, lived.offset);
}

std::string iso_text(const Moment& moment) { return time_text(moment.local()) + offset_text(moment.offset); }

std::string utc_text(Instant at) { return time_text(as_local(at)) + 'Z'; }

Instant parse_utc_text(std::string_view text) {
  Scanner scan(text);
  Fields fields;
  scan_day(scan, fields);
  scan.expect("T");
  scan_clock(scan, fields);
  scan.expect("Z");
  const Day day = day_of(fields.year, fields.month, fields.day);
  if (!scan.read_all() || text.size() != 20 || !is_known(day) || !day.ok() ||
      !is_clock(fields.hour, fields.minute, fields.second))
    throw Error(Exit::damaged, in_quotes(text) + " is not a time as the journal keeps it",
                "Times are kept as 2026-03-12T20:10:00Z.");
  return sys_days{day} + hours{fields.hour} + minutes{fields.minute} + seconds{fields.second};
}

Moment parse_iso(std::string_view text, const Zone& zone) {
  const auto time = read_iso(text);
  if (time && time->clock) return iso_moment(text, *time, zone);
  throw UsageError(in_quotes(text) + " is not a day and time in ISO 8601",
                   "Write 2026-03-12T21:10 or, with an offset from UTC, 2026-03-12T21:10:00+01:00.");
}

std::string day_text(Day day) {
  std::string text = "0000-00-00";
  put_day(text, day);
  return text;
}

Day parse_day(std::string_view text) {
  const auto time = read_iso(text);
  if (time && !time->clock) return time->day;
  throw UsageError(in_quotes(text) + " is not a day", "A day is written year-month-day, as in 2026-03-12.");
}

std::string spoken_day(Day day) {
  const auto weekday = weekday_name(std::chrono::weekday{local_days{day}});
  const auto month = month_name(static_cast<unsigned>(day.month()));
  return fmt::format("{} {} {} {}", weekday.substr(0, 3), static_cast<unsigned>(day.day()),
                     month.substr(0, 3), static_cast<int>(day.year()));
}

std::string spoken_moment(const Moment& moment) {
  const auto day = floor<days>(moment.local());
  const auto minute = floor<minutes>(moment.local() - day).count();
  return spoken_day(Day{day}) + ' ' + spoken_clock(static_cast<int>(minute));
}

std::string spoken_clock(int minute_of_day) {
  constexpr int in_a_day = 24 * 60;
  const int minute = (minute_of_day % in_a_day + in_a_day) % in_a_day;
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string spoken_span(seconds span) {
  const seconds size = std::chrono::abs(span);
  if (size < minutes{90}) return fmt::format("{} min", rounded(size, minutes{1}));
  if (size < hours{36}) return fmt::format("{} h", rounded(size, hours{1}));
  return fmt::format("{} days", rounded(size, days{1}));
}

Day felt_day(const Moment& moment, minutes day_start) { return Day{floor<days>(moment.local() - day_start)}; }

std::string_view month_name(unsigned month) {
  static constexpr std::array<std::string_view, 12> names = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
  return names.at(month - 1);
}

std::string_view weekday_name(std::chrono::weekday weekday) {
  static constexpr std::array<std::string_view, 7> names = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                            "Thursday", "Friday", "Saturday"};
  return names.at(weekday.c_encoding());
}

Day real_day(std::string_view text, int year, int month, int day) {
  if (!is_known(year)) refuse_year(text);
  if (month < 1 || month > 12) refuse_month(text);
  const Day found = day_of(year, month, day);
  if (day < 1 || day > 31 || !found.ok()) refuse_day(text, found);
  return found;
}

seconds clock_time(std::string_view text, int hour, int minute, int second) {
  if (!is_clock(hour, minute, second))
    throw UsageError(in_quotes(text) + " names a time of day that does not exist",
                     "The clock goes from 00:00 to 23:59.");
  return hours{hour} + minutes{minute} + seconds{second};
}

Moment in_known_years(std::string_view text, Moment moment) {
  constexpr Instant first = sys_days{std::chrono::year{first_year} / 1 / 1};
  constexpr Instant end = sys_days{std::chrono::year{last_year + 1} / 1 / 1};
  for (const Instant at : {moment.at, moment.at + moment.offset})
    if (at < first || at >= end) refuse_year(text);
  return moment;
}

std::optional<IsoTime> read_iso(std::string_view text) {
  const auto fields = scan_iso(text);
  if (!fields) return std::nullopt;
  IsoTime time{real_day(text, fields->year, fields->month, fields->day), {}, fields->offset};
  if (fields->has_clock) time.clock = clock_time(text, fields->hour, fields->minute, fields->second);
  if (time.offset) check_offset(text, *time.offset);
  return time;
}

Moment iso_moment(std::string_view text, const IsoTime& time, const Zone& zone) {
  const local_seconds local = local_days{time.day} + time.clock.value();
  if (!time.offset) return in_known_years(text, moment_at(local, zone));
  const Instant at{local.time_since_epoch() - *time.offset};
  Moment lived = moment_at(at, zone);
  if (lived.offset != *time.offset) lived = {at, *time.offset, offset_text(*time.offset)};
  return in_known_years(text, std::move(lived));
}

}  // namespace felt
