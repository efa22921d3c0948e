#pragma once

#include <functional>
#include <span>
#include <vector>

#include "report/document.hpp"
#include "report/line.hpp"

namespace felt {

using LineSpan = std::span<const Line* const>;

// How a line is called, with a * where the language or the words of its question changed on the way.
std::string marked_label(const Line& line);

// A row for each line, grouped by thread; the lines come in the order of the threads.
using LineRow = std::function<std::vector<Cell>(const Line&)>;
Table table_by_thread(std::vector<Column> columns, LineSpan lines, const LineRow& row);

// "standing median 6 (4 to 7), n 11"
std::string rating_in_words(const Line& line);

// Each line before and after its sessions: what changed in words, how many ratings there are, a small picture
// of the days around and each session's difference. Grouped by thread; the lines come in the order of the
// threads. Where no line can be compared it has the middle and the ends of the ratings instead.
Table comparison_table(LineSpan lines);

// The mean in each stretch of days around the sessions.
Table around_table(LineSpan lines);

}  // namespace felt
