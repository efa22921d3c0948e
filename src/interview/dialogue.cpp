#include "interview/dialogue.hpp"

#include <ostream>

#include "base/columns.hpp"
#include "base/visible.hpp"

namespace felt {

namespace {

std::string with_plain_spaces(std::string line) {
  constexpr std::string_view no_break = "\u00a0";
  for (auto at = line.find(no_break); at != std::string::npos; at = line.find(no_break, at))
    line.replace(at, no_break.size(), " ");
  return line;
}

}  // namespace

void Dialogue::say(std::string_view text, Style style, std::size_t indent) {
  const std::string margin(indent, ' ');
  const auto shown = visible(text);
  const auto columns = static_cast<std::size_t>(m_look.columns) - indent;
  for (const auto& line : wrapped(m_look.unicode ? shown : ascii_only(shown), columns)) {
    m_out << margin << painted(with_plain_spaces(line), style, m_look) << '\n';
    ++m_lines_said;
  }
}

void Dialogue::gap() {
  m_out << '\n';
  ++m_lines_said;
}

std::optional<std::string> Dialogue::read(std::string_view prompt, std::string_view prefill,
                                          const Complete& complete, PastedBreaks breaks) {
  m_out.flush();
  return m_reader.read(prompt, prefill, complete, breaks);
}

}  // namespace felt
