#include "report/nights.hpp"

#include <algorithm>
#include <map>

#include "insight/sleep.hpp"

namespace felt {
namespace {

constexpr std::size_t to_bed = 0, wakings = 3;  // among sleep_questions

using BedDays = std::map<Id, Day>;  // by entry

BedDays bed_days(const Journal& journal, std::span<const LivedEntry> entries) {
  BedDays days;
  journal.each_day(sleep_questions[to_bed], entries,
                   [&](Day day, const LivedEntry& entry) { days.emplace(entry.id, day); });
  return days;
}

Day date_of(const LivedEntry& entry) {
  return Day(std::chrono::floor<std::chrono::days>(entry.at + entry.offset));
}

// Whether a session began in the 24 hours before the instant.
bool follows_session(Instant at, SessionStarts starts) {
  const auto next = std::upper_bound(starts.begin(), starts.end(), at);
  return next != starts.begin() && at - *(next - 1) < std::chrono::hours(24);
}

// Without a day, as if the entry were written on getting up.
Instant went_to_bed(const SleepTimes& times, const SleepQuantities& night, const LivedEntry& entry,
                    const BedDays& days) {
  const auto day = days.find(entry.id);
  if (day == days.end()) return entry.at - *night.time_in_bed;
  return std::chrono::sys_days(day->second) + *times.to_bed - entry.offset;
}

std::optional<Night> night_of(Journal::Numbers row, const LivedEntry& entry, const BedDays& days,
                              SessionStarts starts) {
  const auto times = sleep_times(row);
  const auto night = sleep_quantities(past_midnight(times));
  if (!night.efficiency) return std::nullopt;
  return Night{date_of(entry),
               static_cast<double>(night.time_in_bed->count()),
               static_cast<double>(night.asleep->count()),
               *night.efficiency,
               row[wakings],
               follows_session(went_to_bed(times, night, entry, days), starts)};
}

double mean_of(const std::vector<Night>& nights, double Night::*quantity) {
  double sum = 0;
  for (const auto& night : nights) sum += night.*quantity;
  return sum / static_cast<double>(nights.size());
}

void add_wakings(Nights& nights) {
  double sum = 0;
  for (const auto& night : nights.each) {
    if (!night.wakings) continue;
    sum += *night.wakings;
    ++nights.nights_with_wakings;
  }
  if (nights.nights_with_wakings > 0) nights.wakings = sum / static_cast<double>(nights.nights_with_wakings);
}

}  // namespace

std::optional<Nights> nights_of(const Journal& journal, std::span<const LivedEntry> entries,
                                SessionStarts starts) {
  std::vector<std::pair<Instant, Night>> timed;
  const auto days = bed_days(journal, entries);
  journal.each_row(sleep_questions, entries, [&](Journal::Numbers row, const LivedEntry& entry) {
    if (const auto night = night_of(row, entry, days, starts)) timed.emplace_back(entry.at, *night);
  });
  if (timed.empty()) return std::nullopt;
  std::stable_sort(timed.begin(), timed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Nights nights;
  for (const auto& [at, night] : timed) nights.each.push_back(night);
  nights.in_bed_minutes = mean_of(nights.each, &Night::in_bed_minutes);
  nights.asleep_minutes = mean_of(nights.each, &Night::asleep_minutes);
  nights.efficiency = mean_of(nights.each, &Night::efficiency);
  add_wakings(nights);
  return nights;
}

}  // namespace felt
