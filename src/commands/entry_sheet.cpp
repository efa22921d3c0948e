#include "commands/entry_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/columns.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "model/typed.hpp"

namespace felt {
namespace {

constexpr std::string_view mark = "# ! ";
constexpr std::string_view note_key = "note:";

// --- out ---

constexpr std::string_view how_it_works =
    "# What you change is kept when you save and leave the editor.\n"
    "# Left as it is, nothing changes.\n"
    "#\n"
    "#   question = value  an answer, typed as after --set; lines can be added\n"
    "#   question =        takes the answer out; a line that is gone changes nothing\n"
    "#   | more words      a text of several lines stands below its question\n"
    "#   # words           a remark, like these lines\n"
    "#\n"
    "# All below the line \"note:\" is the note, as it stands.\n";

// With its offset where the zone's own would be another one.
std::string at_text(const Moment& about, const Zone& zone) {
  const auto iso = iso_text(about);
  const auto day = iso.substr(0, 10), clock = iso.substr(11, 5);
  const bool is_own = moment_at(about.local(), zone).offset == about.offset;
  return fmt::format("{} {}{}", day, clock, is_own ? "" : offset_text(about.offset));
}

bool stands_below(std::string_view value) {
  return value.find_first_of("\r\n") != std::string_view::npos || trim(value) != value;
}

std::string lines_below(std::string_view value) {
  std::string text;
  for (const auto line : split(value, '\n')) text.append(line.empty() ? "|" : "| ").append(line).append("\n");
  return text;
}

std::string line_of(const SheetValue& value) {
  if (stands_below(value.value)) return value.key + " =\n" + lines_below(value.value);
  return value.key + " =" + (value.value.empty() ? "" : " ") + value.value + "\n";
}

std::string remark(std::string_view text) {
  std::string lines;
  for (const auto& line : wrapped(visible_line(text), 78)) lines += "# " + line + "\n";
  return lines;
}

std::string note_part(const Entry& entry) {
  return std::string(note_key) + "\n" + (entry.note.empty() ? "" : entry.note + "\n");
}

// --- in ---

// The lines as they stand. An editor that ends every line with \r\n means \n.
std::vector<std::string_view> lines_in(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  auto lines = split(text, '\n');
  const auto is_dos = [](std::string_view line) { return line.ends_with('\r'); };
  if (std::all_of(lines.begin(), lines.end() - 1, is_dos) && lines.size() > 1)
    for (auto& line : lines)
      if (is_dos(line)) line.remove_suffix(1);
  return lines;
}

bool is_remark(std::string_view line) { return trim(line).empty() || trim(line).front() == '#'; }
bool is_note(std::string_view line) { return trim(line).starts_with(note_key); }
bool is_below(std::string_view line) { return trim(line).starts_with("|"); }

std::string joined(std::span<const std::string_view> lines) {
  const std::vector<std::string> parts(lines.begin(), lines.end());
  return join(parts, "\n");
}

// Reads a sheet line by line.
class SheetReader {
 public:
  explicit SheetReader(std::string_view text) : m_lines(lines_in(text)) {}

  Sheet read() {
    m_sheet.note_line = static_cast<int>(m_lines.size());
    while (m_at < m_lines.size() && !m_sheet.note) take_line();
    return std::move(m_sheet);
  }

 private:
  int line_number() const { return static_cast<int>(m_at) + 1; }

  void take_line() {
    const auto line = m_lines[m_at];
    if (is_note(line))
      take_note();
    else if (is_below(line) && m_above != Above::nothing)
      take_line_below();
    else if (is_remark(line))
      m_above = Above::nothing;
    else
      take_value();
    ++m_at;
  }

  // Words behind `note:` are its first line.
  void take_note() {
    m_sheet.note_line = line_number();
    const auto rest = trim(trim(m_lines[m_at]).substr(note_key.size()));
    const auto below = joined(std::span(m_lines).subspan(m_at + 1));
    m_sheet.note = rest.empty() ? below : std::string(rest) + "\n" + below;
  }

  void take_value() {
    const auto line = m_lines[m_at];
    const auto equals = line.find('=');
    if (equals == std::string_view::npos || is_below(line)) return refuse(line);
    m_above = Above::value;
    m_has_lines = false;
    m_sheet.values.push_back({std::string(trim(line.substr(0, equals))),
                              std::string(trim(line.substr(equals + 1))), line_number()});
  }

  // Those below a line that is a mistake are part of it.
  void take_line_below() {
    if (m_above == Above::mistake) return;
    auto line = m_lines[m_at].substr(m_lines[m_at].find('|') + 1);
    if (line.starts_with(" ")) line.remove_prefix(1);
    auto& value = m_sheet.values.back().value;
    if (m_has_lines || !value.empty()) value += '\n';
    value += line;
    m_has_lines = true;
  }

  void refuse(std::string_view line) {
    m_above = Above::mistake;
    m_sheet.mistakes.push_back(
        {line_number(), in_quotes(trim(line)) + (is_below(line) ? " stands below no question" : " has no ="),
         "An answer is question = value, a remark begins with #, one more line of a text with |."});
  }

  std::vector<std::string_view> m_lines;
  std::size_t m_at = 0;
  enum class Above { nothing, value, mistake } m_above = Above::nothing;  // what a line with | belongs to
  bool m_has_lines = false;
  Sheet m_sheet;
};

std::string without_ends(std::string_view value) {
  std::vector<std::string> lines;
  for (const auto line : split(value, '\n'))
    lines.emplace_back(line.substr(0, line.find(trim(line)) + trim(line).size()));
  return std::string(trim(join(lines, "\n")));
}

std::string marks_of(const Mistake& mistake) {
  std::string text;
  for (const auto& part : {mistake.message, mistake.hint})
    for (const auto line : split_lines(part)) text.append(mark).append(visible_line(line)).append("\n");
  return text;
}

}  // namespace

std::vector<SheetValue> sheet_values(const Entry& entry, const Zone& zone) {
  std::vector<SheetValue> values{
      {"at", at_text(entry.about, zone)},
      {"session", entry.session ? std::to_string(*entry.session) : "none"},
      {"tags", join(entry.tags, ", ")},
      {"private", entry.is_private ? "yes" : "no"},
  };
  for (const auto& given : entry.answers) values.push_back({given.answer.question, typed_text(given.answer)});
  return values;
}

std::string sheet_of(const Entry& entry, const Zone& zone, const LatestText& latest_text) {
  const auto values = sheet_values(entry, zone);
  const auto first_answer = values.size() - entry.answers.size();
  std::string text = remark("This is " + entry_heading(entry) + ".") + std::string(how_it_works) + "\n";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i >= first_answer)
      text += "\n" + remark(prompt_asked(*entry.answers[i - first_answer].wording, latest_text));
    text += line_of(values[i]);
  }
  return text + "\n" + note_part(entry);
}

std::string note_sheet(const Entry& entry) {
  return remark(fmt::format("A note for {} on {}.", entry.flow, spoken_moment(entry.about))) +
         "# All below the line \"note:\" is kept when you save and leave the editor.\n"
         "# Where there is nothing below it, there is no note.\n" +
         note_part(entry);
}

Sheet read_sheet(std::string_view text) { return SheetReader(text).read(); }

std::string read_note_sheet(std::string_view text, std::string_view sheet) {
  const auto lines = lines_in(text);
  const auto first = std::find_if_not(lines.begin(), lines.end(), is_remark);
  if (first != lines.end() && is_note(*first)) return *read_sheet(text).note;
  const auto own = lines_in(sheet);
  const auto begin = std::mismatch(lines.begin(), lines.end(), own.begin(), own.end()).first;
  return joined({begin, lines.end()});
}

bool same_value(std::string_view a, std::string_view b) { return without_ends(a) == without_ends(b); }

std::string marked_sheet(std::string_view text, std::span<const Mistake> mistakes) {
  const auto note_line = read_sheet(text).note_line;
  std::string marked;
  int number = 0;
  for (const auto line : lines_in(text)) {
    ++number;
    for (const auto& mistake : mistakes)
      if (mistake.line == number) marked += marks_of(mistake);
    if (number > note_line || !line.starts_with(mark)) marked.append(line).append("\n");
  }
  return marked;
}

}  // namespace felt
