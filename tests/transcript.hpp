#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "stage.hpp"

namespace felt::test {

// A transcript is a file of commands and of what they answer, played from top to bottom in a fresh home.
//
//   # A misspelt flow is answered with the nearest name.
//   @now 2026-03-01 09:00
//   $ felt log mornign
//   ! felt: no flow called 'mornign'
//   ! Did you mean 'morning'?
//   [2]
//
// A block begins with its command and ends before an empty line, the next command or the end of the file:
//
//   $ COMMAND   what is run: see Stage::play; a line that ends in \ goes on in the next
//   < TEXT      a typed line of standard input
//   TEXT        a line of standard output      ~  an empty one
//   ! TEXT      a line of standard error       !  an empty one
//   [N]         the exit code, when it is not 0; last
//
// Both outputs must be exact. How they mix is checked only where typed lines stand among them, as in a
// dialogue. A line without its line break (a prompt, waiting) ends in \. A line of standard output that could
// be mistaken for something else begins with \, and so does one that begins with \. Control characters are
// shown as in ␛[1m.
//
// Between blocks stand comments and what the next blocks are played in:
//
//   # TEXT                         a comment
//   @now 2026-03-01 09:00          the clock, in the zone; it stands still
//   @zone Europe/Vienna            see zone_named
//   @columns 60                    the width
//   @terminal [yes|no]             whether the streams are a terminal; no unless told
//   @env NAME=VALUE                a variable, or none with @env -NAME
//   @file NAME  or  @program NAME  writes a file into the folder; its text follows in lines that begin with
//   "| "
//   @hide EXPRESSION               shows what matches as <hidden>
//
// With FELT_ACCEPT=1 in the environment what happened is written into the file instead of being compared.

struct Block {
  int line = 0;                       // counted from 1
  std::vector<std::string> command;   // as written, without "$ "
  std::vector<std::string> typed;     // the text of the < lines
  std::vector<std::string> answered;  // all other lines as written, the < lines too
  std::string command_line() const;
};

// What the person at the keyboard and the command said, as lines of a transcript.
std::vector<std::string> written(const Played& played);

// Whether the expected lines of a block are what happened.
bool same(const std::vector<std::string>& expected, const std::vector<std::string>& happened);

// Both texts as one: common lines, and those of only one with - and +.
std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& happened);

// The lines of a text, without their line breaks.
std::vector<std::string> lines_of(std::string_view text);

struct Outcome {
  std::vector<std::string> failures;  // FILE:LINE: and what went wrong; no more than one for each block
  std::string text;                   // the whole file as it should be to pass
};

// Plays the text of a transcript; the name is for messages.
Outcome play_transcript(std::string_view name, std::string_view text);

// Makes each tests/cli/NAME.test a test case called cli/NAME.
void register_transcripts();

bool accepting();  // FELT_ACCEPT=1
std::string read_whole(const std::filesystem::path& path);
void write_whole(const std::filesystem::path& path, std::string_view text);
// Adds a test case that runs `test`; it can ask current_test_name() which one it is.
void register_test(const std::string& name, const std::string& file, void (*test)());
std::string current_test_name();

}  // namespace felt::test
