#include "report/markdown.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/visible.hpp"
#include "report/spark_text.hpp"

namespace felt {
namespace {

// Signs that mean something anywhere in a line.
constexpr std::string_view inline_signs = "\\`*_[]<>&|~";
// Signs that mean something where a line begins.
constexpr std::string_view leading_signs = "#+-=:";

// "1." and "1)" would begin a list.
bool ends_list_number(std::string_view text, std::size_t at) {
  if (at == 0 || (text[at] != '.' && text[at] != ')')) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), is_digit);
}

bool is_markup(std::string_view line, std::size_t at) {
  const char byte = line[at];
  if (inline_signs.find(byte) != std::string_view::npos) return true;
  if (at == 0 && leading_signs.find(byte) != std::string_view::npos) return true;
  return ends_list_number(line, at) || (byte == '/' && at > 0 && line[at - 1] == ':');
}

std::string escaped_line(std::string_view line) {
  std::string result;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (is_markup(line, at)) result += '\\';
    result += line[at];
  }
  return result;
}

class Writer {
 public:
  std::string written(const Document& document) {
    for (const auto& block : document.blocks) {
      if (!m_text.empty()) m_text += '\n';
      std::visit([this](const auto& one) { write(one); }, block);
    }
    return std::move(m_text);
  }

 private:
  static std::string on_one_line(const Phrase& phrase) {
    std::string whole;
    for (const auto& run : phrase.runs) whole += run.text;
    return markdown_words(whole);
  }

  static std::string in_lines(const Phrase& phrase) {
    std::string whole;
    for (const auto& run : phrase.runs) whole += run.text;
    return markdown_lines(whole);
  }

  void line(const std::string& text) { m_text += text + '\n'; }

  void write(const Heading& heading) {
    m_level = heading.level;
    line(std::string(static_cast<std::size_t>(m_level), '#') + " " + on_one_line(heading.text));
  }
  void write(const Paragraph& text) { line(in_lines(text.text)); }
  void write(const Note& note) { line(in_lines(note.text)); }
  void write(const Foot& foot) { line("---\n\n" + in_lines(foot.text)); }
  void write(const List& list) {
    for (const auto& point : list.points) line("- " + indented(in_lines(point)));
  }

  // Lines after the first one belong to the same point.
  static std::string indented(const std::string& text) {
    std::string result;
    for (const char byte : text) result += byte == '\n' ? "\n  " : std::string(1, byte);
    return result;
  }

  template <class Picture>
  void write(const Picture& picture) {
    line(std::string(static_cast<std::size_t>(m_level) + 1, '#') + " " + on_one_line(picture.in_words.title) +
         "\n");
    line(in_lines(picture.in_words.description) + "\n");
    write(picture.in_words.table);
  }

  // A table of this kind has no groups: each is a table with its name as the first title.
  void write(const Table& table) {
    bool is_first = true;
    for (const auto& group : table.groups) {
      if (group.rows.empty()) continue;
      if (!is_first) m_text += '\n';
      is_first = false;
      write_titles(table, group);
      for (const auto& row : group.rows) write_row(table, row);
    }
  }

  void write_titles(const Table& table, const RowGroup& group) {
    std::string titles = "|", rule = "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto& column = table.columns[i];
      const bool names_group = i == 0 && column.title.empty();
      titles += " " + (names_group ? on_one_line(group.title) : markdown_words(column.title)) + " |";
      rule += column.align == Align::right ? " ---: |" : " --- |";
    }
    line(titles);
    line(rule);
  }

  void write_row(const Table& table, const std::vector<Cell>& row) {
    std::string text = "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      text += " " + (i < row.size() ? cell_text(row[i]) : "") + " |";
    line(text);
  }

  static std::string cell_text(const Cell& cell) {
    return cell.spark ? spark_text(*cell.spark, SparkSigns::blocks) : on_one_line(cell.text);
  }

  std::string m_text;
  int m_level = 1;
};

}  // namespace

std::string markdown_words(std::string_view text) {
  const auto harmless = visible_line(text);
  return escaped_line(trim(harmless));
}

std::string markdown_lines(std::string_view text) {
  std::vector<std::string> lines;
  const auto harmless = visible(text);
  for (const auto one : split_lines(harmless)) lines.push_back(escaped_line(trim(one)));
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return join(lines, "\\\n");
}

std::string markdown_text(const Document& document) { return Writer().written(document); }

}  // namespace felt
