#include "base/when.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "base/when_numbers.hpp"
#include "base/when_words.hpp"

namespace felt {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::weekday;

// Longer texts are refused unread.
constexpr std::size_t longest_when = 100;

// An amount of time. Months and days are counted on the calendar, minutes elapse.
struct Span {
  int month_count = 0;
  int day_count = 0;
  int minute_count = 0;
  bool has_minutes = false;
};

std::string_view without_joiner(std::string_view text) {
  return text.starts_with("at ") || text.starts_with("on ") ? trim(text.substr(3)) : text;
}

// An hour of a clock of twelve. What such a clock never shows becomes 24, which no clock shows.
int half_day_hour(int hour, bool is_evening) {
  if (hour < 1 || hour > 12) return 24;
  return hour % 12 + (is_evening ? 12 : 0);
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
    if (!is_word(token) || is_time_word(token)) continue;
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
