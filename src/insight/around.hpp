#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "insight/describe.hpp"
#include "insight/rating.hpp"

// Ratings seen from the sessions they lie around. A session is the instant it started; it is named by its
// index among the starts, which are in time order. A rating belongs to the session nearest in elapsed time, a
// tie going to the earlier one. All distances are elapsed time, so a change of the clocks moves nothing.

namespace felt {

using SessionStarts = std::span<const std::chrono::sys_seconds>;

// How far before and after a session its ratings are compared: [-window_before, 0] and (0, window_after].
inline constexpr std::chrono::seconds window_before = std::chrono::hours{72};
inline constexpr std::chrono::seconds window_after = std::chrono::hours{72};

enum class WindowSide { outside, before, after };

// The window an elapsed time since a start falls in. The start itself is before.
WindowSide side_of(std::chrono::seconds elapsed);

// Where a rating lies: the session it belongs to, and the time since its start (negative before it).
struct SessionPlace {
  std::size_t session = 0;
  std::chrono::seconds elapsed{0};
};

// Finds the session each of many instants belongs to: quick when they come roughly in order, right in any.
// The starts must outlive the finder.
class SessionFinder {
 public:
  explicit SessionFinder(SessionStarts starts) : m_starts(starts) {}

  // Of sessions with one start the first. Nothing when there are no sessions.
  std::optional<SessionPlace> find(std::chrono::sys_seconds at);
  // The window of its session that an instant lies in.
  WindowSide window(std::chrono::sys_seconds at);
  // Whether the instant lies in the windows of two or more sessions.
  bool is_near_two(std::chrono::sys_seconds at);

 private:
  void move_to(std::chrono::sys_seconds at);
  std::size_t first_of_equals(std::size_t session) const;

  SessionStarts m_starts;
  std::size_t m_next = 0;  // the first session that starts after the instant asked for last
};

// The ratings in the windows of one session, read only from ratings that belong to it.
struct SessionContrast {
  std::optional<Description> before, after;

  // d = mean after - mean before; nothing unless both windows hold a rating.
  std::optional<double> difference() const;
};

// One series in the windows of one session.
struct SessionShare {
  std::size_t session = 0;
  SessionContrast contrast;
};

// A stretch of days around a session. Before it: [from, to). After it: (from, to]. Exactly 0 is in neither.
struct DayStretch {
  int from = 0, to = 0;

  constexpr bool holds(std::chrono::seconds elapsed) const {
    const auto low = std::chrono::hours{24 * from}, high = std::chrono::hours{24 * to};
    return to <= 0 ? low <= elapsed && elapsed < high : low < elapsed && elapsed <= high;
  }
};

inline constexpr std::array<DayStretch, 5> profile_stretches{{{-3, -1}, {-1, 0}, {0, 1}, {1, 3}, {3, 7}}};

// The ratings of one stretch over all sessions. An empty bin is still reported: n 0 and no values.
struct ProfileBin {
  DayStretch stretch;
  std::size_t n = 0;
  std::size_t sessions = 0;  // how many different sessions those ratings belong to
  std::optional<Description> values;
};

// The event-aligned average (superposed epoch analysis): always all five bins, in order.
using SessionProfile = std::array<ProfileBin, profile_stretches.size()>;

// One series of ratings seen from its sessions.
struct SeriesAround {
  std::vector<SessionShare> shares;        // of the sessions with a rating in their windows, by start
  std::vector<TimedRating> before, after;  // the ratings in the windows, in time order
  SessionProfile profile;
  std::size_t near_two = 0;  // ratings in a window of their own session and of another one
};

// In one pass over the ratings, which are in time order.
SeriesAround series_around(std::span<const TimedRating> ratings, SessionStarts starts);

// The d_i there are, in the order of the shares.
std::vector<double> differences(std::span<const SessionShare> shares);

// A rating seen from its session: the time since its start, negative before it.
struct RunPoint {
  ElapsedDays elapsed{0};
  double value = 0;
};

// A session's ratings in the days of a profile, in time order; there is at least one.
struct SessionRun {
  std::size_t session = 0;
  std::vector<RunPoint> points;
};

// The runs of the latest `most` sessions that have one, by start. The ratings are in time order.
std::vector<SessionRun> latest_runs(std::span<const TimedRating> ratings, SessionStarts starts,
                                    std::size_t most);

// Values in time order, parted at the first session. A rating at its very start is before.
struct Phases {
  std::vector<double> before, after;
};

Phases phases_around(std::chrono::sys_seconds first_session, std::span<const TimedRating> ratings);

}  // namespace felt
