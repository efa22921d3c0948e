#pragma once

#include <functional>
#include <map>
#include <vector>

#include "interview/plan.hpp"
#include "model/carry.hpp"
#include "model/entry.hpp"
#include "story/person.hpp"

namespace felt {

// Asks an invented person what felt asks: the questions of the flow that are due, one after the other, with
// answers that are read and checked like typed ones. Check-ins are asked in lived time.
class InventedInterview {
 public:
  // All of them must outlive the interview.
  InventedInterview(const Library& library, const StoryCalendar& calendar, const Person& person,
                    std::chrono::minutes day_start);
  Entry entry(const CheckIn& check_in);

 private:
  const Plan& plan(std::string_view flow);
  void ask(const std::vector<const Question*>& questions, Scene& scene, Entry& entry, AnswersSoFar& answers);
  void remember(const Answer& answer);
  void look_at_session(Instant at);

  const Library& m_library;
  const StoryCalendar& m_calendar;
  const Person& m_person;
  std::chrono::minutes m_day_start;
  std::map<std::string, Plan, std::less<>> m_plans;
  History m_history;
  std::map<std::string, std::string, std::less<>> m_texts;  // the latest of each question
  const Session* m_session = nullptr;                       // the nearest one
};

// Notes carried to the planned session, and one that is done.
std::vector<CarriedNote> invented_carried(const StoryWish& wish, const Zone& zone);

}  // namespace felt
