#include "insight/sleep.hpp"

#include <cmath>

namespace felt {

namespace {

using std::chrono::minutes;
using Part = std::optional<minutes>;

constexpr minutes day = std::chrono::days{1};

Part unless_slip(Part length) {
  return length && *length >= minutes{0} && *length <= day ? length : std::nullopt;
}

Part difference(Part whole, Part part) {
  if (!whole || !part) return std::nullopt;
  return unless_slip(*whole - *part);
}

Part sum(Part a, Part b) {
  if (!a || !b) return std::nullopt;
  return *a + *b;
}

Part awake(const SleepTimes& night) {
  if (night.wakings && *night.wakings == 0) return minutes{0};
  return unless_slip(night.awake_total);
}

std::optional<double> efficiency(Part asleep, Part in_bed) {
  if (!asleep || !in_bed || *in_bed == minutes{0} || *asleep > *in_bed) return std::nullopt;
  return static_cast<double>(asleep->count()) / static_cast<double>(in_bed->count()) * 100;
}

Part minutes_in(const std::optional<double>& number) {
  if (!number) return std::nullopt;
  return minutes(std::lround(*number));
}

minutes first_at_or_after(minutes earliest, minutes clock) {
  const minutes ahead = (clock - earliest) % day;
  return earliest + (ahead < minutes{0} ? ahead + day : ahead);
}

}  // namespace

SleepTimes sleep_times(std::span<const std::optional<double>> told) {
  SleepTimes times;
  times.to_bed = minutes_in(told[0]);
  times.turned_in = minutes_in(told[1]);
  times.sleep_came = minutes_in(told[2]);
  if (told[3]) times.wakings = static_cast<int>(std::lround(*told[3]));
  times.awake_total = minutes_in(told[4]);
  times.sleep_ended = minutes_in(told[5]);
  times.left_bed = minutes_in(told[6]);
  return times;
}

SleepTimes past_midnight(SleepTimes clock_times) {
  Part previous;
  for (auto* instant :
       {&clock_times.to_bed, &clock_times.turned_in, &clock_times.sleep_ended, &clock_times.left_bed}) {
    if (!*instant) continue;
    if (previous) *instant = first_at_or_after(*previous, **instant);
    previous = *instant;
  }
  return clock_times;
}

SleepQuantities sleep_quantities(const SleepTimes& night) {
  SleepQuantities found;
  found.time_in_bed = difference(night.left_bed, night.to_bed);
  found.sleep_period = difference(night.sleep_ended, sum(night.turned_in, unless_slip(night.sleep_came)));
  found.awake = awake(night);
  found.asleep = difference(found.sleep_period, found.awake);
  found.efficiency = efficiency(found.asleep, found.time_in_bed);
  return found;
}

}  // namespace felt
