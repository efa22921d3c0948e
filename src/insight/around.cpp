#include "insight/around.hpp"

#include <algorithm>
#include <set>

namespace felt {

namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

bool in_window(sys_seconds at, sys_seconds start, const SessionWindows& windows) {
  return side_of(at - start, windows) != WindowSide::outside;
}

ProfileBin fill(DayStretch stretch, std::span<const TimedRating> ratings, SessionStarts sessions) {
  std::vector<double> values;
  std::set<std::size_t> contributing;
  for (const auto& rating : ratings) {
    const auto place = nearest_session(rating.at, sessions);
    if (!place || !stretch.holds(place->elapsed)) continue;
    values.push_back(rating.value);
    contributing.insert(place->session);
  }
  return {stretch, values.size(), contributing.size(), describe(values)};
}

}  // namespace

std::optional<SessionPlace> nearest_session(sys_seconds at, SessionStarts sessions) {
  const auto closer = [at](sys_seconds a, sys_seconds b) {
    const auto to_a = std::chrono::abs(at - a), to_b = std::chrono::abs(at - b);
    return to_a != to_b ? to_a < to_b : a < b;
  };
  const auto nearest = std::min_element(sessions.begin(), sessions.end(), closer);
  if (nearest == sessions.end()) return std::nullopt;
  return SessionPlace{static_cast<std::size_t>(nearest - sessions.begin()), at - *nearest};
}

double hours_after(sys_seconds at, sys_seconds start) {
  return std::chrono::duration<double, std::chrono::hours::period>{at - start}.count();
}

WindowSide side_of(seconds elapsed, const SessionWindows& windows) {
  if (elapsed <= seconds{0}) return -elapsed <= windows.before ? WindowSide::before : WindowSide::outside;
  return elapsed <= windows.after ? WindowSide::after : WindowSide::outside;
}

std::optional<double> SessionContrast::difference() const {
  if (!before || !after) return std::nullopt;
  return after->mean - before->mean;
}

std::vector<SessionContrast> session_contrasts(std::span<const TimedRating> ratings, SessionStarts sessions,
                                               const SessionWindows& windows) {
  std::vector<Phases> values(sessions.size());
  for (const auto& rating : ratings) {
    const auto place = nearest_session(rating.at, sessions);
    if (!place) continue;
    const auto side = side_of(place->elapsed, windows);
    if (side == WindowSide::before) values[place->session].before.push_back(rating.value);
    if (side == WindowSide::after) values[place->session].after.push_back(rating.value);
  }
  std::vector<SessionContrast> contrasts;
  for (const auto& [before, after] : values) contrasts.push_back({describe(before), describe(after)});
  return contrasts;
}

std::vector<double> differences(std::span<const SessionContrast> contrasts) {
  std::vector<double> found;
  for (const auto& contrast : contrasts)
    if (const auto d = contrast.difference()) found.push_back(*d);
  return found;
}

std::optional<double> coverage(std::span<const SessionContrast> contrasts) {
  if (contrasts.empty()) return std::nullopt;
  return static_cast<double>(differences(contrasts).size()) / static_cast<double>(contrasts.size());
}

std::size_t near_two_sessions(std::span<const TimedRating> ratings, SessionStarts sessions,
                              const SessionWindows& windows) {
  const auto is_near_two = [&](const TimedRating& rating) {
    const auto own = nearest_session(rating.at, sessions);
    if (!own || side_of(own->elapsed, windows) == WindowSide::outside) return false;
    return std::count_if(sessions.begin(), sessions.end(),
                         [&](sys_seconds start) { return in_window(rating.at, start, windows); }) > 1;
  };
  return static_cast<std::size_t>(std::count_if(ratings.begin(), ratings.end(), is_near_two));
}

std::vector<TimedRating> ratings_on(WindowSide side, std::span<const TimedRating> ratings,
                                    SessionStarts sessions, const SessionWindows& windows) {
  std::vector<TimedRating> found;
  for (const auto& rating : ratings) {
    const auto place = nearest_session(rating.at, sessions);
    if (place && side_of(place->elapsed, windows) == side) found.push_back(rating);
  }
  return found;
}

std::array<ProfileBin, profile_stretches.size()> session_profile(std::span<const TimedRating> ratings,
                                                                 SessionStarts sessions) {
  std::array<ProfileBin, profile_stretches.size()> bins;
  std::transform(profile_stretches.begin(), profile_stretches.end(), bins.begin(),
                 [&](DayStretch stretch) { return fill(stretch, ratings, sessions); });
  return bins;
}

Phases phases_around(sys_seconds first_session, std::span<const TimedRating> ratings) {
  Phases phases;
  for (const auto& rating : in_time_order(ratings))
    (rating.at <= first_session ? phases.before : phases.after).push_back(rating.value);
  return phases;
}

}  // namespace felt
