#include "story/calendar.hpp"

#include <algorithm>
#include <array>

#include "story/chance.hpp"

namespace felt {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_seconds;
using std::chrono::minutes;

constexpr days until_first{9};
constexpr std::array gaps{days(7), days(14), days(7), days(14), days(9), days(12)};
constexpr std::array starts{minutes(15 * 60), minutes(15 * 60), minutes(10 * 60), minutes(16 * 60 + 30)};
constexpr std::array lengths{45, 45, 30, 60};

template <class Values>
auto one_of(Chance& chance, const Values& values) {
  return values[chance.below(values.size())];
}

minutes clock_between(Chance& chance, minutes from, minutes to) {
  return from + minutes(static_cast<int>(chance.below(static_cast<std::size_t>((to - from).count() + 1))));
}

std::vector<std::string> kinds_of(Chance& chance) {
  if (chance.happens(0.2)) return {"myofascial"};
  if (chance.happens(0.4)) return {"craniosacral", "ser"};
  return {"craniosacral"};
}

// A habit of writing: how likely, how many days from the session, and between which hours.
struct Habit {
  std::string_view flow;
  double probability;
  int first_day, last_day;
  minutes from, to;
};
constexpr Habit habits[]{
    {"quick", 0.4, -3, -3, hours(8), hours(21)},   {"before", 0.9, -2, -1, hours(18), hours(21)},
    {"evening", 0.55, 0, 0, hours(20), hours(22)}, {"morning", 0.8, 1, 1, hours(7), hours(9)},
    {"day3", 0.75, 2, 4, hours(12), hours(20)},    {"week", 0.65, 6, 6, hours(10), hours(20)},
    {"morning", 0.7, -3, -1, hours(7), hours(9)},
};
constexpr double writes_after = 0.85;
constexpr double writes_in_between = 0.22;
constexpr double writes_before_first = 0.5;
constexpr minutes writing{4};  // how long it takes
constexpr hours remembered{28};
constexpr bool is_remembered(std::uint64_t number) { return number % 23 == 7; }

bool comes_before(const CheckIn& a, const CheckIn& b) { return a.about.at < b.about.at; }

}  // namespace

StoryCalendar::StoryCalendar(StoryWish wish, const Zone& zone)
    : m_wish(std::move(wish)),
      m_zone(zone),
      m_first(std::chrono::floor<days>(m_wish.until.local()) - days(7 * m_wish.weeks)),
      m_days(7 * m_wish.weeks + 1) {
  invent_sessions();
}

int StoryCalendar::day_of(Instant at) const {
  const auto local = moment_at(at, m_zone).local();
  return static_cast<int>((std::chrono::floor<days>(local) - m_first).count());
}

void StoryCalendar::invent_sessions() {
  Chance chance(m_wish.seed, about_sessions);
  for (auto day = m_first + until_first;; day += one_of(chance, gaps)) {
    Session session;
    session.uuid = invented_uuid(chance);
    session.starts = moment_at(day + one_of(chance, starts), m_zone);
    session.minutes = one_of(chance, lengths);
    session.with = "A.";
    session.kinds = kinds_of(chance);
    const bool is_planned = session.starts.at > m_wish.until.at;
    m_sessions.push_back(std::move(session));
    if (is_planned) return;
  }
}

void StoryCalendar::each_check_in(const std::function<void(const CheckIn&)>& visit) const {
  std::uint64_t number = 0;
  for (int day = 0; day < m_days; ++day)
    for (auto& check_in : check_ins_on(day)) {
      check_in.number = number++;
      const auto later = check_in.recorded + remembered;
      if (is_remembered(check_in.number) && later <= m_wish.until.at) check_in.recorded = later;
      visit(check_in);
    }
}

std::vector<CheckIn> StoryCalendar::check_ins_on(int day) const {
  const auto here = m_first + days(day);
  std::vector<CheckIn> found;
  const auto begin =
      std::lower_bound(m_sessions.begin(), m_sessions.end(), here - days(8),
                       [](const Session& session, LocalDay first) { return session.starts.local() < first; });
  for (auto session = begin; session != m_sessions.end() && session->starts.local() < here + days(5);
       ++session)
    add_around(found, static_cast<std::size_t>(session - m_sessions.begin()), here);
  Chance chance(m_wish.seed, about_days, static_cast<std::uint64_t>(day));
  const bool is_early = here < m_first + until_first;
  const bool writes = chance.happens(is_early ? writes_before_first : writes_in_between);
  const auto clock = clock_between(chance, hours(8), hours(21));
  const auto* flow = chance.happens(0.45) ? "full" : "quick";
  if (writes && found.empty()) add_at(found, flow, here + clock);
  if (m_wish.entries) fill_up(found, day, wanted_until(day + 1) - wanted_until(day));
  std::sort(found.begin(), found.end(), comes_before);
  return found;
}

void StoryCalendar::add_around(std::vector<CheckIn>& found, std::size_t index, LocalDay day) const {
  const auto& session = m_sessions[index];
  Chance chance(m_wish.seed, about_session, index);
  const auto start = session.starts.local();
  const auto soon = start + minutes(session.minutes) + clock_between(chance, minutes(30), minutes(120));
  if (chance.happens(writes_after) && std::chrono::floor<days>(soon) == day) add_at(found, "after", soon);
  for (const auto& habit : habits) {
    const int span = habit.last_day - habit.first_day + 1;
    const int days_on = habit.first_day + static_cast<int>(chance.below(static_cast<std::size_t>(span)));
    const auto clock = clock_between(chance, habit.from, habit.to);
    const bool happens = chance.happens(habit.probability);
    const auto there = std::chrono::floor<days>(start) + days(days_on);
    if (happens && there == day) add_at(found, habit.flow, there + clock);
  }
}

void StoryCalendar::add_at(std::vector<CheckIn>& found, std::string_view flow, local_seconds local) const {
  CheckIn check_in;
  check_in.about = moment_at(local, m_zone);
  check_in.recorded = check_in.about.at + writing;
  check_in.flow = flow;
  if (check_in.recorded <= m_wish.until.at) found.push_back(check_in);
}

// The last day is not over yet, so nothing is wanted of it.
std::size_t StoryCalendar::wanted_until(int day) const {
  const auto whole_days = static_cast<std::size_t>(m_days - 1);
  return *m_wish.entries * std::min(static_cast<std::size_t>(day), whole_days) / whole_days;
}

// The day's share of a number of check-ins: short ones beside those of the person's habits.
void StoryCalendar::fill_up(std::vector<CheckIn>& found, int day, std::size_t wanted) const {
  Chance chance(m_wish.seed, about_days, static_cast<std::uint64_t>(day) | std::uint64_t(1) << 32);
  if (found.size() > wanted) found.resize(wanted);
  while (found.size() < wanted) {
    CheckIn check_in;
    check_in.about = moment_at(m_first + days(day) + clock_between(chance, hours(6), hours(22)), m_zone);
    check_in.recorded = check_in.about.at + writing;
    check_in.flow = "quick";
    found.push_back(check_in);
  }
}

}  // namespace felt
