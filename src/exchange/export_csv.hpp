#pragma once

#include "exchange/export_lines.hpp"

namespace felt {

// Every answer and note of the journal as a row of a table, as felt-journal(5) describes its columns; the
// first row names them. Numbers stay numbers. A text that a spreadsheet would take for a formula has an
// apostrophe in front, and the last column says where. Control characters are written as \x1b. Without
// a function to tell how far it is, nothing is counted beforehand.
void export_csv(const Journal& journal, const Sink& sink, const Progress& progress);

}  // namespace felt
