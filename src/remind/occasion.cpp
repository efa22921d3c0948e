#include "remind/occasion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/names.hpp"
#include "model/window.hpp"

namespace felt {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr Names<Cause, 3> causes{
    {{Cause::session, "session"}, {Cause::daily, "daily"}, {Cause::weekly, "weekly"}}};

seconds clock_at(Instant at, const Calendar& calendar) {
  const auto local = moment_at(at, calendar.zone).local();
  return local - std::chrono::floor<days>(local);
}

// Between turns, phase_around says the same all the time.
std::vector<Instant> turns_around(const Session& session, const Calendar& calendar) {
  const auto starts = session.starts.at;
  const auto day_start = calendar.settings.day_start;
  const sys_days day = felt_day(session.starts, day_start);
  const auto on = [&](int later, minutes clock) { return calendar.clock_on(day + days(later), clock); };
  std::vector<Instant> turns{
      starts - reach_before, starts,           end_of(session),     end_of_after(session),
      on(0, evening_begins), on(1, day_start), on(1, morning_ends), on(2, day_start),
      on(5, day_start),      on(6, day_start), on(10, day_start)};
  std::sort(turns.begin(), turns.end());
  return turns;
}

bool is_during(const Session& session, Instant at) { return at >= session.starts.at && at < end_of(session); }

bool continues(const Occasion& earlier, Phase phase, Instant from) {
  return earlier.phase == phase && earlier.until == from;
}

bool wants(const ReminderWishes& wishes, Phase phase) {
  return wishes.sessions &&
         std::find(wishes.phases.begin(), wishes.phases.end(), phase) != wishes.phases.end();
}

Occasion wish_on(Cause cause, Day day, minutes clock, const Calendar& calendar) {
  Occasion wish;
  wish.cause = cause;
  wish.day = day;
  wish.until = calendar.start_of(sys_days(day) + days(1));
  wish.from = calendar.clock_on(day, clock);
  // A time that a change of the clock skips may come out behind the end of its felt day.
  if (wish.from >= wish.until) wish.from = wish.until - hours(1);
  return wish;
}

void add_wishes(Day day, const Calendar& calendar, std::vector<Occasion>& found) {
  const auto& wishes = calendar.settings.remind;
  if (wishes.daily) found.push_back(wish_on(Cause::daily, day, *wishes.daily, calendar));
  if (wishes.weekly && std::chrono::weekday(sys_days(day)) == wishes.weekly->day)
    found.push_back(wish_on(Cause::weekly, day, wishes.weekly->clock, calendar));
}

bool lies_between(seconds clock, minutes from, minutes to) {
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}

seconds span_until(seconds clock, minutes later) {
  return later > clock ? later - clock : later - clock + days(1);
}

// How long the quiet lasts that the instant lies in, as its clock runs; 0 where it lies in none.
seconds quiet_left(Cause cause, Instant at, const Calendar& calendar) {
  const auto& wishes = calendar.settings.remind;
  const auto clock = clock_at(at, calendar);
  if (wishes.quiet && lies_between(clock, wishes.quiet->from, wishes.quiet->to))
    return span_until(clock, wishes.quiet->to);
  const auto day_start = calendar.settings.day_start;
  if (cause == Cause::session && wishes.not_before && *wishes.not_before > day_start &&
      lies_between(clock, day_start, *wishes.not_before))
    return span_until(clock, *wishes.not_before);
  return seconds(0);
}

// When the clock changes between the two instants, less than two changes apart; the later one if it does not.
Instant change_or(Instant from, Instant until, const Zone& zone) {
  const auto offset = zone.offset(from);
  if (zone.offset(until) == offset) return until;
  while (until - from > seconds(1)) {
    const auto middle = from + (until - from) / 2;
    (zone.offset(middle) == offset ? from : until) = middle;
  }
  return until;
}

}  // namespace

std::string_view name_of(Cause cause) { return causes.of(cause); }

std::string key_of(const Occasion& occasion) {
  if (occasion.cause != Cause::session) return std::string(name_of(occasion.cause));
  return fmt::format("{} {}", name_of(occasion.phase), utc_text(occasion.session_start));
}

Day Calendar::felt_day_at(Instant at) const { return felt_day(moment_at(at, zone), settings.day_start); }

Instant Calendar::clock_on(Day felt_day, minutes clock) const {
  const std::chrono::local_days midnight(felt_day);
  return moment_at(midnight + (clock < settings.day_start ? clock + hours(24) : clock), zone).at;
}

Instant Calendar::start_of(Day felt_day) const { return clock_on(felt_day, settings.day_start); }

std::vector<Occasion> windows_around(const Session& session, const Calendar& calendar) {
  std::vector<Occasion> windows;
  const auto turns = turns_around(session, calendar);
  for (std::size_t i = 0; i + 1 < turns.size(); ++i) {
    const auto from = turns[i], until = turns[i + 1];
    const auto phase = phase_around(session, moment_at(from, calendar.zone), calendar.settings.day_start);
    if (!phase || from == until || is_during(session, from)) continue;
    if (!windows.empty() && continues(windows.back(), *phase, from))
      windows.back().until = until;
    else
      windows.push_back({Cause::session, *phase, session.id, session.uuid, session.starts.at, from, until,
                         calendar.felt_day_at(from)});
  }
  return windows;
}

std::vector<Occasion> occasions(std::span<const Session> sessions, const Calendar& calendar, Instant since,
                                Instant until) {
  std::vector<Occasion> found;
  for (const auto& session : sessions)
    for (auto& window : windows_around(session, calendar))
      if (wants(calendar.settings.remind, window.phase)) found.push_back(std::move(window));
  const sys_days last = calendar.felt_day_at(std::min(until, since + wishes_reach));
  for (sys_days day = calendar.felt_day_at(since); day <= last; day += days(1))
    add_wishes(day, calendar, found);
  std::erase_if(found, [&](const Occasion& one) {
    return one.until <= since || one.from > until || one.from >= one.until;
  });
  std::stable_sort(found.begin(), found.end(),
                   [](const Occasion& a, const Occasion& b) { return a.from < b.from; });
  return found;
}

Settings settings_unasked(Settings settings) {
  auto& not_before = settings.remind.not_before;
  not_before = not_before.value_or(hours(8));
  return settings;
}

bool is_quiet(Cause cause, Instant at, const Calendar& calendar) {
  return quiet_left(cause, at, calendar) > seconds(0);
}

Instant after_quiet(Cause cause, Instant at, const Calendar& calendar) {
  // One kind of quiet can end within the other, and the clock can change; together they end within two days.
  const auto latest = at + days(2);
  for (auto left = quiet_left(cause, at, calendar); left > seconds(0) && at < latest;
       left = quiet_left(cause, at, calendar))
    at = change_or(at, at + left, calendar.zone);
  return at;
}

}  // namespace felt
