#pragma once

#include "base/time.hpp"

namespace felt {

// Days counted on the calendar; the counts may be anything.

Day plus_days(Day day, int count);
// The same day of another month, or the last of a month that has no such day.
Day plus_months(Day day, int count);
// The latest such day not after `from`, or with a step of 1 the first not before it: a leap day takes years.
Day day_in_some_year(Day from, int month, int day, int step);

}  // namespace felt
