#include "report/summary_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "model/accepts.hpp"  // spoken_minutes
#include "report/change_words.hpp"

namespace felt {
namespace {

constexpr std::size_t nights_shown = 28;

std::string spoken(double minutes) { return spoken_minutes(static_cast<int>(std::lround(minutes))); }

std::span<const Night> last_nights(const Nights& nights) {
  const auto n = std::min(nights.n(), nights_shown);
  return std::span(nights.each).last(n);
}

Table nights_table(std::span<const Night> nights) {
  Table table{{{"", Align::left}, {"in bed", Align::left}, {"asleep", Align::left}}, {{}}};
  table.columns.push_back({"asleep of it", Align::right});
  table.columns.push_back({"wakings", Align::right});
  for (const auto& night : nights)
    table.groups.front().rows.push_back(
        {spoken_day(night.ended) + (night.after_session ? ", after a session" : ""),
         spoken(night.in_bed_minutes), spoken(night.asleep_minutes),
         fmt::format("{} %", std::lround(night.efficiency)),
         night.wakings ? rounded_text(*night.wakings) : ""});
  return table;
}

}  // namespace

NightBars night_bars(const Nights& nights) {
  const auto shown = last_nights(nights);
  auto description = fmt::format("Time asleep within time in bed, {}.", counted(shown.size(), "night"));
  if (shown.size() < nights.n()) description += fmt::format(" They are the last of {}.", nights.n());
  NightBars bars{{"Nights", description, nights_table(shown)}, {}};
  for (const auto& night : shown)
    bars.nights.push_back(
        {spoken_day(night.ended), night.in_bed_minutes, night.asleep_minutes, night.after_session});
  return bars;
}

}  // namespace felt
