#include "model/night.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace felt {
namespace {

using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::minutes;

ClockTime* clock_in(Given& given) { return std::get_if<ClockTime>(&given.answer.value); }

// The latest date on which the clock showed this time not after the limit.
local_seconds latest_before(int minute_of_day, local_seconds limit) {
  const auto day = std::chrono::floor<std::chrono::days>(limit);
  const local_seconds at = day + minutes(minute_of_day);
  return at <= limit ? at : at - std::chrono::days(1);
}

void give_date(ClockTime& time, local_seconds limit) {
  const auto at = latest_before(time.minute_of_day, limit);
  if (!time.date) time.date = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at));
}

// The times of one pack's night. Its questions stand in the pack in the order the night runs.
using Night = std::multimap<int, Given*>;

std::map<std::string, Night> nights_in(std::vector<Given>& answers, const FindNightQuestion& find_question) {
  std::map<std::string, Night> nights;
  for (auto& given : answers) {
    const Question* question = clock_in(given) ? find_question(given.answer.question) : nullptr;
    if (question && question->night) nights[question->pack].emplace(question->position, &given);
  }
  return nights;
}

local_seconds local_of(const ClockTime& time) {
  return local_days(time.date.value_or(std::chrono::year_month_day{})) + minutes(time.minute_of_day);
}

}  // namespace

void place_nights(std::vector<Given>& answers, const Moment& about, const FindNightQuestion& find_question,
                  Dates dates) {
  for (auto& given : answers)
    if (auto* time = clock_in(given); time && dates == Dates::anew) time->date.reset();
  for (const auto& [pack, night] : nights_in(answers, find_question)) {
    auto limit = about.local();
    for (auto time = night.rbegin(); time != night.rend(); ++time) {
      auto& clock = *clock_in(*time->second);
      give_date(clock, limit);
      limit = local_of(clock);
    }
  }
  for (auto& given : answers)
    if (auto* time = clock_in(given)) give_date(*time, about.local());
}

NightSpan longest_span(const std::vector<Given>& answers, const FindNightQuestion& find_question) {
  std::vector<Given> copy = answers;
  NightSpan longest;
  for (const auto& [pack, night] : nights_in(copy, find_question)) {
    const auto& first = *night.begin()->second;
    const auto &from = std::get<ClockTime>(first.answer.value),
               &to = std::get<ClockTime>(night.rbegin()->second->answer.value);
    const auto length = std::chrono::duration_cast<minutes>(local_of(to) - local_of(from));
    if (length.count() > longest.minutes)
      longest = {first.answer.question, from.minute_of_day, to.minute_of_day,
                 static_cast<int>(length.count())};
  }
  return longest;
}

}  // namespace felt
