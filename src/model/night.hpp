#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/answer.hpp"

namespace felt {

// Gives the clock times of an entry their dates. Times of one night (questions with night = true of one pack)
// run in the order of their pack and end before the entry's moment, which also works for people who sleep by
// day; any other clock time is the latest one before the entry. Answers without a clock time are left alone.
// `find_question` may return null for a question that is not known any more. Dates that are there already are
// found anew, or they stay, and the night runs before them.
using FindNightQuestion = std::function<const Question*(std::string_view name)>;
enum class Dates { anew, missing };
void place_nights(std::vector<Given>& answers, const Moment& about, const FindNightQuestion& find_question,
                  Dates dates = Dates::anew);

// From the first to the last time of a night.
struct NightSpan {
  std::string first;     // the full name of the question it begins with
  int from = 0, to = 0;  // minutes of the day
  int minutes = 0;       // how long it is
};
// The longest one; of no length with fewer than two times. Over 16 hours (`longest_night`) it was most likely
// typed a.m. for p.m.
inline constexpr int longest_night = 16 * 60;
NightSpan longest_span(const std::vector<Given>& answers, const FindNightQuestion& find_question);

}  // namespace felt
