#pragma once

#include <string>

#include "model/question.hpp"
#include "story/calendar.hpp"
#include "story/chance.hpp"

namespace felt {

// A check-in as the invented person lives it.
struct Scene {
  bool is_morning_after = false;  // of a session
  double strain = 0.5;            // how hard things are, 0 to 1
  double progress = 0;            // how much of the story is over, 0 to 1
  std::uint64_t night = 0;        // which night is told of
  Chance chance{0};               // for what is answered in it
};

// An invented person. Strain eases after most sessions and is back within the week, does the opposite after
// a few, and over the weeks becomes a little less; days differ all the same.
class Person {
 public:
  // The calendar must outlive the person.
  Person(std::uint64_t seed, const StoryCalendar& calendar) : m_seed(seed), m_calendar(calendar) {}
  Scene scene(const CheckIn& check_in, Phase phase) const;

 private:
  double strain_at(Instant at) const;
  double ease_after_sessions(Instant at) const;
  bool follows_session(Instant at) const;
  double mood_of_day(int day) const;

  std::uint64_t m_seed;
  const StoryCalendar& m_calendar;
};

// What the person types at a question, as parse_answer reads it; empty where they leave it out.
std::string typed_answer(const Question& question, Scene& scene);
// A line under a check-in; empty for most.
std::string invented_note(Scene& scene);
// A tag of it; empty for most.
std::string invented_tag(Scene& scene);

}  // namespace felt
