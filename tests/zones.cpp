#include "zones.hpp"

#include <stdexcept>

namespace felt::test {

namespace {

using namespace std::chrono;
using std::chrono::minutes;

year year_of(Instant at) { return year_month_day(floor<days>(at)).year(); }

minutes vienna(Instant at) {
  const year y = year_of(at);
  const Instant begins = sys_days(y / March / Sunday[last]) + hours(1);
  const Instant ends = sys_days(y / October / Sunday[last]) + hours(1);
  return at >= begins && at < ends ? hours(2) : hours(1);
}

minutes new_york(Instant at) {
  const year y = year_of(at);
  const Instant begins = sys_days(y / March / Sunday[2]) + hours(7);
  const Instant ends = sys_days(y / November / Sunday[1]) + hours(6);
  return at >= begins && at < ends ? -hours(4) : -hours(5);
}

// Both changes come at 14:00 UTC on the Saturday before: the first Sunday of April, the last of September.
minutes auckland(Instant at) {
  const year y = year_of(at + hours(12));
  const Instant ends = sys_days(y / April / Sunday[1]) - hours(10);
  const Instant begins = sys_days(y / September / Sunday[last]) - hours(10);
  return at >= ends && at < begins ? hours(12) : hours(13);
}

}  // namespace

Zone zone_named(std::string_view name) {
  if (name == "UTC") return fixed_zone("UTC", minutes(0));
  if (name == "Asia/Kathmandu") return fixed_zone("Asia/Kathmandu", minutes(5 * 60 + 45));
  if (name == "Europe/Vienna") return {std::string(name), vienna};
  if (name == "America/New_York") return {std::string(name), new_york};
  if (name == "Pacific/Auckland") return {std::string(name), auckland};
  throw std::runtime_error("tests know no zone called '" + std::string(name) +
                           "'; add it to tests/zones.cpp");
}

}  // namespace felt::test
