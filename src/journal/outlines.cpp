#include "base/numbers.hpp"
#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "journal/row_values.hpp"

namespace felt {
namespace {

constexpr const char* outlines_sql = R"sql(
SELECT id, flow, about_at, offset_min, zone FROM entry WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?
)sql";

// Goes from one name to the next by the index, past all the entries that have it.
constexpr const char* tags_sql = R"sql(
WITH RECURSIVE used(name) AS (
  SELECT min(name) FROM tag
  UNION ALL
  SELECT (SELECT min(name) FROM tag WHERE name > used.name) FROM used WHERE used.name IS NOT NULL)
SELECT name FROM used WHERE name IS NOT NULL LIMIT ?
)sql";

struct Numbers {
  Id first, last;
};

constexpr Id largest_id = 999'999'999'999;

// The numbers that begin with a number, the largest first: 120 to 129 and then 12 alone for 12.
std::vector<Numbers> numbers_beginning(Id number) {
  std::vector<Numbers> ranges;
  for (Numbers range{number, number}; range.last <= largest_id;
       range = {range.first * 10, range.last * 10 + 9})
    ranges.insert(ranges.begin(), range);
  return ranges;
}

std::vector<Numbers> ranges_of(std::string_view digits) {
  if (digits.empty()) return {{1, largest_id}};
  const auto number = parse_whole(digits);
  return number && *number > 0 ? numbers_beginning(*number) : std::vector<Numbers>();
}

}  // namespace

std::vector<Journal::Outline> Journal::outlines(std::string_view digits, std::size_t most) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    std::vector<Outline> found;
    SQLite::Statement row(sql, outlines_sql);
    for (const auto& range : ranges_of(digits)) {
      row.bind(1, static_cast<int64_t>(range.first));
      row.bind(2, static_cast<int64_t>(range.last));
      row.bind(3, static_cast<int64_t>(most - found.size()));
      while (row.executeStep())
        found.push_back({row.getColumn(0).getInt64(), moment_in(row, 2), row.getColumn(1).getString()});
      row.reset();
    }
    return found;
  });
}

std::vector<std::string> Journal::tags(std::size_t most) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    std::vector<std::string> names;
    SQLite::Statement row(sql, tags_sql);
    row.bind(1, static_cast<int64_t>(most));
    while (row.executeStep()) names.push_back(row.getColumn(0).getString());
    return names;
  });
}

}  // namespace felt
