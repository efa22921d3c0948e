#include "settings/wishes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/folding.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "model/typed.hpp"

namespace felt {
namespace {

constexpr Names<bool, 2> switches{{{true, "on"}, {false, "off"}}};

// "mon" for "Monday".
std::string short_name(std::chrono::weekday day) { return folded(weekday_name(day).substr(0, 3)); }

std::optional<std::chrono::weekday> find_weekday(std::string_view text) {
  const auto word = folded(text);
  for (unsigned number = 0; number < 7; ++number) {
    const std::chrono::weekday day(number);
    if (word.size() >= 3 && folded(weekday_name(day)).starts_with(word)) return day;
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> read_on_off(std::string_view text) { return switches.find(folded(text)); }
std::string on_off_text(bool is_on) { return std::string(switches.of(is_on)); }

std::optional<std::vector<Phase>> read_phases(std::string_view text) {
  std::vector<Phase> named;
  for (const auto part : split(text, ',')) {
    const auto phase = find_phase(folded(part));
    if (!phase || *phase == Phase::anytime) return std::nullopt;
    named.push_back(*phase);
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

std::string phases_text(const std::vector<Phase>& phases) {
  std::vector<std::string> names;
  for (const auto phase : phases) names.emplace_back(name_of(phase));
  return join(names, ", ");
}

std::optional<std::chrono::minutes> read_clock(std::string_view text) {
  const auto minute = parse_clock(trim(text));
  return minute ? std::optional(std::chrono::minutes(*minute)) : std::nullopt;
}

std::string clock_text(std::optional<std::chrono::minutes> clock) {
  return clock ? spoken_clock(static_cast<int>(clock->count())) : "";
}

std::optional<ReminderWishes::Weekly> read_weekly(std::string_view text) {
  text = trim(text);
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto day = find_weekday(text.substr(0, space));
  const auto clock = read_clock(text.substr(space));
  if (!day || !clock) return std::nullopt;
  return ReminderWishes::Weekly{*day, *clock};
}

std::string weekly_text(const std::optional<ReminderWishes::Weekly>& weekly) {
  return weekly ? fmt::format("{} {}", short_name(weekly->day), clock_text(weekly->clock)) : "";
}

std::optional<ReminderWishes::Quiet> read_quiet(std::string_view text) {
  const auto parts = split(text, '-');
  if (parts.size() != 2) return std::nullopt;
  const auto from = read_clock(parts[0]), to = read_clock(parts[1]);
  if (!from || !to || *from == *to) return std::nullopt;
  return ReminderWishes::Quiet{*from, *to};
}

std::string quiet_text(const std::optional<ReminderWishes::Quiet>& quiet) {
  return quiet ? fmt::format("{}-{}", clock_text(quiet->from), clock_text(quiet->to)) : "";
}

}  // namespace felt
