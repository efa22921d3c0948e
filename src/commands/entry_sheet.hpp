#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "commands/entry_text.hpp"
#include "model/entry.hpp"

namespace felt {

// An entry as a text to be changed in an editor, and such a text read back:
//
//   # a remark
//   tags = neck, rest
//   session/tell-them =
//   | More time at the end,
//   | please.
//   note:
//   Everything from here to the end.
//
// A value is what stands behind the =, without the spaces around it; one with line breaks, or with spaces at
// its ends, stands below in lines that begin with | and a space. Every text reads back the same.
struct SheetValue {
  std::string key;  // at, session, tags, private, or a question's name
  std::string value;
  int line = 0;  // counted from 1; 0 in a sheet that was not read
};

struct Mistake {
  int line = 0;
  std::string message, hint;
};

struct Sheet {
  std::vector<SheetValue> values;   // as they stand
  std::optional<std::string> note;  // nothing where there is no line `note:`
  int note_line = 0;                // the last line of the text where there is none
  std::vector<Mistake> mistakes;    // lines that are none of the above
};

// What an entry holds beside its note. A time is written as in the zone where that names the same moment.
std::vector<SheetValue> sheet_values(const Entry& entry, const Zone& zone);
std::string sheet_of(const Entry& entry, const Zone& zone, const LatestText& latest_text);
// A sheet for a note alone.
std::string note_sheet(const Entry& entry);

Sheet read_sheet(std::string_view text);
// The note of a text that was such a sheet: below `note:`, or all of it where that line is gone.
std::string read_note_sheet(std::string_view text, std::string_view sheet);

// Whether both mean the same: white space at the ends of lines, which editors take away, does not count.
bool same_value(std::string_view a, std::string_view b);
// The text with "# ! message" above each line concerned, and without such lines from before.
std::string marked_sheet(std::string_view text, std::span<const Mistake> mistakes);

}  // namespace felt
