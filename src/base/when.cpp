#include "base/when.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::weekday;

// Longer texts are refused unread. Together the two bounds keep every sum below far from overflowing.
constexpr std::size_t longest_when = 100;
constexpr std::size_t most_digits = 6;

// More than all known years, less than all years of the calendar type.
constexpr int most_days = 9999 * 366;
constexpr int most_months = 9999 * 12;

constexpr std::size_t shortest_name = 3;  // tue, feb

using Words = std::span<const std::string_view>;

enum class Unit { minute, day, month };

struct UnitName {
  std::string_view name;
  Unit unit;
  int size;
};
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

constexpr std::string_view ordinal_endings[] = {"st", "nd", "rd", "th"};
constexpr std::string_view morning_words[] = {"am", "a.m", "a.m."};
constexpr std::string_view evening_words[] = {"pm", "p.m", "p.m."};
constexpr std::string_view joiners[] = {"at", "on"};
constexpr std::string_view small_words[] = {"a", "an", "and", "half"};
constexpr std::string_view past_words[] = {"today", "yesterday", "now",  "ago",
                                           "last",  "session",   "noon", "midnight"};
constexpr std::string_view future_words[] = {"tomorrow", "next", "in"};

// An amount of time. Months and days are counted on the calendar, minutes elapse.
struct Span {
  int month_count = 0;
  int day_count = 0;
  int minute_count = 0;
  bool has_minutes = false;
};

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Lower case, and a space for all that may stand between parts.
std::string tidied(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ',' || c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return std::string(trim(result));
}

// Words and numbers come apart: 9pm, 2h, 14th.
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

// The pieces of a spaced text. A full stop at the end of one is dropped (14. feb.), but not a second (p.m.).
std::vector<std::string_view> tokens_of(std::string_view text) {
  auto tokens = split_words(text);
  for (auto& token : tokens)
    if (token.size() > 1 && token.find('.') == token.size() - 1) token.remove_suffix(1);
  return tokens;
}

std::string_view without_joiner(std::string_view text) {
  return text.starts_with("at ") || text.starts_with("on ") ? trim(text.substr(3)) : text;
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

// The beginning of a name, long enough to be told from the others.
bool abbreviates(std::string_view token, std::string_view name) {
  return token.size() >= shortest_name && tidied(name).starts_with(token);
}

std::optional<int> find_month(std::string_view token) {
  for (unsigned month = 1; month <= 12; ++month)
    if (abbreviates(token, month_name(month))) return static_cast<int>(month);
  return std::nullopt;
}

std::optional<weekday> find_weekday(std::string_view token) {
  for (unsigned day = 0; day < 7; ++day)
    if (abbreviates(token, weekday_name(weekday{day}))) return weekday{day};
  return std::nullopt;
}

bool is_known(std::string_view word) {
  using Lists = std::initializer_list<Words>;
  for (const Words words :
       Lists{ordinal_endings, morning_words, evening_words, joiners, small_words, past_words, future_words})
    if (is_among(word, words)) return true;
  return find_unit(word) != nullptr || find_count(word) || find_month(word) || find_weekday(word);
}

// The words worth proposing; those of the future only to whom they serve.
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

// 5/6, 13.2., 05-06-2026
bool is_numeric_day(std::string_view token) {
  return !token.empty() && is_digit(token.front()) && !is_number(token) &&
         token.find_first_not_of("0123456789./-") == std::string_view::npos;
}

// The one to three numbers between the colons of a clock time; minutes and seconds have two digits.
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

[[noreturn]] void refuse_numeric(std::string_view text, std::string_view token, std::string_view next) {
  const bool is_day = find_unit(next) == nullptr && days_meant(token).size() > 1;
  throw UsageError(in_quotes(text) + (is_day ? " does not say which is the day and which the month"
                                             : " is not a time felt knows"),
                   numeric_hint(token, next));
}

bool is_word(std::string_view token) {
  return !token.empty() && std::all_of(token.begin(), token.end(), is_letter);
}

// An hour of a clock of twelve. What such a clock never shows becomes 24, which no clock shows.
int half_day_hour(int hour, bool is_evening) {
  if (hour < 1 || hour > 12) return 24;
  return hour % 12 + (is_evening ? 12 : 0);
}

Day plus_days(Day day, int count) {
  return Day{local_days{day} + days{std::clamp(count, -most_days, most_days)}};
}

// The same day of another month, or the last of a month that has no such day.
Day plus_months(Day day, int count) {
  const auto month = day.year() / day.month() + months{std::clamp(count, -most_months, most_months)};
  return std::min(month / day.day(), Day{month / std::chrono::last});
}

// The latest such day not after `from`, or with a step of 1 the first not before it: a leap day takes years.
Day day_in_some_year(Day from, int month, int day, int step) {
  const auto in_year = [&](std::chrono::year year) { return year / month / day; };
  const auto fits = [&](Day found) { return found.ok() && (step < 0 ? found <= from : found >= from); };
  std::chrono::year year = from.year();
  while (!fits(in_year(year))) year += std::chrono::years{step};
  return in_year(year);
}

class Reader {
 public:
  // Both texts (as typed, for errors, and spaced, to be read) and the context must outlive the reader.
  Reader(std::string_view text, std::string_view spaced_text, const WhenContext& context)
      : m_text(text),
        m_context(context),
        m_today(floor<days>(moment_at(context.now, context.zone).local())),
        m_tokens(tokens_of(spaced_text)) {}

  NamedTime read();

 private:
  std::string_view peek(std::size_t ahead = 0) const;
  bool take(std::string_view word) { return take(Words(&word, 1)); }
  bool take(Words words);
  std::string_view piece_since(std::size_t start) const;

  void read_part();
  bool read_point();
  // Each reads one form of a day or an instant and says whether it was there.
  bool read_now();
  bool read_last_session();
  bool read_span();
  bool read_near_day();
  bool read_weekday();
  bool read_calendar_day();
  bool read_iso_day();
  bool read_clock();

  std::optional<Span> read_amounts();
  bool read_amount(Span& span);
  std::optional<int> read_day_number();
  std::optional<int> read_month();
  std::optional<int> read_year();
  void place(const Span& span, int sign);
  Day without_year(std::string_view piece, int month, int day) const;
  Moment on_day(Day day) const;
  Moment on_day(Day day, seconds clock) const;
  Moment at_clock(seconds clock) const;
  NamedTime resolved() const;

  void check_future_is_wanted() const;
  [[noreturn]] void refuse();
  // "Did you mean 'x'? ", or nothing.
  std::string nearest_right();

  std::string_view m_text;
  const WhenContext& m_context;
  Day m_today;
  std::vector<std::string_view> m_tokens;
  std::size_t m_next = 0;

  // What was read so far: an instant, or a day, a clock time, or both.
  std::optional<Moment> m_instant;
  std::optional<Day> m_day;
  std::optional<seconds> m_clock;
};

NamedTime Reader::read() {
  while (m_next < m_tokens.size()) read_part();
  if (m_instant && m_clock) refuse();
  return resolved();
}

std::string_view Reader::peek(std::size_t ahead) const {
  return m_next + ahead < m_tokens.size() ? m_tokens[m_next + ahead] : std::string_view{};
}

bool Reader::take(Words words) {
  const bool found = is_among(peek(), words);
  if (found) ++m_next;
  return found;
}

std::string_view Reader::piece_since(std::size_t start) const {
  const std::string_view last = m_tokens[m_next - 1];
  const char* begin = m_tokens[start].data();
  return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

void Reader::read_part() {
  take(joiners);
  if (!m_instant && !m_day && read_point()) return;
  if (!m_instant && !m_clock && read_clock()) return;
  refuse();
}

bool Reader::read_point() {
  constexpr std::array forms = {
      &Reader::read_now,     &Reader::read_last_session, &Reader::read_span,   &Reader::read_near_day,
      &Reader::read_weekday, &Reader::read_calendar_day, &Reader::read_iso_day};
  const std::size_t start = m_next;
  const bool is_read = std::any_of(forms.begin(), forms.end(), [&](const auto form) {
    m_next = start;
    return (this->*form)();
  });
  if (!is_read) m_next = start;
  return is_read;
}

bool Reader::read_now() {
  if (!take("now")) return false;
  m_instant = moment_at(m_context.now, m_context.zone);
  return true;
}

bool Reader::read_last_session() {
  if (!take("last") || !take("session")) return false;
  if (!m_context.last_session)
    throw UsageError("'last session' has no time: there is no session yet", examples(m_context.lean));
  m_instant = m_context.last_session;
  return true;
}

bool Reader::read_span() {
  const bool is_ahead = take("in");
  const auto span = read_amounts();
  if (!span || (!is_ahead && !take("ago"))) return false;
  if (is_ahead) check_future_is_wanted();
  place(*span, is_ahead ? 1 : -1);
  return true;
}

std::optional<Span> Reader::read_amounts() {
  Span span;
  const std::size_t start = m_next;
  while (read_amount(span)) take("and");
  if (m_next == start) return std::nullopt;
  return span;
}

bool Reader::read_amount(Span& span) {
  if (peek() == "half" && peek(1) == "an" && peek(2) == "hour") {
    m_next += 3;
    span.minute_count += 30;
    return span.has_minutes = true;
  }
  const auto count = find_count(peek());
  const auto* unit = find_unit(peek(1));
  if (!count || unit == nullptr) return false;
  m_next += 2;
  const int size = *count * unit->size;
  if (unit->unit == Unit::month) span.month_count += size;
  if (unit->unit == Unit::day) span.day_count += size;
  if (unit->unit == Unit::minute) span.minute_count += size;
  span.has_minutes |= unit->unit == Unit::minute;
  return true;
}

void Reader::place(const Span& span, int sign) {
  const Day day = plus_days(plus_months(m_today, sign * span.month_count), sign * span.day_count);
  if (span.has_minutes)
    m_instant = moment_at(on_day(day).at + sign * minutes{span.minute_count}, m_context.zone);
  else
    m_day = day;
}

bool Reader::read_near_day() {
  if (take("today")) return m_day = m_today, true;
  if (take("yesterday")) return m_day = plus_days(m_today, -1), true;
  if (!take("tomorrow")) return false;
  check_future_is_wanted();
  m_day = plus_days(m_today, 1);
  return true;
}

bool Reader::read_weekday() {
  const bool is_last = take("last");
  const bool is_next = !is_last && take("next");
  const auto wanted = find_weekday(peek());
  if (!wanted) return false;
  ++m_next;
  if (is_next) check_future_is_wanted();
  const weekday today{local_days{m_today}};
  const int days_since = static_cast<int>((today - *wanted).count());
  if (is_next)
    m_day = plus_days(m_today, 7 - days_since);
  else
    m_day = plus_days(m_today, is_last && days_since == 0 ? -7 : -days_since);
  return true;
}

bool Reader::read_calendar_day() {
  const std::size_t start = m_next;
  auto day = read_day_number();
  const auto month = read_month();
  if (!day) day = read_day_number();
  if (!day || !month) return false;
  const auto year = read_year();
  const auto piece = piece_since(start);
  m_day = year ? real_day(piece, *year, *month, *day) : without_year(piece, *month, *day);
  return true;
}

std::optional<int> Reader::read_day_number() {
  const auto day = peek().size() <= 2 ? find_number(peek()) : std::nullopt;
  if (!day) return day;
  ++m_next;
  take(ordinal_endings);
  return day;
}

std::optional<int> Reader::read_month() {
  const auto month = find_month(peek());
  if (month) ++m_next;
  return month;
}

std::optional<int> Reader::read_year() {
  const auto year = peek().size() == 4 ? find_number(peek()) : std::nullopt;
  if (year) ++m_next;
  return year;
}

bool Reader::read_iso_day() {
  const auto time = read_iso(peek());
  if (!time) return false;
  ++m_next;
  m_day = time->day;
  return true;
}

bool Reader::read_clock() {
  if (take("noon")) return m_clock = hours{12}, true;
  if (take("midnight")) return m_clock = hours{0}, true;
  const auto numbers = clock_numbers(peek());
  if (!numbers) return false;
  const std::size_t start = m_next++;
  const bool is_morning = take(morning_words);
  const bool is_evening = !is_morning && take(evening_words);
  if (numbers->size() == 1 && !is_morning && !is_evening) return --m_next, false;
  int hour = numbers->at(0);
  if (is_morning || is_evening) hour = half_day_hour(hour, is_evening);
  const auto minute = numbers->size() > 1 ? numbers->at(1) : 0;
  const auto second = numbers->size() > 2 ? numbers->at(2) : 0;
  m_clock = clock_time(piece_since(start), hour, minute, second);
  return true;
}

Day Reader::without_year(std::string_view piece, int month, int day) const {
  const bool is_leap_day = month == 2 && day == 29;
  if (!is_leap_day) real_day(piece, static_cast<int>(m_today.year()), month, day);
  const Day past = day_in_some_year(m_today, month, day, -1);
  if (m_context.lean == Lean::past || past >= plus_months(m_today, -6)) return past;
  return day_in_some_year(m_today, month, day, 1);
}

Moment Reader::on_day(Day day) const {
  Moment now = moment_at(m_context.now, m_context.zone);
  // Not by the clock, which on the night of a change may show one time twice.
  if (day == m_today) return now;
  return on_day(day, now.local() - floor<days>(now.local()));
}

Moment Reader::on_day(Day day, seconds clock) const {
  return moment_at(local_days{day} + clock, m_context.zone);
}

Moment Reader::at_clock(seconds clock) const {
  const Moment today = on_day(m_today, clock);
  const bool is_to_come = today.at > m_context.now;
  return is_to_come && m_context.lean == Lean::past ? on_day(plus_days(m_today, -1), clock) : today;
}

NamedTime Reader::resolved() const {
  if (m_instant) return {*m_instant, true};
  if (!m_day) return {at_clock(m_clock.value()), true};
  return {m_clock ? on_day(*m_day, *m_clock) : on_day(*m_day), m_clock.has_value()};
}

void Reader::check_future_is_wanted() const {
  if (m_context.lean == Lean::past)
    throw UsageError(in_quotes(m_text) + " is still to come",
                     "A time that has passed is wanted. " + examples(Lean::past));
}

void Reader::refuse() {
  for (m_next = 0; m_next < m_tokens.size(); ++m_next)
    if (is_numeric_day(peek())) refuse_numeric(m_text, peek(), peek(1));
  throw UsageError(in_quotes(m_text) + " is not a time felt knows",
                   nearest_right() + examples(m_context.lean));
}

std::string Reader::nearest_right() {
  m_next = 0;
  if (read_amounts() && m_next == m_tokens.size())
    return "Did you mean " + in_quotes(std::string(m_text) + " ago") + "? ";
  for (const auto token : m_tokens) {
    if (!is_word(token) || is_known(token)) continue;
    const auto proposal = did_you_mean(token, proposals(m_context.lean));
    return proposal.empty() ? proposal : proposal + ' ';
  }
  return {};
}

}  // namespace

NamedTime parse_when(std::string_view text, const WhenContext& context) {
  const auto typed = trim(text);
  if (typed.size() > longest_when)
    throw UsageError(in_quotes(typed.substr(0, longest_when)) + " is too long for a time",
                     examples(context.lean));
  const std::string plain = tidied(typed);
  if (plain.empty()) throw UsageError("the time is empty", examples(context.lean));
  const auto iso = read_iso(without_joiner(plain));
  if (iso && iso->clock) return {iso_moment(typed, *iso, context.zone), true};
  const std::string apart = spaced(plain);
  NamedTime time = Reader(typed, apart, context).read();
  time.moment = in_known_years(typed, std::move(time.moment));
  return time;
}

}  // namespace felt
