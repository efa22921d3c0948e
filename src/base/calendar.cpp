#include "base/calendar.hpp"

#include <algorithm>
#include <chrono>

namespace felt {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::months;

// More than all known years, less than all years of the calendar type.
constexpr int most_days = 9999 * 366;
constexpr int most_months = 9999 * 12;

}  // namespace

Day plus_days(Day day, int count) {
  return Day{local_days{day} + days{std::clamp(count, -most_days, most_days)}};
}

Day plus_months(Day day, int count) {
  const auto month = day.year() / day.month() + months{std::clamp(count, -most_months, most_months)};
  return std::min(month / day.day(), Day{month / std::chrono::last});
}

Day day_in_some_year(Day from, int month, int day, int step) {
  const auto in_year = [&](std::chrono::year year) { return year / month / day; };
  const auto fits = [&](Day found) { return found.ok() && (step < 0 ? found <= from : found >= from); };
  std::chrono::year year = from.year();
  while (!fits(in_year(year))) year += std::chrono::years{step};
  return in_year(year);
}

}  // namespace felt
