#pragma once

#include <span>

#include "report/document.hpp"
#include "report/line.hpp"

namespace felt {

using LineSpan = std::span<const Line* const>;

// How a line is called, with a * where the language or the words of its question changed on the way.
std::string marked_label(const Line& line);

// "standing median 6 (4 to 7), n 11"
std::string rating_in_words(const Line& line);

// Each line before and after its sessions: what changed in words, how many ratings there are, a small picture
// of the days around and each session's difference. Grouped by thread; the lines come in the order of the
// threads. Where no line can be compared it has the middle and the ends of the ratings instead.
Table comparison_table(LineSpan lines);

// The numbers behind it: mean difference, NAP, Tau, Theil-Sen slope and sign-flip p, with their intervals.
Table technical_table(LineSpan lines);

// The mean in each stretch of days around the sessions.
Table around_table(LineSpan lines);

}  // namespace felt
