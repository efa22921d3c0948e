#include "report/nights.hpp"

#include <algorithm>

#include "insight/sleep.hpp"

namespace felt {
namespace {

constexpr std::size_t wakings = 3;  // among sleep_questions

Day date_of(const LivedEntry& entry) {
  return Day(std::chrono::floor<std::chrono::days>(entry.at + entry.offset));
}

// Whether a session began in the 24 hours before the instant.
bool follows_session(Instant to_bed, SessionStarts starts) {
  const auto next = std::upper_bound(starts.begin(), starts.end(), to_bed);
  return next != starts.begin() && to_bed - *(next - 1) < std::chrono::hours(24);
}

std::optional<Night> night_of(Journal::Numbers row, const LivedEntry& entry, SessionStarts starts) {
  const auto night = sleep_quantities(past_midnight(sleep_times(row)));
  if (!night.efficiency) return std::nullopt;
  return Night{date_of(entry),
               static_cast<double>(night.time_in_bed->count()),
               static_cast<double>(night.asleep->count()),
               *night.efficiency,
               row[wakings],
               follows_session(entry.at - *night.time_in_bed, starts)};
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
  journal.each_row(sleep_questions, entries, [&](Journal::Numbers row, const LivedEntry& entry) {
    if (const auto night = night_of(row, entry, starts)) timed.emplace_back(entry.at, *night);
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
