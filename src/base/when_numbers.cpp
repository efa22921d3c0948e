#include "base/when_numbers.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/visible.hpp"
#include "base/when_words.hpp"

namespace felt {
namespace {

// What stands between dots, slashes and hyphens; 0 for a number that is too long.
std::vector<int> numbers_in(std::string_view token) {
  std::string parted(token);
  std::replace_if(
      parted.begin(), parted.end(), [](char c) { return !is_digit(c); }, ' ');
  std::vector<int> numbers;
  for (const auto part : split_words(parted)) numbers.push_back(find_number(part).value_or(0));
  return numbers;
}

// "5 jun", "5 jun 2026"; empty for a day that does not exist. Without a year it may be a leap day.
std::string typed_day(int day, int month, std::optional<int> year) {
  if (day > 31 || month > 12) return {};
  const std::chrono::year in_year(year.value_or(2024));
  const Day found = in_year / std::chrono::month(static_cast<unsigned>(month)) / day;
  if (!found.ok()) return {};
  const auto name = tidied(month_name(static_cast<unsigned>(month))).substr(0, shortest_name);
  return std::to_string(day) + ' ' + name + (year ? ' ' + std::to_string(*year) : "");
}

// The days that 5/6, 14.2.2026 or 2026/3/12 may mean, as felt reads them; none where they mean none.
std::vector<std::string> days_meant(std::string_view token) {
  auto numbers = numbers_in(token);
  const bool is_year_first = numbers.size() == 3 && numbers[0] >= 1000;
  if (is_year_first) std::swap(numbers[0], numbers[2]);
  const bool has_year = numbers.size() == 3 && numbers[2] >= 1000 && numbers[2] <= 9999;
  if (numbers.size() != 2 && !has_year) return {};
  const auto year = has_year ? std::optional(numbers[2]) : std::nullopt;
  std::vector<std::string> days{typed_day(numbers[0], numbers[1], year)};
  if (!is_year_first && numbers[0] != numbers[1]) days.push_back(typed_day(numbers[1], numbers[0], year));
  std::erase(days, "");
  return days;
}

// "21:10" for 21.10; empty where that is no time of day.
std::string clock_meant(std::string_view token) {
  std::string clock(token);
  std::replace(clock.begin(), clock.end(), '.', ':');
  const auto numbers = clock_numbers(clock);
  return numbers && numbers->size() == 2 && numbers->at(0) < 24 && numbers->at(1) < 60 ? clock : "";
}

std::string numeric_hint(std::string_view token, std::string_view next) {
  if (find_unit(next) != nullptr) return "Write whole numbers, as in 1 hour 30 min ago.";
  const auto days_there = days_meant(token);
  const auto clock = clock_meant(token);
  auto wanted = days_there.empty() ? std::string("2026-06-05 or 5 jun") : join(days_there, " or ");
  if (!clock.empty()) wanted += ", or " + clock + " for a time of day";
  return "Write " + wanted + ".";
}

}  // namespace

bool is_numeric_day(std::string_view token) {
  return !token.empty() && is_digit(token.front()) && !is_number(token) &&
         token.find_first_not_of("0123456789./-") == std::string_view::npos;
}

void refuse_numeric(std::string_view text, std::string_view token, std::string_view next) {
  const bool is_day = find_unit(next) == nullptr && days_meant(token).size() > 1;
  throw UsageError(in_quotes(text) + (is_day ? " does not say which is the day and which the month"
                                             : " is not a time felt knows"),
                   numeric_hint(token, next));
}

}  // namespace felt
