#include "base/columns.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <utility>

#include "base/characters.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

std::size_t grapheme_size(std::string_view text, std::size_t at) {
  const bool alone = at + 1 == text.size() || is_ascii_byte(text[at + 1]);
  if (is_ascii_byte(text[at]) && text[at] != '\r' && alone) return 1;
  auto before = decode(text, at);
  std::size_t size = before.size;
  for (utf8proc_int32_t state = 0; before.valid && at + size < text.size();) {
    const auto next = decode(text, at + size);
    if (!next.valid || utf8proc_grapheme_break_stateful(as_signed(before.code), as_signed(next.code), &state))
      break;
    size += next.size;
    before = next;
  }
  return size;
}

// Several characters may share the cells of one: a flag, a family, a letter with its signs. None takes more
// than two.
std::size_t grapheme_width(std::string_view grapheme) {
  if (grapheme.size() == 1 && is_ascii_byte(grapheme[0])) return is_printable_byte(grapheme[0]) ? 1 : 0;
  std::size_t width = 0;
  bool as_picture = false;
  for (std::size_t at = 0; at < grapheme.size() && width < 2;) {
    const auto next = decode(grapheme, at);
    width += static_cast<std::size_t>(utf8proc_charwidth(as_signed(next.code)));
    as_picture = as_picture || next.code == 0xFE0F;
    at += next.size;
  }
  return as_picture && width > 0 ? 2 : std::min<std::size_t>(width, 2);
}

// Terminals move a tab to the next multiple of eight.
std::size_t gap_width(std::string_view gap) {
  const auto tabs = static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\t'));
  return gap.size() + tabs * 7;
}

class Wrapper {
 public:
  explicit Wrapper(std::size_t columns) : m_columns(std::max<std::size_t>(columns, 1)) {}

  void add_line(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t word_at = std::min(line.find_first_not_of(" \t", at), line.size());
      const std::size_t end = std::min(line.find_first_of(" \t", word_at), line.size());
      add(line.substr(at, word_at - at), line.substr(word_at, end - word_at));
      at = end;
    }
    finish();
  }

  std::vector<std::string> take() { return std::move(m_lines); }

 private:
  void add(std::string_view gap, std::string_view word) {
    if (word.empty()) return;
    const std::size_t before = gap_width(gap);
    const bool fits = m_width + before + display_width(word) <= m_columns;
    if (fits) {
      m_line += gap;
      m_width += before;
    } else if (m_width > 0) {
      finish();
    }
    add_word(word);
  }

  void add_word(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
      const auto grapheme = word.substr(at, grapheme_size(word, at));
      const std::size_t width = grapheme_width(grapheme);
      if (m_width > 0 && m_width + width > m_columns) finish();
      m_line += grapheme;
      m_width += width;
      at += grapheme.size();
    }
  }

  void finish() {
    m_lines.push_back(std::exchange(m_line, {}));
    m_width = 0;
  }

  std::size_t m_columns;
  std::size_t m_width = 0;
  std::string m_line;
  std::vector<std::string> m_lines;
};

}  // namespace

std::size_t display_width(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_printable_byte)) return text.size();
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = grapheme_size(text, at);
    width += grapheme_width(text.substr(at, size));
    at += size;
  }
  return width;
}

std::vector<std::string_view> graphemes(std::string_view text) {
  std::vector<std::string_view> result;
  for (std::size_t at = 0; at < text.size(); at += result.back().size())
    result.push_back(text.substr(at, grapheme_size(text, at)));
  return result;
}

std::string shortened(std::string_view text, std::size_t columns, std::string_view ellipsis) {
  if (display_width(ellipsis) > columns) ellipsis = {};
  const std::size_t room = columns - display_width(ellipsis);
  std::size_t width = 0, kept = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = grapheme_size(text, at);
    width += grapheme_width(text.substr(at, size));
    if (width > columns) return std::string(trim_end(text.substr(0, kept))).append(ellipsis);
    at += size;
    if (width <= room) kept = at;
  }
  return std::string(text);
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string result(text);
  const std::size_t width = display_width(text);
  if (width < columns) result.append(columns - width, ' ');
  return result;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  Wrapper wrapper(columns);
  if (text.empty()) wrapper.add_line({});
  for (const auto line : split_lines(text)) wrapper.add_line(line);
  return wrapper.take();
}

}  // namespace felt
