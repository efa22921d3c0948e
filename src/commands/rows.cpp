#include "commands/rows.hpp"

#include <algorithm>
#include <ostream>

#include "base/columns.hpp"

namespace felt {
namespace {

constexpr std::size_t narrowest_text = 20;
constexpr std::size_t indent_below = 4;

void print_below(Invocation& invocation, const std::string& id, const std::string& text,
                 std::size_t columns) {
  if (!id.empty()) invocation.out() << id << '\n';
  for (const auto& line : wrapped(text, columns - indent_below))
    invocation.out() << std::string(indent_below, ' ') << line << '\n';
}

}  // namespace

void print_row(Invocation& invocation, const std::string& id, std::size_t id_columns,
               const std::string& text) {
  const auto& look = invocation.out_look();
  const auto indent = id_columns + 2;
  const auto columns = static_cast<std::size_t>(look.columns);
  if (columns < indent + narrowest_text) return print_below(invocation, id, drawn(text, look), columns);
  const auto lines = wrapped(drawn(text, look), columns - indent);
  invocation.out() << padded(id, id_columns) << "  " << lines.front() << '\n';
  for (std::size_t i = 1; i < lines.size(); ++i)
    invocation.out() << std::string(indent, ' ') << lines[i] << '\n';
}

std::size_t longest(const std::vector<std::string>& ids) {
  std::size_t columns = 0;
  for (const auto& id : ids) columns = std::max(columns, display_width(id));
  return columns;
}

}  // namespace felt
