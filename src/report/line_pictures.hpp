#pragma once

#include "report/document.hpp"
#include "report/line.hpp"

namespace felt {

// The scale a line is drawn on, with what its pack calls the ends. One that was kept without its ends is as
// wide as the ratings.
ScaleEnds scale_of(const Line& line);

// Whether any rating lies in the days around a session.
bool has_days_around(const Line& line);

// The line in the days around the sessions. Drawn are the latest sessions, at most most_runs; the middle is
// that of all.
Rhythm rhythm_of(const Line& line);

// The line before and after each of the latest sessions that have both, at most most_runs.
Pairs pairs_of(const Line& line);

// The middle of each stretch of days around the sessions; an empty cell where there is none.
Cell spark_of(const Line& line);

}  // namespace felt
