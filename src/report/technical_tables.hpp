#pragma once

#include <string>
#include <vector>

#include "report/line_table.hpp"

namespace felt {

// A table under its title, and what its columns are.
struct NotedTable {
  std::string title;
  Table table;
  std::string note;
};

// The numbers behind the lines, which have their details: how their ratings lie in time, the differences over
// sessions, the ratings before the first session against all later ones, and the trend. Each table has the
// lines that have such numbers, and none is empty.
std::vector<NotedTable> technical_tables(LineSpan lines);

}  // namespace felt
