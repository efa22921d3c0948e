#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "journal/contents.hpp"
#include "model/question.hpp"

namespace felt {

// Journals of other programs, as entries. Each entry gets the same uuid each time the same file is read, so
// that what was taken once is not taken again. Times are those of the zone, written down when they were
// lived; one more than a day ahead of now is refused.
struct ForeignContext {
  const Zone& zone;
  std::chrono::minutes day_start;
  Instant now;
};
struct ForeignKept {
  KeptEntry kept;
  std::size_t shortened_tags = 0;  // how many were wider than a tag can be, and are cut
};
using TakeEntry = std::function<void(ForeignKept)>;

// Whether entries of another program have this for their flow.
bool is_foreign_program(std::string_view flow);
// A question that only entries of another program answer; null for any other name.
const Question* find_foreign_question(std::string_view name);

// What `jrnl --format json` writes: title and body become the note, tags lose their sign, a star becomes the
// tag "starred". ContentError, with the place, for anything else.
void read_jrnl(std::string_view text, const std::string& origin, const ForeignContext& context,
               const TakeEntry& take);

// The CSV export of Daylio, with commas, or semicolons or tabs where a spreadsheet saved it: activities
// become tags, the mood an answer to the question "daylio/mood", title and note the note. ContentError, with
// the place, for anything else.
void read_daylio(std::string_view text, const std::string& origin, const ForeignContext& context,
                 const TakeEntry& take);

}  // namespace felt
