#include "report/nights.hpp"

#include <cmath>
#include <map>

#include "insight/sleep.hpp"

namespace felt {
namespace {

using std::chrono::minutes;
using Told = std::map<Instant, SleepTimes>;  // by the moment of the entry
using Part = std::optional<minutes> SleepTimes::*;

struct Row {
  QuestionType type;
  std::string_view question;
  Part part;
};
constexpr Row rows[]{{QuestionType::time, "sleep/to-bed", &SleepTimes::to_bed},
                     {QuestionType::time, "sleep/turned-in", &SleepTimes::turned_in},
                     {QuestionType::time, "sleep/sleep-ended", &SleepTimes::sleep_ended},
                     {QuestionType::time, "sleep/left-bed", &SleepTimes::left_bed},
                     {QuestionType::duration, "sleep/sleep-came", &SleepTimes::sleep_came},
                     {QuestionType::duration, "sleep/awake-total", &SleepTimes::awake_total}};
constexpr std::string_view wakings_question = "sleep/wakings";

minutes whole_minutes(double value) { return minutes(std::lround(value)); }

void take(Told& told, const RatingSeries& series) {
  for (const auto& row : rows)
    if (row.question == series.wording.name)
      for (const auto& point : series.points) told[point.at].*row.part = whole_minutes(point.value);
  if (series.wording.name == wakings_question)
    for (const auto& point : series.points)
      told[point.at].wakings = static_cast<int>(std::lround(point.value));
}

bool may_be_whole(const std::set<std::string>& answered) {
  for (const auto& row : rows)
    if (row.type == QuestionType::time && !answered.contains(std::string(row.question))) return false;
  return true;
}

void add(Nights& sum, const SleepQuantities& night) {
  if (!night.efficiency) return;
  ++sum.n;
  sum.in_bed_minutes += static_cast<double>(night.time_in_bed->count());
  sum.asleep_minutes += static_cast<double>(night.asleep->count());
  sum.efficiency += *night.efficiency;
}

}  // namespace

std::optional<Nights> nights_of(const Journal& journal, const Query& query,
                                const std::set<std::string>& answered) {
  if (!may_be_whole(answered)) return std::nullopt;
  Told told;
  for (const auto type : {QuestionType::time, QuestionType::duration, QuestionType::count})
    journal.each_series(type, query, [&](const RatingSeries& series) { take(told, series); });
  Nights sum;
  for (const auto& [at, times] : told) add(sum, sleep_quantities(past_midnight(times)));
  if (sum.n == 0) return std::nullopt;
  const auto n = static_cast<double>(sum.n);
  return Nights{sum.n, sum.in_bed_minutes / n, sum.asleep_minutes / n, sum.efficiency / n};
}

}  // namespace felt
