#pragma once

#include <cstdlib>
#include <sstream>
#include <string>

#include "exchange/export_lines.hpp"
#include "exchange/import_lines.hpp"
#include "full_run.hpp"
#include "journal/journal.hpp"

namespace felt::test {

// Everything in a journal as JSON Lines.
inline std::string exported(const Journal& journal) {
  std::string text;
  export_lines(
      journal, [&](std::string_view piece) { text += piece; }, [](std::size_t, std::size_t) {});
  return text;
}

inline ImportCounts import_into(Journal& journal, const std::string& text,
                                Journal::Trial trial = Journal::Trial::no) {
  std::istringstream in(text);
  Lines lines(in, "x");
  ImportCounts counts;
  journal.take_in(
      [&](Intake& intake) { counts = import_lines(lines, intake, [](std::size_t, std::size_t) {}); }, trial);
  return counts;
}

}  // namespace felt::test
