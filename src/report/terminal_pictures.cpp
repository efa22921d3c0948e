#include "report/terminal_pictures.hpp"

#include <algorithm>
#include <cmath>

#include "base/columns.hpp"
#include "base/visible.hpp"
#include "report/canvas.hpp"
#include "report/change_words.hpp"
#include "report/plot.hpp"
#include "report/spark_text.hpp"

namespace felt {
namespace {

constexpr std::size_t narrowest = 34, widest = 72;  // columns of a picture
constexpr std::size_t longest_name = 20;            // columns of a name in front of a row

bool has_room(const Look& look) { return look.columns >= static_cast<int>(narrowest); }
std::size_t room_of(const Look& look) { return std::min(static_cast<std::size_t>(look.columns), widest); }
Ink ink_of(const Look& look) { return look.unicode ? Ink::braille : Ink::ascii; }
const char* sign(const Look& look, const char* unicode, const char* ascii) {
  return look.unicode ? unicode : ascii;
}

std::string words_of(const Phrase& phrase, const Look& look) {
  std::string result;
  for (const auto& run : phrase.runs) {
    const auto harmless = visible_line(run.text);
    result += run.voice == Voice::felt ? drawn(harmless, look) : harmless;
  }
  return result;
}

std::string end_of(double value, const Phrase& words, const Look& look, std::size_t columns) {
  return shortened(words_of(end_text(value, words), look), columns, drawn("…", look));
}

void append(ScreenLines& lines, ScreenLines more) {
  for (auto& line : more) lines.push_back(std::move(line));
}

double last_dot(std::size_t dots) { return static_cast<double>(dots - 1); }

// Texts at places in a line, those to the right shifted where they would run into each other.
class Ruler {
 public:
  void add(std::size_t column, const std::string& text) {
    if (display_width(m_line) > 0) column = std::max(column, display_width(m_line) + 1);
    m_line = padded(m_line, column) + text;
  }
  void add_at_end(std::size_t columns, const std::string& text) {
    const auto width = display_width(text);
    add(columns > width ? columns - width : 0, text);
  }
  const std::string& line() const { return m_line; }

 private:
  std::string m_line;
};

// --- the rhythm ---

constexpr std::size_t rhythm_rows = 9;

void draw_runs(Canvas& canvas, const Rhythm& rhythm, const Axis& days, const Axis& values) {
  for (const auto& run : rhythm.runs)
    for (std::size_t i = 0; i < run.points.size(); ++i) {
      const auto& point = run.points[i];
      const auto& before = run.points[i == 0 ? 0 : i - 1];
      canvas.line(days.at(before.days), values.at(before.value), days.at(point.days), values.at(point.value));
    }
}

void draw_middle(Canvas& canvas, const Rhythm& rhythm, const Axis& days, const Axis& values,
                 const Look& look) {
  for (const auto& bin : rhythm.middle) {
    if (!bin.median) continue;
    for (double x = days.at(bin.from_days) + 1; x < days.at(bin.to_days); ++x)
      canvas.put(x, values.at(*bin.median), sign(look, "━", "="));
  }
}

Canvas rhythm_canvas(const Rhythm& rhythm, const Look& look) {
  Canvas canvas(room_of(look), rhythm_rows, ink_of(look));
  const Axis days{rhythm.from_days, rhythm.to_days, 0, last_dot(canvas.dots_across())};
  const Axis values{rhythm.scale.lowest, rhythm.scale.highest, last_dot(canvas.dots_down()), 0};
  draw_runs(canvas, rhythm, days, values);
  draw_middle(canvas, rhythm, days, values, look);
  for (double y = 0; y < static_cast<double>(canvas.dots_down()); ++y)
    canvas.put(days.at(0), y, sign(look, "│", "|"));
  return canvas;
}

std::string rhythm_ruler(const Rhythm& rhythm, const Look& look) {
  const auto columns = room_of(look);
  const Axis days{rhythm.from_days, rhythm.to_days, 0, static_cast<double>(columns - 1)};
  const auto at = static_cast<std::size_t>(std::lround(days.at(0)));
  Ruler ruler;
  ruler.add(0, drawn(signed_text(rhythm.from_days), look) + " days");
  ruler.add(at - std::min<std::size_t>(at, 3), "session");
  ruler.add_at_end(columns, signed_text(rhythm.to_days) + " days");
  return ruler.line();
}

// --- rows under each other ---

std::size_t label_width(const ScreenLines& labels) {
  std::size_t width = 0;
  for (const auto& label : labels) width = std::max(width, display_width(label));
  return width;
}

// "○──────●" on a row from the lowest to the highest answer.
std::string pair_row(const Pair& pair, const Axis& values, std::size_t columns, const Look& look) {
  Canvas row(columns, 1, Ink::ascii);
  const double before = values.at(pair.before), after = values.at(pair.after);
  for (double x = 0; x < static_cast<double>(columns); ++x) row.put(x, 0, sign(look, "·", "."));
  for (double x = std::min(before, after); x <= std::max(before, after); ++x)
    row.put(x, 0, sign(look, "─", "-"));
  row.put(before, 0, sign(look, "○", "o"));
  row.put(after, 0, sign(look, "●", "*"));
  return row.lines().front();
}

// The mean of the ratings that fall into each column; nothing where none does.
std::vector<std::optional<double>> column_means(const SmallLine& line, double days, std::size_t columns) {
  const Axis across{0, days, 0, static_cast<double>(columns - 1)};
  std::vector<double> sums(columns), counts(columns);
  for (const auto& point : line.points) {
    const auto column = static_cast<std::size_t>(std::lround(across.at(point.days)));
    sums[column] += point.value;
    counts[column] += 1;
  }
  std::vector<std::optional<double>> means(columns);
  for (std::size_t i = 0; i < columns; ++i)
    if (counts[i] > 0) means[i] = sums[i] / counts[i];
  return means;
}

std::string small_row(const SmallLine& line, double days, std::size_t columns, const Look& look) {
  const Axis steps{line.scale.lowest, line.scale.highest, 0, 1};
  std::string row;
  for (const auto& mean : column_means(line, days, columns)) {
    const Spark one{0, 1, {mean ? std::optional(steps.at(*mean)) : std::nullopt}, std::nullopt};
    row += mean ? spark_text(one, look.unicode ? SparkSigns::blocks : SparkSigns::ascii) : " ";
  }
  row.erase(row.find_last_not_of(' ') + 1);
  return row;
}

std::string session_marks(const SmallLines& lines, std::size_t columns, const Look& look) {
  Canvas row(columns, 1, Ink::ascii);
  const Axis across{0, lines.days, 0, static_cast<double>(columns - 1)};
  for (const double session : lines.sessions) row.put(across.at(session), 0, sign(look, "▲", "^"));
  return row.lines().front();
}

std::string night_row(const NightBars& nights, double NightBar::*part, std::size_t most, const Look& look) {
  constexpr double hours_of_scale = 12;
  Spark spark{0, hours_of_scale * 60, {}, std::nullopt};
  const auto first = nights.nights.size() - std::min(nights.nights.size(), most);
  for (std::size_t i = first; i < nights.nights.size(); ++i)
    spark.values.emplace_back(nights.nights[i].*part);
  return spark_text(spark, look.unicode ? SparkSigns::blocks : SparkSigns::ascii);
}

// --- feelings ---

constexpr std::size_t feelings_rows = 15, feelings_columns = 61;

const char* mark_of(FeelingsSide side, const Look& look) {
  switch (side) {
    case FeelingsSide::before:
      return sign(look, "◇", "o");
    case FeelingsSide::after:
      return sign(look, "●", "*");
    case FeelingsSide::other:
      break;
  }
  return "+";
}

void draw_cross(Canvas& canvas) {
  const double right = last_dot(canvas.columns()), bottom = last_dot(canvas.rows());
  canvas.line(0, bottom / 2, right, bottom / 2);
  canvas.line(std::floor(right / 2), 0, std::floor(right / 2), bottom);
}

void draw_points(Canvas& canvas, const FeelingsMap& map, const Look& look) {
  const Axis pleasant{-1, 1, 0, last_dot(canvas.columns())}, energy{-1, 1, last_dot(canvas.rows()), 0};
  for (const auto& point : map.points)
    canvas.put(pleasant.at(point.pleasant), energy.at(point.energy), mark_of(point.side, look));
  for (const auto& point : map.points) {
    const auto words = words_of(point.label, look);
    const double x = pleasant.at(point.pleasant), y = energy.at(point.energy);
    if (words.empty() || canvas.write(x + 2, y, words)) continue;
    canvas.write(x - static_cast<double>(display_width(words)) - 1, y, words);
  }
}

}  // namespace

ScreenLines picture_lines(const Rhythm& rhythm, const Look& look) {
  if (!has_room(look)) return {};
  const auto columns = room_of(look);
  ScreenLines lines{end_of(rhythm.scale.highest, rhythm.scale.high, look, columns)};
  append(lines, rhythm_canvas(rhythm, look).lines());
  lines.push_back(end_of(rhythm.scale.lowest, rhythm.scale.low, look, columns));
  lines.push_back(rhythm_ruler(rhythm, look));
  return lines;
}

ScreenLines picture_lines(const Pairs& pairs, const Look& look) {
  if (!has_room(look)) return {};
  ScreenLines labels;
  for (const auto& pair : pairs.pairs) labels.push_back(pair.session);
  const auto gutter = label_width(labels) + 2, columns = room_of(look) - gutter;
  const Axis values{pairs.scale.lowest, pairs.scale.highest, 0, static_cast<double>(columns - 1)};
  Ruler ruler;
  ruler.add(gutter, end_of(pairs.scale.lowest, pairs.scale.low, look, columns / 2 - 1));
  ruler.add_at_end(gutter + columns, end_of(pairs.scale.highest, pairs.scale.high, look, columns / 2 - 1));
  ScreenLines lines{ruler.line()};
  for (const auto& pair : pairs.pairs)
    lines.push_back(padded(pair.session, gutter) + pair_row(pair, values, columns, look));
  lines.push_back(padded("", gutter) + sign(look, "○ before  ● after", "o before  * after"));
  return lines;
}

ScreenLines picture_lines(const SmallLines& all, const Look& look) {
  if (!has_room(look)) return {};
  ScreenLines labels, lines;
  for (const auto& line : all.lines)
    labels.push_back(shortened(words_of(line.label, look), longest_name, drawn("…", look)));
  const auto gutter = label_width(labels) + 2, columns = room_of(look) - gutter;
  for (std::size_t i = 0; i < labels.size(); ++i)
    lines.push_back(padded(labels[i], gutter) + small_row(all.lines[i], all.days, columns, look));
  lines.push_back(padded("sessions", gutter).substr(0, gutter) + session_marks(all, columns, look));
  const bool fits = display_width(all.from) + 1 + display_width(all.to) <= columns;
  Ruler ruler;
  ruler.add(fits ? gutter : 0, all.from);
  ruler.add_at_end(gutter + columns, all.to);
  lines.push_back(ruler.line());
  return lines;
}

ScreenLines picture_lines(const NightBars& nights, const Look& look) {
  constexpr std::size_t gutter = 8;  // "in bed  "
  if (!has_room(look) || nights.nights.empty()) return {};
  const auto most = room_of(look) - gutter;
  return {padded("in bed", gutter) + night_row(nights, &NightBar::in_bed_minutes, most, look),
          padded("asleep", gutter) + night_row(nights, &NightBar::asleep_minutes, most, look)};
}

ScreenLines picture_lines(const FeelingsMap& map, const Look& look) {
  if (!has_room(look)) return {};
  Canvas canvas(std::min(room_of(look), feelings_columns), feelings_rows, Ink::ascii);
  draw_cross(canvas);
  draw_points(canvas, map, look);
  ScreenLines lines;
  Ruler top, bottom;
  const auto middle = canvas.columns() / 2;
  top.add(middle - 5, "more energy");
  lines.push_back(top.line());
  append(lines, canvas.lines());
  bottom.add(0, "unpleasant");
  bottom.add(middle - 5, "less energy");
  bottom.add_at_end(canvas.columns(), "pleasant");
  lines.push_back(bottom.line());
  append(lines,
         wrapped(sign(look, "◇ before  ● after  + at other times", "o before  * after  + at other times"),
                 room_of(look)));
  return lines;
}

}  // namespace felt
