#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "insight/describe.hpp"
#include "insight/rating.hpp"

// Ratings seen from the sessions they lie around. A session is the instant it
// started. Sessions may come in any order; answers name them by their index.
// All distances are elapsed time, so a change of the clocks moves nothing.

namespace felt {

using SessionStarts = std::span<const std::chrono::sys_seconds>;

// Where a rating lies: the session it belongs to, and the time since its start (negative before it).
struct SessionPlace {
  std::size_t session = 0;
  std::chrono::seconds elapsed{0};
};

// The session nearest in elapsed time; a tie goes to the earlier one. Nothing when there are no sessions.
std::optional<SessionPlace> nearest_session(std::chrono::sys_seconds at, SessionStarts sessions);

// Elapsed hours since the start, negative before it.
double hours_after(std::chrono::sys_seconds at, std::chrono::sys_seconds start);

// How far before and after a session its ratings are compared: [-before, 0] and (0, +after].
struct SessionWindows {
  std::chrono::seconds before = std::chrono::hours{72};
  std::chrono::seconds after = std::chrono::hours{72};
};

enum class WindowSide { outside, before, after };

// The window an elapsed time falls in. The start itself is before.
WindowSide side_of(std::chrono::seconds elapsed, const SessionWindows& windows);

// The ratings in the windows of one session, read only from ratings that belong to it.
struct SessionContrast {
  std::optional<Description> before, after;

  // d = mean after - mean before; nothing unless both windows hold a rating.
  std::optional<double> difference() const;
};

// One contrast per session, in the order of `sessions`.
std::vector<SessionContrast> session_contrasts(std::span<const TimedRating> ratings, SessionStarts sessions,
                                               const SessionWindows& windows = {});

// The d_i there are, in the order of the contrasts.
std::vector<double> differences(std::span<const SessionContrast> contrasts);

// Share of sessions, 0 to 1, with at least one rating before
// and one after. Nothing when there are no sessions.
std::optional<double> coverage(std::span<const SessionContrast> contrasts);

// How many ratings lie in a window of their own session and in a window of another session as well.
std::size_t near_two_sessions(std::span<const TimedRating> ratings, SessionStarts sessions,
                              const SessionWindows& windows = {});

// The ratings on one side of their own session, over all sessions, in the order given.
std::vector<TimedRating> ratings_on(WindowSide side, std::span<const TimedRating> ratings,
                                    SessionStarts sessions, const SessionWindows& windows = {});

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
std::array<ProfileBin, profile_stretches.size()> session_profile(std::span<const TimedRating> ratings,
                                                                 SessionStarts sessions);

// Values in time order, parted at the first session. A rating at its very start is before.
struct Phases {
  std::vector<double> before, after;
};

Phases phases_around(std::chrono::sys_seconds first_session, std::span<const TimedRating> ratings);

}  // namespace felt
