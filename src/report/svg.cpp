#include "report/svg.hpp"

#include <algorithm>
#include <cmath>

#include "base/columns.hpp"
#include "base/numbers.hpp"
#include "base/visible.hpp"
#include "report/change_words.hpp"
#include "report/plot.hpp"
#include "report/svg_frame.hpp"

namespace felt {
namespace {

constexpr double width = 340;  // of a picture in a column of the page
constexpr double letter = 13;  // height of the letters
constexpr double dot = 3.4;    // radius of a point that counts
constexpr double small_dot = 1.6;
constexpr std::size_t longest_label = 46;  // columns of a scale's end

// A rectangle to draw in.
struct Frame {
  double left, top, right, bottom;
};

void svg_dot(Markup& picture, std::string_view kind, double x, double y, double radius) {
  picture.leaf("circle", {{"class", std::string(kind)}, {"cx", x}, {"cy", y}, {"r", radius}});
}

void svg_path(Markup& picture, std::string_view kind, const SvgPath& path) {
  if (!path.empty()) picture.leaf("path", {{"class", std::string(kind)}, {"d", path.text()}});
}

Phrase short_end(double value, const Phrase& words) {
  auto text = end_text(value, words);
  std::size_t room = longest_label;
  for (auto& run : text.runs) {
    run.text = shortened(visible_line(run.text), room);
    room -= std::min(room, display_width(run.text));
  }
  return text;
}

// The highest and the lowest answer as lines, named above and below.
void add_scale(Markup& picture, const Frame& frame, const ScaleEnds& scale) {
  svg_line(picture, "grid", frame.left, frame.top, frame.right, frame.top);
  svg_line(picture, "axis", frame.left, frame.bottom, frame.right, frame.bottom);
  svg_text(picture, "quiet", frame.left, frame.top - 5, TextEnd::start, short_end(scale.highest, scale.high));
  svg_text(picture, "quiet", frame.left, frame.bottom + letter + 3, TextEnd::start,
           short_end(scale.lowest, scale.low));
}

Axis upwards(const Frame& frame, const ScaleEnds& scale) {
  return {scale.lowest, scale.highest, frame.bottom, frame.top};
}

// --- the rhythm ---

void add_days(Markup& picture, const Frame& frame, const Axis& days, const Rhythm& rhythm) {
  const double x = days.at(0), under = frame.bottom + 2 * letter + 7;
  picture.leaf("rect", {{"class", "after-ground"},
                        {"x", x},
                        {"y", frame.top},
                        {"width", frame.right - x},
                        {"height", frame.bottom - frame.top}});
  for (const double day : {-1.0, 1.0, 3.0})
    svg_line(picture, "grid", days.at(day), frame.top, days.at(day), frame.bottom);
  svg_line(picture, "session", x, frame.top - 2, x, frame.bottom + 4);
  svg_text(picture, "strong-words", x, under, TextEnd::middle, "session");
  svg_text(picture, "quiet", frame.left, under, TextEnd::start, signed_text(rhythm.from_days));
  svg_text(picture, "quiet", frame.right, under, TextEnd::end, signed_text(rhythm.to_days) + " days");
  svg_text(picture, "quiet", days.at(3), under, TextEnd::middle, signed_text(3));
}

void add_run(Markup& picture, const Axis& days, const Axis& values, const RhythmRun& run) {
  SvgPath path;
  for (const auto& point : run.points) {
    const double x = days.at(point.days), y = values.at(point.value);
    path.empty() ? path.move(x, y) : path.to(x, y);
  }
  picture.open("g", {{"class", "thin"}});
  picture.open("title").text("session " + run.session).close();
  if (run.points.size() > 1) svg_path(picture, "line", path);
  for (const auto& point : run.points)
    svg_dot(picture, "point", days.at(point.days), values.at(point.value), small_dot);
  picture.close();
}

void add_middle(Markup& picture, const Axis& days, const Axis& values, const Rhythm& rhythm) {
  SvgPath path;
  const auto points = middle_points(rhythm);
  for (const auto& point : points) {
    const double x = days.at(point.days), y = values.at(point.value);
    point.joins_previous ? path.to(x, y) : path.move(x, y);
  }
  picture.open("g", {{"class", "strong"}});
  svg_path(picture, "line", path);
  for (const auto& point : points)
    svg_dot(picture, "point", days.at(point.days), values.at(point.value), dot);
  picture.close();
}

// --- before and after ---

// The sessions' names beside where they end, from the top down; one that would cover another is left out.
void add_names(Markup& picture, const Pairs& pairs, const Axis& values, double x) {
  std::vector<const Pair*> ordered;
  for (const auto& pair : pairs.pairs) ordered.push_back(&pair);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Pair* one, const Pair* other) { return one->after > other->after; });
  double last = values.last - letter;
  for (const auto* pair : ordered) {
    const double y = values.at(pair->after);
    if (y - last < letter) continue;
    svg_text(picture, "quiet", x, y + 4, TextEnd::start, pair->session);
    last = y;
  }
}

// --- small lines ---

constexpr double row_height = 38;

void add_small_line(Markup& picture, const SmallLines& all, const SmallLine& line, double top) {
  const Frame frame{6, top + letter + 5, width - 6, top + row_height - 6};
  const Axis days{0, all.days, frame.left, frame.right}, values = upwards(frame, line.scale);
  svg_text(picture, "words", frame.left, top + letter, TextEnd::start, line.label);
  svg_line(picture, "grid", frame.left, frame.bottom, frame.right, frame.bottom);
  SvgPath path;
  for (const auto& point : line.points) {
    const double x = days.at(point.days), y = values.at(point.value);
    path.empty() ? path.move(x, y) : path.to(x, y);
  }
  if (line.points.size() > 1) svg_path(picture, "line", path);
  if (line.points.empty()) return;
  const auto& last = line.points.back();
  svg_dot(picture, "point", days.at(last.days), values.at(last.value), 2.4);
}

// --- nights ---

constexpr double hour = 60;

void add_night(Markup& picture, const NightBar& night, const Axis& minutes, double x, double breadth) {
  const auto bar = [&](std::string_view kind, double length) {
    const double top = minutes.at(length);
    picture.leaf("rect", {{"class", std::string(kind)},
                          {"x", x},
                          {"y", top},
                          {"width", breadth},
                          {"height", minutes.first - top}});
  };
  picture.open("g", {});
  picture.open("title").text(night.label).close();
  bar("in-bed", night.in_bed_minutes);
  bar("asleep", night.asleep_minutes);
  if (night.after_session) svg_dot(picture, "session-dot", x + breadth / 2, minutes.first + 5, 2);
  picture.close();
}

double longest_night_of(const NightBars& picture) {
  double longest = 10 * hour;
  for (const auto& night : picture.nights) longest = std::max(longest, night.in_bed_minutes);
  return longest;
}

}  // namespace

std::string svg(const Rhythm& rhythm, std::string_view id) {
  const Frame frame{6, 20, width - 6, 150};
  const Axis days{rhythm.from_days, rhythm.to_days, frame.left, frame.right};
  const auto values = upwards(frame, rhythm.scale);
  auto picture =
      svg_begin(id, "rhythm", rhythm.in_words.title, rhythm.in_words.description, width, frame.bottom + 38);
  add_days(picture, frame, days, rhythm);
  add_scale(picture, frame, rhythm.scale);
  for (const auto& run : rhythm.runs) add_run(picture, days, values, run);
  add_middle(picture, days, values, rhythm);
  return svg_end(std::move(picture));
}

std::string svg(const Pairs& pairs, std::string_view id) {
  const Frame frame{6, 20, width - 6, 150};
  const auto values = upwards(frame, pairs.scale);
  const double before = frame.left + 70, after = frame.right - 70, under = frame.bottom + 2 * letter + 7;
  auto picture =
      svg_begin(id, "pairs", pairs.in_words.title, pairs.in_words.description, width, frame.bottom + 38);
  add_scale(picture, frame, pairs.scale);
  for (const double x : {before, after}) svg_line(picture, "grid", x, frame.top, x, frame.bottom);
  for (const auto& pair : pairs.pairs) {
    picture.open("g", {{"class", "pair"}});
    picture.open("title").text("session " + pair.session).close();
    svg_line(picture, "line", before, values.at(pair.before), after, values.at(pair.after));
    svg_dot(picture, "before", before, values.at(pair.before), dot);
    svg_dot(picture, "after", after, values.at(pair.after), dot);
    picture.close();
  }
  add_names(picture, pairs, values, after + 9);
  svg_text(picture, "strong-words", before, under, TextEnd::middle, "before");
  svg_text(picture, "strong-words", after, under, TextEnd::middle, "after");
  return svg_end(std::move(picture));
}

std::string svg(const SmallLines& lines, std::string_view id) {
  const double bottom = static_cast<double>(lines.lines.size()) * row_height;
  const Axis days{0, lines.days, 6, width - 6};
  auto picture = svg_begin(id, "small-lines", lines.in_words.title, lines.in_words.description, width,
                           bottom + letter + 8);
  for (const double session : lines.sessions)
    svg_line(picture, "session", days.at(session), 4, days.at(session), bottom);
  for (std::size_t i = 0; i < lines.lines.size(); ++i)
    add_small_line(picture, lines, lines.lines[i], static_cast<double>(i) * row_height);
  svg_text(picture, "quiet", 6, bottom + letter + 2, TextEnd::start, lines.from);
  svg_text(picture, "quiet", width - 6, bottom + letter + 2, TextEnd::end, lines.to);
  return svg_end(std::move(picture));
}

std::string svg(const NightBars& nights, std::string_view id) {
  const Frame frame{34, 12, width - 6, 118};
  const Axis minutes{0, longest_night_of(nights), frame.bottom, frame.top};
  const auto count = static_cast<double>(std::max<std::size_t>(nights.nights.size(), 1));
  const double step = std::min((frame.right - frame.left) / count, 30.0);
  auto picture =
      svg_begin(id, "nights", nights.in_words.title, nights.in_words.description, width, frame.bottom + 26);
  for (double hours = 0; hours * hour <= minutes.high; hours += 4) {
    const double y = minutes.at(hours * hour);
    svg_line(picture, "grid", frame.left, y, frame.right, y);
    svg_text(picture, "quiet", frame.left - 4, y + 4, TextEnd::end, number_text(hours) + " h");
  }
  for (std::size_t i = 0; i < nights.nights.size(); ++i)
    add_night(picture, nights.nights[i], minutes, frame.left + static_cast<double>(i) * step + step * 0.12,
              step * 0.76);
  if (nights.nights.empty()) return svg_end(std::move(picture));
  svg_text(picture, "quiet", frame.left, frame.bottom + 22, TextEnd::start, nights.nights.front().label);
  constexpr double two_labels = 250;  // as wide as both labels
  if (nights.nights.size() > 1)
    svg_text(picture, "quiet", frame.left + std::max(step * count, two_labels), frame.bottom + 22,
             TextEnd::end, "to " + nights.nights.back().label);
  return svg_end(std::move(picture));
}

std::string svg(const Cell& cell, std::string_view id) {
  const auto& spark = *cell.spark;
  constexpr double step = 14, height = 22;
  const double whole = step * static_cast<double>(spark.values.size());
  const Axis values{spark.lowest, spark.highest, height - 4, 4};
  auto picture = svg_begin(id, "spark", "Days around the sessions", cell.text, whole, height);
  svg_line(picture, "grid", 0, height - 1, whole, height - 1);
  if (spark.session_before) {
    const double x = step * static_cast<double>(*spark.session_before);
    svg_line(picture, "session", x, 0, x, height);
  }
  SvgPath path;
  bool joined = false;
  for (std::size_t i = 0; i < spark.values.size(); ++i) {
    if (spark.values[i]) {
      const double x = step * (static_cast<double>(i) + 0.5), y = values.at(*spark.values[i]);
      joined ? path.to(x, y) : path.move(x, y);
      svg_dot(picture, "point", x, y, 2);
    }
    joined = spark.values[i].has_value();
  }
  svg_path(picture, "line", path);
  return svg_end(std::move(picture));
}

}  // namespace felt
