#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "insight/around.hpp"

// What insight/around.hpp says, rating by rating and session by session, each number for itself, so that it
// can be seen to be right. What is quick is compared with it. Sessions may come in any order.

namespace slowly {

inline std::chrono::seconds distance(std::chrono::sys_seconds at, std::chrono::sys_seconds start) {
  return std::chrono::abs(at - start);
}

inline std::optional<felt::SessionPlace> nearest_session(std::chrono::sys_seconds at,
                                                         felt::SessionStarts starts) {
  const auto nearest = std::min_element(starts.begin(), starts.end(), [at](auto a, auto b) {
    return distance(at, a) != distance(at, b) ? distance(at, a) < distance(at, b) : a < b;
  });
  if (nearest == starts.end()) return std::nullopt;
  return felt::SessionPlace{static_cast<std::size_t>(nearest - starts.begin()), at - *nearest};
}

inline bool is_near(std::chrono::sys_seconds at, std::chrono::sys_seconds start) {
  return felt::side_of(at - start) != felt::WindowSide::outside;
}

inline std::size_t sessions_near(std::chrono::sys_seconds at, felt::SessionStarts starts) {
  return static_cast<std::size_t>(
      std::count_if(starts.begin(), starts.end(), [at](auto start) { return is_near(at, start); }));
}

// The ratings that belong to a session, and fulfil `holds` by the time since its start.
template <class Holds>
std::vector<double> values_at(std::size_t session, std::span<const felt::TimedRating> ratings,
                              felt::SessionStarts starts, const Holds& holds) {
  std::vector<double> values;
  for (const auto& rating : ratings)
    if (const auto place = nearest_session(rating.at, starts); place && place->session == session)
      if (holds(place->elapsed)) values.push_back(rating.value);
  return values;
}

inline felt::SessionContrast contrast(std::size_t session, std::span<const felt::TimedRating> ratings,
                                      felt::SessionStarts starts) {
  const auto on = [&](felt::WindowSide side) {
    return felt::describe(
        values_at(session, ratings, starts, [side](auto elapsed) { return felt::side_of(elapsed) == side; }));
  };
  return {on(felt::WindowSide::before), on(felt::WindowSide::after)};
}

inline std::vector<felt::SessionShare> shares(std::span<const felt::TimedRating> ratings,
                                              felt::SessionStarts starts) {
  std::vector<felt::SessionShare> found;
  for (std::size_t session = 0; session < starts.size(); ++session)
    if (auto both = contrast(session, ratings, starts); both.before || both.after)
      found.push_back({session, both});
  return found;
}

inline std::vector<felt::TimedRating> ratings_on(felt::WindowSide side,
                                                 std::span<const felt::TimedRating> ratings,
                                                 felt::SessionStarts starts) {
  std::vector<felt::TimedRating> found;
  for (const auto& rating : ratings)
    if (const auto place = nearest_session(rating.at, starts))
      if (felt::side_of(place->elapsed) == side) found.push_back(rating);
  return found;
}

inline felt::ProfileBin bin(felt::DayStretch stretch, std::span<const felt::TimedRating> ratings,
                            felt::SessionStarts starts) {
  std::vector<double> values;
  std::set<std::size_t> contributing;
  for (const auto& rating : ratings) {
    const auto place = nearest_session(rating.at, starts);
    if (!place || !stretch.holds(place->elapsed)) continue;
    values.push_back(rating.value);
    contributing.insert(place->session);
  }
  return {stretch, values.size(), contributing.size(), felt::describe(values)};
}

inline std::size_t near_two(std::span<const felt::TimedRating> ratings, felt::SessionStarts starts) {
  return static_cast<std::size_t>(
      std::count_if(ratings.begin(), ratings.end(), [&](const felt::TimedRating& rating) {
        const auto own = nearest_session(rating.at, starts);
        return own && is_near(rating.at, starts[own->session]) && sessions_near(rating.at, starts) > 1;
      }));
}

inline felt::SeriesAround series_around(std::span<const felt::TimedRating> ratings,
                                        felt::SessionStarts starts) {
  felt::SeriesAround around;
  around.shares = shares(ratings, starts);
  around.before = ratings_on(felt::WindowSide::before, ratings, starts);
  around.after = ratings_on(felt::WindowSide::after, ratings, starts);
  std::transform(felt::profile_stretches.begin(), felt::profile_stretches.end(), around.profile.begin(),
                 [&](felt::DayStretch stretch) { return bin(stretch, ratings, starts); });
  around.near_two = near_two(ratings, starts);
  return around;
}

// The last `most` of the sessions with a rating in the days of a profile.
inline std::vector<felt::SessionRun> latest_runs(std::span<const felt::TimedRating> ratings,
                                                 felt::SessionStarts starts, std::size_t most) {
  std::vector<felt::SessionRun> runs;
  for (std::size_t session = 0; session < starts.size(); ++session) {
    felt::SessionRun run{session, {}};
    for (const auto& rating : ratings) {
      const auto place = nearest_session(rating.at, starts);
      const bool is_in_days =
          place->elapsed >= std::chrono::hours{-3 * 24} && place->elapsed <= std::chrono::hours{7 * 24};
      if (place->session == session && is_in_days) run.points.push_back({place->elapsed, rating.value});
    }
    if (!run.points.empty()) runs.push_back(std::move(run));
  }
  if (runs.size() > most) runs.erase(runs.begin(), runs.end() - static_cast<std::ptrdiff_t>(most));
  return runs;
}

}  // namespace slowly
