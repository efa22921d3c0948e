#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transcript.hpp"

namespace felt::test {

// What documents show is played like a transcript, so that it stays true. Played are, in one fresh home for
// each document, whose folder is shown as /home/you:
//
//   README.md       blocks fenced with ```console
//   man/*.[1-9]     literal displays (.Bd -literal to .Ed) whose first line begins with "$ "
//
// In a block, lines that begin with "$ " are commands (see Stage::play) and those after them what a terminal
// would show: both outputs in the order written, typed lines where they were read. … stands for any text
// within a line, and alone on a line for any number of lines. Right above a block a comment may say
//
//   <!-- play: now=2026-03-12T21:10 zone=Europe/Vienna columns=72 terminal typed="6|relief 4" exit=2 -->
//   <!-- not played: it needs root -->
//
// (in manuals: .\" play: … and .\" not played: …). The clock, zone, width and terminal hold until changed;
// typed lines (for the last command, parted by |) and the exit code are for one block.

enum class Format { markdown, manual };

Outcome play_document(std::string_view name, std::string_view text, Format format);

// Whether the text is what the pattern, with its …, shows.
bool fits(std::string_view pattern, std::string_view text);

// Makes README.md and every manual a test case called docs/NAME.
void register_documents();

}  // namespace felt::test
