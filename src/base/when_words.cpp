#include "base/when_words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>

#include "base/text.hpp"

namespace felt {
namespace {

using std::chrono::weekday;

// Longer numbers are none: with the length of a text that keeps every sum far from overflowing.
constexpr std::size_t most_digits = 6;

constexpr std::array<UnitName, 20> unit_names = {{
    {"minutes", Unit::minute, 1}, {"minute", Unit::minute, 1}, {"mins", Unit::minute, 1},
    {"min", Unit::minute, 1},     {"m", Unit::minute, 1},      {"hours", Unit::minute, 60},
    {"hour", Unit::minute, 60},   {"hrs", Unit::minute, 60},   {"hr", Unit::minute, 60},
    {"h", Unit::minute, 60},      {"days", Unit::day, 1},      {"day", Unit::day, 1},
    {"d", Unit::day, 1},          {"weeks", Unit::day, 7},     {"week", Unit::day, 7},
    {"w", Unit::day, 7},          {"months", Unit::month, 1},  {"month", Unit::month, 1},
    {"years", Unit::month, 12},   {"year", Unit::month, 12},
}};

constexpr std::array<std::string_view, 12> number_names = {
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};

constexpr std::string_view small_words[] = {"a", "an", "and", "half"};
constexpr std::string_view past_words[] = {"today", "yesterday", "now",  "ago",
                                           "last",  "session",   "noon", "midnight"};
constexpr std::string_view future_words[] = {"tomorrow", "next", "in"};

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// The beginning of a name, long enough to be told from the others.
bool abbreviates(std::string_view token, std::string_view name) {
  return token.size() >= shortest_name && tidied(name).starts_with(token);
}

}  // namespace

std::string tidied(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ',' || c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return std::string(trim(result));
}

std::string spaced(std::string_view text) {
  std::string result;
  char last = ' ';
  for (const char c : text) {
    if ((is_digit(last) && is_letter(c)) || (is_letter(last) && is_digit(c))) result += ' ';
    result += c;
    last = c;
  }
  return result;
}

std::vector<std::string_view> tokens_of(std::string_view text) {
  auto tokens = split_words(text);
  for (auto& token : tokens)
    if (token.size() > 1 && token.find('.') == token.size() - 1) token.remove_suffix(1);
  return tokens;
}

bool is_among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_word(std::string_view token) {
  return !token.empty() && std::all_of(token.begin(), token.end(), is_letter);
}

bool is_number(std::string_view token) {
  return !token.empty() && std::all_of(token.begin(), token.end(), is_digit);
}

std::optional<int> find_number(std::string_view token) {
  if (!is_number(token) || token.size() > most_digits) return std::nullopt;
  int value = 0;
  for (const char c : token) value = 10 * value + (c - '0');
  return value;
}

std::optional<int> find_count(std::string_view token) {
  if (token == "a" || token == "an") return 1;
  const auto* named = std::find(number_names.begin(), number_names.end(), token);
  if (named != number_names.end()) return static_cast<int>(named - number_names.begin()) + 1;
  return find_number(token);
}

const UnitName* find_unit(std::string_view token) {
  const auto has_name = [token](const UnitName& unit) { return unit.name == token; };
  const auto* found = std::find_if(unit_names.begin(), unit_names.end(), has_name);
  return found == unit_names.end() ? nullptr : found;
}

std::optional<int> find_month(std::string_view token) {
  for (unsigned month = 1; month <= 12; ++month)
    if (abbreviates(token, month_name(month))) return static_cast<int>(month);
  return std::nullopt;
}

std::optional<std::chrono::weekday> find_weekday(std::string_view token) {
  for (unsigned day = 0; day < 7; ++day)
    if (abbreviates(token, weekday_name(weekday{day}))) return weekday{day};
  return std::nullopt;
}

std::optional<std::vector<int>> clock_numbers(std::string_view token) {
  std::vector<int> numbers;
  for (const auto part : split(token, ':')) {
    const auto number = find_number(part);
    if (!number || part.size() > 2 || (part.size() < 2 && !numbers.empty())) return std::nullopt;
    numbers.push_back(*number);
  }
  if (numbers.empty() || numbers.size() > 3) return std::nullopt;
  return numbers;
}

bool is_time_word(std::string_view word) {
  using Lists = std::initializer_list<Words>;
  for (const Words words :
       Lists{ordinal_endings, morning_words, evening_words, joiners, small_words, past_words, future_words})
    if (is_among(word, words)) return true;
  return find_unit(word) != nullptr || find_count(word) || find_month(word) || find_weekday(word);
}

std::vector<std::string> proposals(Lean lean) {
  std::vector<std::string> words;
  for (const auto word : past_words) words.emplace_back(word);
  for (const auto& unit : unit_names)
    if (unit.name.size() > shortest_name) words.emplace_back(unit.name);
  for (unsigned day = 0; day < 7; ++day) words.push_back(tidied(weekday_name(weekday{day})));
  for (unsigned month = 1; month <= 12; ++month) words.push_back(tidied(month_name(month)));
  if (lean == Lean::future) words.insert(words.end(), std::begin(future_words), std::end(future_words));
  return words;
}

std::string examples(Lean lean) {
  if (lean == Lean::future)
    return "Examples: yesterday 15:00, tomorrow 15:00, in 3 days, 14 feb, 2026-03-12 15:00.";
  return "Examples: yesterday 21:00, 2 hours ago, 14 feb, 2026-03-12 21:10.";
}

}  // namespace felt
