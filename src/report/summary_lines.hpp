#pragma once

#include <vector>

#include "report/document.hpp"
#include "report/line.hpp"
#include "report/summary.hpp"
#include "report/summary_document.hpp"

namespace felt {

// What a summary tells of its lines of ratings. The lines live in the summary.
using ChosenLines = std::vector<const Line*>;

// Those whose pictures are drawn: of a whole summary one of each thread.
ChosenLines lines_pictured(const Summary& summary, Room room);
// Two pages of paper hold no more small lines: those that were rated before and after sessions come first.
ChosenLines lines_over_time(const Summary& summary);

// Each adds its part of the page, or nothing where there is nothing to tell.

void add_comparison(Document& page, const Summary& summary);
// The days around the sessions: pictures first, then the numbers of the lines that have none.
void add_around(Document& page, const Summary& summary, const ChosenLines& pictured);
// Session by session, as pictures.
void add_pairs(Document& page, const ChosenLines& pictured);
void add_trend(Document& page, const Summary& summary);
// The numbers with their intervals, where they were wished for.
void add_technical(Document& page, const Summary& summary);
// What was asked, in a summary of one thread.
void add_wordings(Document& page, const Summary& summary);

}  // namespace felt
