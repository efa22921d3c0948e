#include "report/html.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/html_style.hpp"
#include "report/markup.hpp"
#include "report/svg.hpp"

namespace felt {
namespace {

constexpr std::size_t many_columns = 3;  // so many are told row by row on a narrow screen

template <class Block>
concept IsPicture = requires(const Block& block) {
  block.in_words;
};

// What the style calls a picture.
constexpr std::string_view kind_of(const Rhythm&) { return "rhythm-picture"; }
constexpr std::string_view kind_of(const Pairs&) { return "pairs-picture"; }
constexpr std::string_view kind_of(const SmallLines&) { return "lines-picture"; }
constexpr std::string_view kind_of(const FeelingsMap&) { return "feelings-picture"; }
constexpr std::string_view kind_of(const BodyMap&) { return "body-picture"; }
constexpr std::string_view kind_of(const NightBars&) { return "nights-picture"; }

class Page {
 public:
  std::string written(const Document& document) {
    write_head(document);
    m_page.open("body").line_break().open("main").line_break();
    for (const auto& block : document.blocks)
      if (!std::holds_alternative<Foot>(block)) std::visit([this](const auto& one) { place(one); }, block);
    end_pictures();
    m_page.close().line_break();
    write_foot(document);
    m_page.close().line_break().close().line_break();
    return std::move(m_page).text();
  }

 private:
  // --- around the page ---

  void write_head(const Document& document) {
    m_page.raw("<!DOCTYPE html>\n").open("html", {{"lang", "en"}}).line_break().open("head").line_break();
    m_page.lone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy()}}).line_break();
    m_page.lone("meta", {{"charset", "utf-8"}}).line_break();
    meta("viewport", "width=device-width, initial-scale=1");
    meta("color-scheme", "light dark");
    meta("referrer", "no-referrer");
    m_page.open("title").raw(markup_words(title_of(document))).close().line_break();
    m_page.open("style").raw(html_style()).close().line_break();
    m_page.close().line_break();
  }

  static std::string policy() {
    return fmt::format(
        "default-src 'none'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        html_style_hash());
  }

  void meta(std::string_view name, std::string_view content) {
    m_page.lone("meta", {{"name", std::string(name)}, {"content", std::string(content)}}).line_break();
  }

  static Phrase title_of(const Document& document) {
    for (const auto& block : document.blocks)
      if (const auto* heading = std::get_if<Heading>(&block)) return heading->text;
    return "felt";
  }

  void write_foot(const Document& document) {
    const auto is_foot = [](const Block& block) { return std::holds_alternative<Foot>(block); };
    if (std::none_of(document.blocks.begin(), document.blocks.end(), is_foot)) return;
    m_page.open("footer");
    for (const auto& block : document.blocks)
      if (const auto* foot = std::get_if<Foot>(&block)) paragraph({}, foot->text);
    m_page.close().line_break();
  }

  // --- blocks ---

  // Pictures that follow each other stand beside each other where there is room.
  template <class Block>
  void place(const Block& block) {
    IsPicture<Block> ? begin_pictures() : end_pictures();
    write(block);
    m_page.line_break();
  }

  void begin_pictures() {
    if (!m_in_pictures) m_page.open("div", {{"class", "pictures"}}).line_break();
    m_in_pictures = true;
  }

  void end_pictures() {
    if (m_in_pictures) m_page.close().line_break();
    m_in_pictures = false;
  }

  void write(const Heading& heading) {
    m_level = std::clamp(heading.level, 1, m_level + 1);
    m_heading = heading.text;
    m_page.open("h" + std::to_string(m_level)).phrase(heading.text).close();
  }
  void write(const Paragraph& text) { paragraph({}, text.text); }
  void write(const Note& note) { paragraph("note", note.text); }
  void write(const Foot&) {}
  void write(const List& list) {
    m_page.open("ul");
    for (const auto& point : list.points) m_page.open("li").phrase(point).close();
    m_page.close();
  }
  void write(const Table& table) { write_table(table, m_heading); }

  template <IsPicture Picture>
  void write(const Picture& picture) {
    const auto id = fmt::format("picture-{}", ++m_pictures);
    m_page.open("figure", {{"class", std::string(kind_of(picture))}});
    m_page.open("figcaption");
    m_page.open("h" + std::to_string(m_level + 1)).phrase(picture.in_words.title).close();
    paragraph({}, picture.in_words.description);
    m_page.close();
    write_picture(picture, id);
    m_page.close();
  }

  template <IsPicture Picture>
  void write_picture(const Picture& picture, const std::string& id) {
    m_page.raw(svg(picture, id));
    m_page.open("details").open("summary").text("In numbers");
    m_page.open("span", {{"class", "hidden"}}).text(": ").phrase(picture.in_words.title).close().close();
    write_table(picture.in_words.table, picture.in_words.title);
    m_page.close();
  }

  void write_picture(const BodyMap& map, const std::string& id) {
    m_page.open("div", {{"class", "bodies"}}).raw(svg(map, id)).close();
    write_table(map.in_words.table, map.in_words.title);
  }

  void paragraph(std::string_view kind, const Phrase& text) {
    if (kind.empty())
      m_page.open("p");
    else
      m_page.open("p", {{"class", std::string(kind)}});
    m_page.phrase(text).close();
  }

  // --- tables ---

  void write_table(const Table& table, const Phrase& caption) {
    if (table.columns.size() >= many_columns)
      m_page.open("table", {{"class", "wide"}});
    else
      m_page.open("table");
    m_page.open("caption", {{"class", "hidden"}}).phrase(caption).close().line_break();
    write_titles(table);
    for (const auto& group : table.groups) write_group(table, group);
    m_page.close();
  }

  void write_titles(const Table& table) {
    const auto has_title = [](const Column& column) { return !column.title.empty(); };
    if (std::none_of(table.columns.begin(), table.columns.end(), has_title)) return;
    m_page.open("thead").open("tr");
    for (const auto& column : table.columns) {
      if (column.title.empty())
        m_page.element("td", {}, "");
      else
        m_page.element("th", {{"scope", "col"}, {"class", class_of(column)}}, column.title);
    }
    m_page.close().close().line_break();
  }

  void write_group(const Table& table, const RowGroup& group) {
    m_page.open("tbody").line_break();
    if (!group.title.empty()) {
      m_page.open("tr").open("th",
                             {{"scope", "rowgroup"}, {"colspan", static_cast<double>(table.columns.size())}});
      m_page.phrase(group.title).close().close().line_break();
    }
    for (const auto& row : group.rows) write_row(table, row);
    m_page.close().line_break();
  }

  void write_row(const Table& table, const std::vector<Cell>& row) {
    m_page.open("tr").open("th", {{"scope", "row"}}).phrase(row.front().text).close();
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
      if (i < row.size() && row[i].spark)
        write_spark(row[i]);
      else
        write_cell(table.columns[i], i < row.size() ? row[i].text : Phrase());
    }
    m_page.close().line_break();
  }

  static std::string class_of(const Column& column) {
    return column.align == Align::right ? "number" : "words";
  }

  void write_cell(const Column& column, const Phrase& text) {
    if (column.speaks_for_itself || column.title.empty())
      m_page.open("td", {{"class", class_of(column)}});
    else
      m_page.open("td", {{"class", class_of(column)}, {"data-title", column.title}});
    m_page.phrase(text).close();
  }

  void write_spark(const Cell& cell) {
    m_page.open("td", {{"class", "spark-cell"}});
    m_page.raw(svg(cell, fmt::format("spark-{}", ++m_sparks))).close();
  }

  Markup m_page;
  Phrase m_heading = "felt";  // the one above
  int m_level = 0;            // its level
  int m_pictures = 0, m_sparks = 0;
  bool m_in_pictures = false;
};

}  // namespace

std::string html_text(const Document& document) { return Page().written(document); }

}  // namespace felt
