#include "prompts/prescan.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace felt {
namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

SourcePlace place_of_byte(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, byte);
  const auto line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto line = std::count(before.begin(), before.end(), '\n');
  const auto column =
      std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_begin), before.end(), begins_character);
  return {static_cast<int>(line) + 1, static_cast<int>(column) + 1};
}

bool begins_name(char byte) {
  const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  return is_letter || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '"' ||
         byte == '\'';
}

std::optional<Refusal> refuse_size(std::string_view text) {
  if (text.size() <= largest_prompt_file) return std::nullopt;
  return Refusal{{}, "the file is larger than 128 KiB", "Split it into several files."};
}

std::optional<Refusal> refuse_encoding(std::string_view text) {
  const auto bad = find_bad_utf8(text);
  if (!bad) return std::nullopt;
  return Refusal{place_of_byte(text, *bad), "this byte is not UTF-8 text", "Save the file as UTF-8."};
}

std::optional<Refusal> refuse_long_line(std::string_view text) {
  int number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end - begin > longest_prompt_line)
      return Refusal{{number, 1}, "the line is longer than 16 KiB", "Break the list over several lines."};
    begin = end + 1;
  }
  return std::nullopt;
}

// Walks the text the way a TOML reader would, as far as strings, comments, brackets and dots go. Where the
// text is not TOML the two may disagree, but only after the place at which the reader stops.
class Walk {
 public:
  explicit Walk(std::string_view text) : m_text(text) {
    if (text.starts_with("\xef\xbb\xbf")) m_at = m_line_begin = 3;
  }

  std::optional<Refusal> run() {
    while (m_at < m_text.size() && !m_refusal) step();
    return m_refusal;
  }
  std::size_t line_begin() const { return m_line_begin; }

 private:
  void step() {
    switch (m_text[m_at]) {
      case '\n':
        return begin_line();
      case '#':
        return skip_comment();
      case '"':
      case '\'':
        return skip_string();
      case '[':
      case '{':
        return open();
      case ']':
      case '}':
        return close();
      case '.':
        return dot();
      case '=':
      case ',':
        m_dots = 0;
        break;
      default:
        break;
    }
    ++m_at;
  }

  void begin_line() {
    m_line_begin = ++m_at;
    m_dots = 0;
  }

  void skip_comment() { m_at = std::min(m_text.find('\n', m_at), m_text.size()); }

  void open() {
    m_dots = 0;
    if (m_open.empty() && trim(m_text.substr(m_line_begin, m_at - m_line_begin)).empty()) check_header();
    if (m_refusal) return;
    m_open += m_text[m_at];
    if (m_open.size() > deepest_nesting) return refuse("brackets are nested more than 16 deep", {});
    ++m_at;
  }

  // toml++ 3.3 takes it for granted that a table has a name, and runs on into anything where it has none.
  void check_header() {
    const auto brackets = m_text.substr(m_at).starts_with("[[") ? 2U : 1U;
    const auto at = std::min(m_text.find_first_not_of(" \t", m_at + brackets), m_text.size());
    if (at < m_text.size() && (begins_name(m_text[at]) || m_text[at] == ']')) return;
    m_at = std::min(at, m_text.size() - 1);
    refuse("a table has no name here", "A table is written [name], one of several tables [[name]].");
  }

  // toml++ 3.3 also runs on where a list holds a closing brace.
  void close() {
    m_dots = 0;
    const char wanted = m_text[m_at] == ']' ? '[' : '{';
    if (!m_open.empty() && m_open.back() != wanted)
      return refuse(wanted == '[' ? "this ] closes no [" : "this } closes no {",
                    "Close the last open bracket first.");
    if (!m_open.empty()) m_open.pop_back();
    ++m_at;
  }

  void dot() {
    if (++m_dots > deepest_nesting) return refuse("a key has more than 16 dots", {});
    ++m_at;
  }

  void skip_string() {
    const char quote = m_text[m_at];
    const std::string fence(3, quote);
    if (m_text.substr(m_at, 3) == fence) return skip_block(fence);
    for (++m_at; m_at < m_text.size() && m_text[m_at] != '\n'; ++m_at) {
      if (m_text[m_at] == quote) break;
      if (m_text[m_at] == '\\' && quote == '"') ++m_at;
    }
    if (m_at < m_text.size() && m_text[m_at] == quote) ++m_at;
  }

  // A string over several lines: ends at three quotes; up to two more belong to the string.
  void skip_block(std::string_view fence) {
    m_at += 3;
    while (m_at < m_text.size() && m_text.substr(m_at, 3) != fence) {
      if (m_text[m_at] == '\\' && fence.front() == '"') ++m_at;
      if (m_at < m_text.size() && m_text[m_at] == '\n') m_line_begin = m_at + 1;
      ++m_at;
    }
    m_at = std::min(m_at + 3, m_text.size());
    for (int extra = 0; extra < 2 && m_at < m_text.size() && m_text[m_at] == fence.front(); ++extra) ++m_at;
  }

  void refuse(std::string message, std::string hint) {
    m_refusal = Refusal{place_of_byte(m_text, m_at), std::move(message), std::move(hint)};
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_line_begin = 0;
  std::string m_open;  // brackets
  std::size_t m_dots = 0;
  std::optional<Refusal> m_refusal;
};

}  // namespace

Prescan prescan(std::string_view text) {
  if (auto refusal = refuse_size(text)) return {{}, refusal};
  if (auto refusal = refuse_encoding(text)) return {{}, refusal};
  if (auto refusal = refuse_long_line(text)) return {{}, refusal};
  Walk walk(text);
  if (auto refusal = walk.run()) return {text.substr(0, walk.line_begin()), refusal};
  return {text, std::nullopt};
}

}  // namespace felt
