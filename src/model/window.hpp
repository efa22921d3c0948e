#pragma once

#include <optional>
#include <span>

#include "base/time.hpp"
#include "model/phase.hpp"
#include "model/session.hpp"

namespace felt {

// The phase windows around a session; they only pick what is suggested, nothing is ever overdue.
//   before: the three days up to it · after: from its start until three hours past its end (45 minutes long
//   if unknown) · evening: its felt day from 17:00 · morning: the next felt day until noon · day3: two to
//   four felt days on · week: six to nine felt days on
// Where two windows overlap the later phase wins. Nothing if the moment is in none of them.
std::optional<Phase> phase_around(const Session& session, const Moment& moment,
                                  std::chrono::minutes day_start);

// When felt clocks show the evening to begin, and the morning to end.
inline constexpr std::chrono::hours evening_begins{17};
inline constexpr std::chrono::hours morning_ends{12};

// The instants at which the session ends (45 minutes long if unknown), and behind which `after` is over.
Instant end_of(const Session& session);
Instant end_of_after(const Session& session);

// The session nearest in elapsed time, past or planned; a tie goes to the earlier one. Null if there is none.
const Session* nearest_session(std::span<const Session> sessions, Instant at);

// How far from a session an entry still counts as belonging to it: from three days before its start to the
// end of the week window, ten days after.
inline constexpr std::chrono::hours reach_before{3 * 24};
inline constexpr std::chrono::hours reach_after{10 * 24};
bool is_within_reach(const Session& session, Instant at);

}  // namespace felt
