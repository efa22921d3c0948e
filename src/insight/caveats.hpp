#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "insight/around.hpp"
#include "insight/rating.hpp"

// Which cautions belong beside a set of results. The sentences are written elsewhere.

namespace felt {

// Whole and half seconds, kept exactly.
using TimeOfDay = std::chrono::duration<double>;

enum class Caveat {
  own_ratings,         // they describe; they cannot show what caused a change
  booked_when_worse,   // the ratings before sessions come mainly from bad days
  ratings_resemble,    // N ratings close in time carry less than N independent ones
  days_without_entry,  // thin coverage, or fewer ratings at low points
  few_sessions,        // K sessions: chance alone could look like this
  near_two_sessions,   // M ratings fell near two sessions
  other_times_of_day,  // before and after were usually rated at different times of day
};

// A caveat and the number its sentence needs: N, K or M.
struct AppliedCaveat {
  Caveat caveat = Caveat::own_ratings;
  std::optional<std::size_t> number;
};

inline constexpr double enough_coverage = 0.6;
inline constexpr std::size_t enough_sessions = 6;
inline constexpr std::chrono::hours usual_time_of_day_gap{4};

// Times of day are compared as they follow one another from
// here, so that half past midnight is late, not early.
inline constexpr std::chrono::hours day_begins{4};

// What the rules look at.
struct CaveatFacts {
  std::size_t ratings = 0;
  std::size_t sessions = 0;
  std::size_t differences = 0;     // sessions with ratings before and after
  std::optional<double> coverage;  // share of sessions, none without sessions
  std::size_t near_two_sessions = 0;
  bool before_mainly_worse = false;
  bool sparser_when_worse = false;
  std::optional<ElapsedDays>
      time_of_day_gap;  // between the medians before and after; none if a side is empty
};

// Of one series, `around` being its series_around among so many sessions. `better` is absent for a scale
// without a better end: nothing is then called worse.
CaveatFacts caveat_facts(std::span<const TimedRating> ratings, const SeriesAround& around,
                         std::size_t sessions, std::optional<Better> better);

// Share of sessions, 0 to 1, with a rating before and one after. Nothing when there are no sessions.
std::optional<double> coverage(std::size_t compared, std::size_t sessions);

// The caveats that apply, in the order of the enum. own_ratings always does; K is the
// number of sessions that could be compared, or of all sessions where none could.
std::vector<AppliedCaveat> applied_caveats(const CaveatFacts& facts);

// Whether more than half of the ratings before sessions are worse than the median of all ratings.
bool before_mainly_worse(std::span<const TimedRating> before, std::span<const TimedRating> all,
                         Better better);

// Whether the median wait for the next rating is at least half as long again after ratings worse
// than their median as after the others. Needs 3 of each kind, the last rating not counted.
bool sparser_when_worse(std::span<const TimedRating> ratings, Better better);

// Median local time of day, as time since day_begins. Nothing for no ratings.
std::optional<TimeOfDay> median_time_of_day(std::span<const TimedRating> ratings);

}  // namespace felt
