#include "story/person.hpp"

#include <algorithm>

namespace felt {
namespace {

using Days = std::chrono::duration<double, std::chrono::days::period>;

// How much of a session's effect is left: all of it for a day, nothing from the seventh day on.
double left_after(Days elapsed) {
  constexpr double whole = 1, gone = 7;
  return std::clamp((gone - elapsed.count()) / (gone - whole), 0.0, 1.0);
}

// Most sessions ease, some hardly, a few do the opposite.
double effect_of(std::uint64_t seed, std::size_t session) {
  Chance chance(seed, about_effects, session);
  const double kind = chance.share();
  if (kind < 0.15) return -0.35;
  if (kind < 0.35) return 0.4;
  return 0.8 + 0.4 * chance.share();
}

}  // namespace

double Person::mood_of_day(int day) const {
  const auto sway_of = [&](int which) {
    return Chance(m_seed, about_moods, static_cast<std::uint64_t>(which + 1)).sway();
  };
  return 0.6 * sway_of(day) + 0.4 * sway_of(day - 1);
}

bool Person::follows_session(Instant at) const {
  const auto& sessions = m_calendar.sessions();
  return std::any_of(sessions.begin(), sessions.end(), [at](const Session& session) {
    return session.starts.at < at && at - session.starts.at < std::chrono::days(1);
  });
}

double Person::ease_after_sessions(Instant at) const {
  const auto& sessions = m_calendar.sessions();
  const auto next =
      std::upper_bound(sessions.begin(), sessions.end(), at,
                       [](Instant instant, const Session& session) { return instant < session.starts.at; });
  double ease = 0;
  if (next != sessions.begin()) {
    const auto last = std::prev(next);
    const auto index = static_cast<std::size_t>(last - sessions.begin());
    ease = effect_of(m_seed, index) * left_after(at - last->starts.at);
  }
  // Sessions tend to be booked for harder days.
  const bool is_shortly_before = next != sessions.end() && next->starts.at - at < std::chrono::days(3);
  return 0.34 * ease - (is_shortly_before ? 0.06 : 0);
}

double Person::strain_at(Instant at) const {
  constexpr double weeks_of_change = 12;
  const int day = m_calendar.day_of(at);
  const double change = 0.1 * std::min(1.0, day / (7 * weeks_of_change));
  return std::clamp(0.62 - change - ease_after_sessions(at) + 0.06 * mood_of_day(day), 0.02, 0.98);
}

Scene Person::scene(const CheckIn& check_in, Phase phase) const {
  Scene scene;
  scene.is_morning_after = phase == Phase::morning && follows_session(check_in.about.at);
  scene.strain = strain_at(check_in.about.at);
  scene.progress = m_calendar.progress(check_in.about.at);
  scene.night = Chance(m_seed, about_nights, check_in.number).next();
  scene.chance = Chance(m_seed, about_answers, check_in.number);
  return scene;
}

}  // namespace felt
