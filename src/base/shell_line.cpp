#include "base/shell_line.hpp"

#include "base/text.hpp"

namespace felt {
namespace {

class LineReader {
 public:
  LineReader(std::string_view line, std::string_view breaks) : m_rest(line), m_breaks(breaks) {}

  ShellLine read() {
    while (!m_rest.empty()) take(next());
    return std::move(m_line);
  }

 private:
  char next() {
    const char c = m_rest.front();
    m_rest.remove_prefix(1);
    return c;
  }

  void take(char c) {
    if (m_line.quote != 0)
      take_quoted(c);
    else if (c == '\'' || c == '"')
      open(c);
    else if (c == '\\')
      take_escaped();
    else if (is_blank(c))
      end_word();
    else
      add(c, m_breaks.find(c) != std::string_view::npos);
  }

  void open(char quote) {
    m_line.quote = quote;
    m_settled_before = m_line.settled;
    m_line.settled = m_line.last.size();
    m_has_word = true;
  }

  void take_quoted(char c) {
    if (c == m_line.quote) {
      m_line.quote = 0;
      m_line.settled = m_settled_before;
    } else if (c == '\\' && m_line.quote == '"' && !m_rest.empty() &&
               std::string_view("\\\"$`\n").find(m_rest.front()) != std::string_view::npos) {
      take_escaped();
    } else {
      add(c, false);
    }
  }

  void take_escaped() {
    m_has_word = true;
    if (m_rest.empty()) return;
    if (const char c = next(); c != '\n') add(c, false);
  }

  void add(char c, bool is_break) {
    m_line.last += c;
    m_has_word = true;
    if (is_break) m_line.settled = m_line.last.size();
  }

  void end_word() {
    if (m_has_word) m_line.words.push_back(std::move(m_line.last));
    m_line.last.clear();
    m_line.settled = m_settled_before = 0;
    m_has_word = false;
  }

  std::string_view m_rest, m_breaks;
  ShellLine m_line;
  std::size_t m_settled_before = 0;  // where the word began before quotes were opened
  bool m_has_word = false;
};

std::string_view special_characters(char quote) {
  if (quote == '\'') return "'";
  return quote == '"' ? "\\\"$`" : " \t\\'\"`$&;|<>()[]{}*?!#~";
}

}  // namespace

ShellLine read_shell_line(std::string_view line, std::string_view breaks) {
  return LineReader(line, breaks).read();
}

std::string typed_in_shell(std::string_view text, char quote) {
  std::string typed;
  for (const char c : text) {
    const bool is_special = special_characters(quote).find(c) != std::string_view::npos;
    if (is_special && quote == '\'')
      typed += "'\\'";  // a quote cannot stand inside such quotes: out, and in again
    else if (is_special)
      typed += '\\';
    typed += c;
  }
  return typed;
}

}  // namespace felt
