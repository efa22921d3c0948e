#include "model/window.hpp"

namespace felt {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes assumed_length{45};
constexpr hours after_lasts{3};

int days_between(Day from, Day to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

minutes clock_of(const Moment& moment) {
  const auto local = moment.local();
  return std::chrono::duration_cast<minutes>(local - std::chrono::floor<std::chrono::days>(local));
}

bool is_after(const Session& session, Instant at) {
  return at >= session.starts.at && at < end_of_after(session);
}

// The clock of the small hours belongs to the evening before, so it counts on past 24:00.
minutes felt_clock_of(const Moment& moment, minutes day_start) {
  const auto clock = clock_of(moment);
  return clock < day_start ? clock + hours(24) : clock;
}

}  // namespace

Instant end_of(const Session& session) {
  return session.starts.at + (session.minutes > 0 ? minutes(session.minutes) : assumed_length);
}

Instant end_of_after(const Session& session) {
  return end_of(session) + after_lasts + std::chrono::seconds(1);
}

std::optional<Phase> phase_around(const Session& session, const Moment& moment, minutes day_start) {
  const auto day = felt_day(session.starts, day_start);
  const int days_on = days_between(day, felt_day(moment, day_start));
  const bool started = moment.at >= session.starts.at;
  if (days_on >= 6 && days_on <= 9) return Phase::week;
  if (days_on >= 2 && days_on <= 4) return Phase::day3;
  if (days_on == 1 && felt_clock_of(moment, day_start) < morning_ends) return Phase::morning;
  if (days_on == 0 && started && felt_clock_of(moment, day_start) >= evening_begins) return Phase::evening;
  if (is_after(session, moment.at)) return Phase::after;
  if (!started && session.starts.at - moment.at <= reach_before) return Phase::before;
  return std::nullopt;
}

const Session* nearest_session(std::span<const Session> sessions, Instant at) {
  const Session* nearest = nullptr;
  for (const auto& session : sessions) {
    if (!nearest) {
      nearest = &session;
      continue;
    }
    const auto distance = std::chrono::abs(session.starts.at - at);
    const auto best = std::chrono::abs(nearest->starts.at - at);
    if (distance < best || (distance == best && session.starts.at < nearest->starts.at)) nearest = &session;
  }
  return nearest;
}

bool is_within_reach(const Session& session, Instant at) {
  return at >= session.starts.at - reach_before && at <= session.starts.at + reach_after;
}

}  // namespace felt
