#pragma once

#include <string>
#include <vector>

#include "base/terminal.hpp"
#include "report/document.hpp"

namespace felt {

using ScreenLines = std::vector<std::string>;

// Pictures as lines of at most look.columns columns: block and braille characters, or ASCII where the look
// asks for it. Where too few columns are left for a picture there are no lines: its words and numbers say the
// same.

ScreenLines picture_lines(const Rhythm& rhythm, const Look& look);
// A row for each session.
ScreenLines picture_lines(const Pairs& pairs, const Look& look);
// A row for each question.
ScreenLines picture_lines(const SmallLines& all, const Look& look);
ScreenLines picture_lines(const FeelingsMap& map, const Look& look);
ScreenLines picture_lines(const BodyMap& map, const Look& look);
// A row for the time in bed and one for the time asleep; the latest nights where not all fit.
ScreenLines picture_lines(const NightBars& nights, const Look& look);

}  // namespace felt
