#include "report/terminal.hpp"

#include <algorithm>
#include <numeric>

#include "base/columns.hpp"
#include "base/visible.hpp"
#include "report/spark_text.hpp"
#include "report/terminal_pictures.hpp"

namespace felt {
namespace {

using Texts = std::vector<std::string>;

constexpr std::size_t gap = 2;              // columns between two of a table
constexpr std::size_t narrowest_cell = 12;  // a column is not squeezed below this, or below what it holds
constexpr std::size_t most_squeezed = 4;    // lines that one cell may take before a table is told row by row

using Widths = std::vector<std::size_t>;

// One table as plain cells, ready to be laid out.
struct Cells {
  Texts titles;
  Texts titles_in_words;  // empty where a cell speaks for itself
  std::vector<Align> align;
  std::vector<std::pair<std::string, std::vector<Texts>>> groups;
};

class ScreenWriter {
 public:
  explicit ScreenWriter(const Look& look)
      : m_look(look), m_columns(static_cast<std::size_t>(std::max(look.columns, 1))) {}

  std::string written(const Document& document) {
    for (const auto& block : document.blocks) {
      if (!m_text.empty() && !is_close(block)) m_text += '\n';
      std::visit([this](const auto& one) { write(one); }, block);
      m_after_heading = std::holds_alternative<Heading>(block);
    }
    return std::move(m_text);
  }

 private:
  // Whether a block follows the one before it without an empty line.
  bool is_close(const Block& block) const { return m_after_heading || std::holds_alternative<Note>(block); }

  std::string plain(const Phrase& text, std::string (*made_harmless)(std::string_view)) const {
    std::string result;
    for (const auto& run : text.runs) {
      const auto harmless = made_harmless(run.text);
      result += run.voice == Voice::felt ? drawn(harmless, m_look) : harmless;
    }
    return result;
  }
  std::string in_lines(const Phrase& text) const { return plain(text, visible); }
  std::string in_line(const Phrase& text) const { return plain(text, visible_line); }

  void line(const std::string& text, Style style = Style::plain, std::size_t indent = 0) {
    m_text.append(indent, ' ').append(painted(text, style, m_look)).append("\n");
  }

  // The first line begins with a mark, the others under the text after it.
  void paragraph(const std::string& text, Style style = Style::plain, std::string mark = {}) {
    const auto indent = display_width(mark);
    for (const auto& part : wrapped(text, room_beside(indent))) {
      m_text += mark;
      line(part, style);
      mark.assign(indent, ' ');
    }
  }

  std::size_t room_beside(std::size_t taken) const { return m_columns > taken + 1 ? m_columns - taken : 1; }

  void write(const Heading& heading) {
    paragraph(in_line(heading.text), heading.level == 1 ? Style::heading : Style::strong);
  }
  void write(const Paragraph& text) { paragraph(in_lines(text.text)); }
  void write(const Note& note) { paragraph(in_line(note.text), Style::quiet); }
  void write(const Foot& foot) { paragraph(in_line(foot.text), Style::quiet); }
  void write(const List& list) {
    for (const auto& point : list.points) paragraph(in_lines(point), Style::plain, drawn("  • ", m_look));
  }
  // A picture stands between its description and its numbers.
  template <class Picture>
  void write(const Picture& picture) {
    const InWords& said = picture.in_words;
    paragraph(in_line(said.title), Style::strong);
    paragraph(in_lines(said.description));
    for (const auto& row : picture_lines(picture, m_look)) line(row);
    write(said.table);
  }

  void write(const Table& table) {
    const auto cells = cells_of(table);
    const auto widths = fitted(natural_widths(cells));
    if (widths && !is_squeezed(cells, *widths))
      write_grid(cells, *widths);
    else
      write_rows(cells);
  }

  Cells cells_of(const Table& table) const {
    Cells cells;
    for (const auto& column : table.columns) {
      cells.titles.push_back(drawn(visible_line(column.title), m_look));
      cells.titles_in_words.push_back(column.speaks_for_itself ? "" : cells.titles.back());
      cells.align.push_back(column.align);
    }
    for (const auto& group : table.groups) {
      auto& rows = cells.groups.emplace_back(in_line(group.title), std::vector<Texts>()).second;
      for (const auto& row : group.rows) rows.push_back(row_of(row, table.columns.size()));
    }
    return cells;
  }

  // Rows of a named group stand under its name.
  Texts row_of(const std::vector<Cell>& row, std::size_t columns) const {
    Texts cells;
    for (const auto& cell : row) cells.push_back(in_cell(cell));
    cells.resize(columns);
    return cells;
  }

  std::string in_cell(const Cell& cell) const {
    if (!cell.spark) return in_line(cell.text);
    return spark_text(*cell.spark, m_look.unicode ? SparkSigns::blocks : SparkSigns::ascii);
  }

  static std::size_t indent_of(const std::string& group_title) { return group_title.empty() ? 0 : gap; }

  static Widths natural_widths(const Cells& cells) {
    Widths widths;
    for (const auto& title : cells.titles) widths.push_back(display_width(title));
    for (const auto& [title, rows] : cells.groups)
      for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
          widths[i] = std::max(widths[i], display_width(row[i]) + (i == 0 ? indent_of(title) : 0));
    return widths;
  }

  static std::size_t total(const Widths& widths) {
    return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
  }

  // The widest columns give way until the table fits; nothing where they would get too narrow.
  std::optional<Widths> fitted(Widths widths) const {
    for (auto too_wide = total(widths); too_wide > m_columns; too_wide = total(widths)) {
      const auto widest = std::max_element(widths.begin(), widths.end());
      if (*widest <= narrowest_cell) return std::nullopt;
      const auto second = second_widest(widths, *widest);
      *widest -= std::min(
          {too_wide - m_columns, *widest - narrowest_cell, std::max<std::size_t>(*widest - second, 1)});
    }
    return widths;
  }

  static std::size_t second_widest(const Widths& widths, std::size_t widest) {
    std::size_t second = 0;
    for (const auto width : widths)
      if (width < widest) second = std::max(second, width);
    return second;
  }

  static bool is_squeezed(const Cells& cells, const Widths& widths) {
    for (const auto& [title, rows] : cells.groups)
      for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
          if (display_width(row[i]) > most_squeezed * widths[i]) return true;
    return false;
  }

  void write_grid(const Cells& cells, const Widths& widths) {
    const bool has_titles =
        std::any_of(cells.titles.begin(), cells.titles.end(), [](const auto& t) { return !t.empty(); });
    if (has_titles) write_row(cells, cells.titles, widths, 0, Style::quiet);
    for (const auto& [title, rows] : cells.groups) {
      if (!title.empty()) paragraph(title);
      for (const auto& row : rows) write_row(cells, row, widths, indent_of(title), Style::plain);
    }
  }

  void write_row(const Cells& cells, const Texts& row, const Widths& widths, std::size_t indent,
                 Style style) {
    std::vector<Texts> parts;
    std::size_t height = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      parts.push_back(wrapped(row[i], std::max<std::size_t>(widths[i] - (i == 0 ? indent : 0), 1)));
      height = std::max(height, parts.back().size());
    }
    for (std::size_t at = 0; at < height; ++at) line(row_line(cells, parts, widths, indent, at), style);
  }

  static std::string row_line(const Cells& cells, const std::vector<Texts>& parts, const Widths& widths,
                              std::size_t indent, std::size_t at) {
    std::string text(indent, ' ');
    std::size_t end = 0;  // where the column before ends
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto& cell = at < parts[i].size() ? parts[i][at] : std::string();
      const auto free = widths[i] - std::min(widths[i], display_width(cell));
      end += i == 0 ? 0 : gap;
      if (!cell.empty()) {
        text = padded(text, i == 0 ? indent : end + (cells.align[i] == Align::right ? free : 0));
        text += cell;
      }
      end += widths[i];
    }
    return text;
  }

  // Row by row: its name, then what the other columns say of it.
  void write_rows(const Cells& cells) {
    for (const auto& [title, rows] : cells.groups) {
      if (!title.empty()) paragraph(title);
      for (const auto& row : rows) write_row_in_words(cells, row, indent_of(title));
    }
  }

  void write_row_in_words(const Cells& cells, const Texts& row, std::size_t indent) {
    paragraph(row.front(), Style::plain, std::string(indent, ' '));
    std::string said;
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      if (!said.empty()) said += drawn(" · ", m_look);
      const auto& name = cells.titles_in_words[i];
      said += name.empty() ? row[i] : name + " " + row[i];
    }
    if (!said.empty()) paragraph(said, Style::plain, std::string(indent + gap, ' '));
  }

  const Look& m_look;
  std::size_t m_columns;
  std::string m_text;
  bool m_after_heading = false;
};

}  // namespace

std::string terminal_text(const Document& document, const Look& look) {
  return ScreenWriter(look).written(document);
}

}  // namespace felt
