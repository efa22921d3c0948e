#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "report/document.hpp"

namespace felt {

// The page to bring along to a session: wishes, limits, ways of working, the sign to stop, questions, and
// what is carried.

struct SheetWish {
  std::optional<Session> session;    // the one it is for
  Instant until;                     // answers lived later are left out
  std::vector<std::string> include;  // full names of questions that would stay
  std::set<std::string> leave_out;   // full names of questions
  bool with_carried = true;
  std::chrono::minutes day_start = std::chrono::hours{4};
};

// One answer on the sheet, under felt's own short name for its question.
struct SheetLine {
  std::string label;
  LatestAnswer latest;
};

struct SheetPart {
  std::string title;
  std::vector<SheetLine> lines;  // at least one
};

struct SessionSheet {
  SheetWish wish;
  std::vector<CarriedNote> carried;
  std::vector<SheetPart> parts;      // those with a line
  std::vector<std::string> staying;  // full names of answered questions that are left out unless named
  bool empty() const { return carried.empty() && parts.empty(); }
};

// The latest answer to each question of the preparation pack. Those whose sharing default is not yes stay
// unless they are included; unsure answers, and whole private entries, always do.
SessionSheet build_sheet(const Journal& journal, const SheetWish& wish);

Document sheet_document(const SessionSheet& sheet);

}  // namespace felt
