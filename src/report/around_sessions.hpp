#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "insight/around.hpp"

namespace felt {

// Finds the session each of many instants belongs to. As nearest_session, but quick when the instants come
// roughly in order. The starts are sorted and must outlive the finder.
class SessionFinder {
 public:
  explicit SessionFinder(SessionStarts starts) : m_starts(starts) {}

  std::optional<SessionPlace> find(std::chrono::sys_seconds at);
  // The window of its session that an instant lies in.
  WindowSide window(std::chrono::sys_seconds at);
  // Whether the instant lies in the windows of two or more sessions.
  bool is_near_two(std::chrono::sys_seconds at, const SessionWindows& windows = {});

 private:
  void move_to(std::chrono::sys_seconds at);
  bool is_in_window(std::size_t index, std::chrono::sys_seconds at, const SessionWindows& windows) const;

  SessionStarts m_starts;
  std::size_t m_next = 0;  // the first session that starts after the instant asked for last
};

// A session's windows, one series in them.
struct SessionShare {
  std::size_t session = 0;  // index among the starts
  SessionContrast contrast;
};

// One series of ratings seen from its sessions.
struct SeriesAround {
  std::vector<SessionShare> shares;        // of the sessions with a rating in their windows, by start
  std::vector<TimedRating> before, after;  // the ratings in the windows
  std::array<ProfileBin, profile_stretches.size()> profile;
  std::size_t near_two = 0;  // ratings in a window of their own session and of another one
};

// What session_contrasts, ratings_on, session_profile and near_two_sessions say, in one pass. Both the
// ratings and the starts are in time order.
SeriesAround series_around(std::span<const TimedRating> ratings, SessionStarts starts);

// A rating seen from its session: the time since its start, negative before it.
struct RunPoint {
  ElapsedDays elapsed{0};
  double value = 0;
};

// A session's ratings in the days of a profile, in time order; there is at least one.
struct SessionRun {
  std::size_t session = 0;  // index among the starts
  std::vector<RunPoint> points;
};

// The runs of the latest `most` sessions that have one, by start. Both the ratings and the starts are in time
// order.
std::vector<SessionRun> latest_runs(std::span<const TimedRating> ratings, SessionStarts starts,
                                    std::size_t most);

}  // namespace felt
