#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/session.hpp"

namespace felt {

// How long an invented journal is.
struct StoryWish {
  std::uint64_t seed = 1;
  Moment until;                        // when it ends; nothing in it is written later
  int weeks = 12;                      // how far back it goes
  std::optional<std::size_t> entries;  // exactly so many, spread over the days; as a person would unless told
};

// An invented check-in, before anything is answered.
struct CheckIn {
  Moment about;
  Instant recorded;
  std::string_view flow;     // id of a built-in flow
  std::uint64_t number = 0;  // its place among all check-ins, from 0
};

// When an invented person goes to sessions, and when they write: some days with nothing, check-ins in the
// windows around each session (prompt packs call them phases), and now and then one in between.
class StoryCalendar {
 public:
  // The zone must outlive the calendar.
  StoryCalendar(StoryWish wish, const Zone& zone);

  // Every one to two weeks, by start; the last one is planned, after the end of the story.
  const std::vector<Session>& sessions() const { return m_sessions; }
  // Every check-in in lived time.
  void each_check_in(const std::function<void(const CheckIn&)>& visit) const;

  // The day of the story an instant lies on, from 0.
  int day_of(Instant at) const;
  // How much of the story is over at a day of it, 0 to 1.
  double progress(Instant at) const { return static_cast<double>(day_of(at)) / m_days; }

 private:
  using LocalDay = std::chrono::local_days;
  void invent_sessions();
  std::vector<CheckIn> check_ins_on(int day) const;
  void add_around(std::vector<CheckIn>& found, std::size_t index, LocalDay day) const;
  void add_at(std::vector<CheckIn>& found, std::string_view flow, std::chrono::local_seconds local) const;
  void fill_up(std::vector<CheckIn>& found, int day, std::size_t wanted) const;
  std::size_t wanted_until(int day) const;

  StoryWish m_wish;
  const Zone& m_zone;
  LocalDay m_first;
  int m_days;
  std::vector<Session> m_sessions;
};

}  // namespace felt
