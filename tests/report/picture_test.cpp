#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/columns.hpp"
#include "base/text.hpp"
#include "pictures.hpp"
#include "prompts/library.hpp"
#include "report/body_figure.hpp"
#include "report/canvas.hpp"
#include "report/markdown.hpp"
#include "report/markup.hpp"
#include "report/plot.hpp"
#include "report/spark_text.hpp"
#include "report/summary_pictures.hpp"
#include "report/svg.hpp"
#include "report/terminal.hpp"
#include "report/terminal_pictures.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Look look_of(int columns, bool unicode = true) {
  Look look;
  look.columns = columns;
  look.unicode = unicode;
  return look;
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (const auto line : split_lines(text)) longest = std::max(longest, display_width(line));
  return longest;
}

std::vector<BodyShape> on_view(std::vector<BodyShape> shapes, FigureView view) {
  std::erase_if(shapes, [view](const BodyShape& shape) { return shape.view != view; });
  return shapes;
}

}  // namespace

TEST_CASE("an axis leads from values to places, and no further") {
  const Axis axis{0, 10, 100, 0};
  CHECK(axis.at(0) == 100);
  CHECK(axis.at(2.5) == 75);
  CHECK(axis.at(11) == 0);
}

TEST_CASE("a middle line joins neighbours with enough ratings and leaves gaps") {
  const auto points = middle_points(sample_rhythm());
  REQUIRE(points.size() == 4);
  CHECK(points[1].days == -0.5);
  CHECK_FALSE(points[1].joins_previous);  // too few ratings before it
  CHECK(points[2].joins_previous);
  CHECK_FALSE(points[3].joins_previous);  // nobody rated between
}

TEST_CASE("a spark is higher where the value is") {
  const Spark spark{0, 7, {0, 7, std::nullopt, 3}, 2};
  CHECK(spark_text(spark, SparkSigns::blocks) == "▁█│·▄");
  CHECK(spark_text(spark, SparkSigns::ascii) == "_#| -");
}

TEST_CASE("a canvas draws in dots of braille or of ASCII") {
  Canvas braille(2, 1, Ink::braille);
  braille.dot(0, 0);
  braille.dot(3, 3);
  braille.dot(9, 9);
  CHECK(braille.lines() == std::vector<std::string>{"⠁⢀"});
  Canvas ascii(5, 1, Ink::ascii);
  ascii.line(0, 0, 2, 0);
  ascii.put(1, 0, "*");
  CHECK(ascii.write(3, 0, "ab"));
  CHECK_FALSE(ascii.write(4, 0, "c"));
  CHECK_FALSE(ascii.write(0, 0, "123456"));
  CHECK(ascii.lines() == std::vector<std::string>{".*.ab"});
}

TEST_CASE("pictures are never wider than the terminal, and ASCII where that is asked for") {
  for (const bool unicode : {true, false})
    for (const int columns : {20, 33, 34, 40, 55, 80, 120}) {
      CAPTURE(columns);
      const auto text = terminal_text(gallery(), look_of(columns, unicode));
      CHECK(longest_line(text) <= static_cast<std::size_t>(columns));
      if (!unicode)
        CHECK(std::all_of(text.begin(), text.end(),
                          [](char byte) { return static_cast<signed char>(byte) >= 0; }));
    }
}

TEST_CASE("a picture of nothing is drawn too") {
  const auto look = look_of(80);
  Rhythm rhythm = sample_rhythm();
  rhythm.runs.clear();
  rhythm.middle.clear();
  CHECK(picture_lines(rhythm, look).size() > 2);
  CHECK(picture_lines(NightBars{}, look).empty());
  CHECK(picture_lines(Pairs{}, look).size() == 2);
  CHECK(picture_lines(BodyMap{{}, {{}}}, look).size() > 20);
  for (const auto& text :
       {svg(rhythm, "a"), svg(NightBars{}, "a"), svg(Pairs{}, "a"), svg(FeelingsMap{}, "a")})
    CHECK(text.find("</svg>") != std::string::npos);
}

TEST_CASE("every region of the list has its place on the body") {
  const Library library;
  const auto regions = library.vocabulary("regions");
  REQUIRE(regions);
  CHECK(regions->terms.size() == 44);
  for (const auto& term : regions->terms) {
    CAPTURE(term.id);
    const auto shapes = shapes_of(term.id, Side::none, Aspect::none);
    CHECK_FALSE(shapes.empty());
    for (const auto& shape : shapes) {
      CHECK(shape.rx > 0);
      CHECK(is_in_figure({shape.x, shape.y}));
    }
    if (term.sided) {
      const auto left = shapes_of(term.id, Side::left, Aspect::none);
      const auto right = shapes_of(term.id, Side::right, Aspect::none);
      REQUIRE(left.size() == right.size());
      for (std::size_t i = 0; i < left.size(); ++i) CHECK(left[i].x == -right[i].x);
      CHECK(left.front().x != 0);
    }
    if (term.faced) {
      CHECK(on_view(shapes_of(term.id, Side::none, Aspect::front), FigureView::back).empty());
      CHECK(on_view(shapes_of(term.id, Side::none, Aspect::back), FigureView::front).empty());
      CHECK_FALSE(on_view(shapes, FigureView::front).empty());
      CHECK_FALSE(on_view(shapes, FigureView::back).empty());
    }
  }
  CHECK(shapes_of("elsewhere", Side::none, Aspect::none).empty());
}

TEST_CASE("left is the person's own left") {
  const auto front = on_view(shapes_of("hand", Side::left, Aspect::front), FigureView::front);
  const auto back = on_view(shapes_of("hand", Side::left, Aspect::back), FigureView::back);
  REQUIRE(front.size() == 1);
  REQUIRE(back.size() == 1);
  CHECK(front[0].x > 0);  // at the viewer's right
  CHECK(back[0].x < 0);
}

TEST_CASE("words that would cover each other on the map are left to the table") {
  FeelingsMap map = sample_feelings();
  map.points.clear();
  for (int i = 0; i < 20; ++i)
    map.points.push_back({0, 0, FeelingsSide::after, said_by_person("the same place"), 1});
  const auto text = svg(map, "a");
  std::size_t words = 0;
  for (auto at = text.find("the same place"); at != std::string::npos;
       at = text.find("the same place", at + 1))
    ++words;
  CHECK(words >= 1);
  CHECK(words <= 4);
}

TEST_CASE("the last four weeks of nights are drawn, each with its numbers in a row of the table") {
  Nights nights;
  for (int i = 0; i < 30; ++i) {
    Night night;
    night.ended = Day(std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::days(i));
    night.in_bed_minutes = 480;
    night.asleep_minutes = 360 + i;
    night.efficiency = night.asleep_minutes / 4.8;
    if (i % 2 == 0) night.wakings = i % 4;
    night.after_session = i == 29;
    nights.each.push_back(night);
  }
  const auto bars = night_bars(nights);
  CHECK(markup_words(bars.in_words.description) ==
        "Time asleep within time in bed, 28 nights. They are the last of 30.");
  REQUIRE(bars.nights.size() == 28);
  CHECK(bars.nights.front().asleep_minutes == 362);
  CHECK(bars.nights.back().after_session);
  const auto& rows = bars.in_words.table.groups.front().rows;
  REQUIRE(rows.size() == 28);
  Document page;
  page.add(bars);
  const auto text = markdown_text(page);
  CHECK(text.find("| Tue 3 Mar 2026 | 8 h | 6 h 2 min | 75 % | 2 |") != std::string::npos);
  CHECK(text.find("| Mon 30 Mar 2026, after a session | 8 h | 6 h 29 min | 81 % |  |") != std::string::npos);
}
