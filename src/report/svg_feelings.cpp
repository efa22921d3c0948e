#include <algorithm>
#include <cmath>

#include "base/columns.hpp"
#include "base/visible.hpp"
#include "report/plot.hpp"
#include "report/svg.hpp"
#include "report/svg_frame.hpp"

namespace felt {
namespace {

constexpr double map_width = 340, map_height = 316;
constexpr double left = 10, right = 330, top = 22, bottom = 262;
constexpr double map_letter = 11, letter_width = 6.6;  // about, in the wider ones of the letters of pages
constexpr double between_labels = 3;
constexpr std::size_t longest_feeling = 24;  // columns

struct Box {
  double left, top, right, bottom;
  bool meets(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

double size_of(const FeelingsPoint& point) {
  constexpr double largest = 9;
  const auto more = static_cast<double>(point.times - std::min<std::size_t>(point.times, 1));
  return std::min(3.2 + 1.4 * std::sqrt(more), largest);
}

// A diamond before, a disc after, a cross for all others.
void add_mark(Markup& picture, const FeelingsPoint& point, double x, double y) {
  const double size = size_of(point);
  SvgPath path;
  switch (point.side) {
    case FeelingsSide::after:
      picture.leaf("circle", {{"class", "after"}, {"cx", x}, {"cy", y}, {"r", size}});
      return;
    case FeelingsSide::before:
      path.move(x, y - size).to(x + size, y).to(x, y + size).to(x - size, y).to(x, y - size);
      picture.leaf("path", {{"class", "before"}, {"d", path.text()}});
      return;
    case FeelingsSide::other:
      path.move(x - size, y).to(x + size, y).move(x, y - size).to(x, y + size);
      picture.leaf("path", {{"class", "other"}, {"d", path.text()}});
      return;
  }
}

// Finds each label a place where it covers no other one; one without a place stays in the table alone.
class Labels {
 public:
  void keep_free(double x, double y, double size) {
    m_taken.push_back({x - size, y - size, x + size, y + size});
  }

  void add(Markup& picture, const std::string& words, double x, double y, double size) {
    const double length = static_cast<double>(display_width(words)) * letter_width;
    const double beside = size + 3, above = size + 3 + map_letter / 2;
    const Place places[]{{x + beside, y, TextEnd::start},       {x - beside, y, TextEnd::end},
                         {x, y - above, TextEnd::middle},       {x, y + above, TextEnd::middle},
                         {x + size, y - above, TextEnd::start}, {x - size, y - above, TextEnd::end},
                         {x + size, y + above, TextEnd::start}, {x - size, y + above, TextEnd::end}};
    for (const auto& place : places) {
      const auto box = box_of(place, length);
      if (!is_free(box)) continue;
      m_taken.push_back(box);
      return svg_text(picture, "words", place.x, place.y + map_letter / 3, place.end, words);
    }
  }

 private:
  struct Place {
    double x, y;
    TextEnd end;
  };

  static Box box_of(const Place& place, double length) {
    const double back = place.end == TextEnd::start ? 0 : place.end == TextEnd::end ? length : length / 2;
    return {place.x - back - between_labels / 2, place.y - map_letter / 2,
            place.x - back + length + between_labels / 2, place.y + map_letter / 2};
  }

  bool is_free(const Box& box) const {
    if (box.left < left || box.right > right || box.top < top - 2 || box.bottom > bottom + 2) return false;
    return std::none_of(m_taken.begin(), m_taken.end(), [&](const Box& one) { return one.meets(box); });
  }

  std::vector<Box> m_taken;
};

void add_ground(Markup& picture) {
  const double across = (top + bottom) / 2, down = (left + right) / 2;
  picture.leaf(
      "rect",
      {{"class", "ground"}, {"x", left}, {"y", top}, {"width", right - left}, {"height", bottom - top}});
  svg_line(picture, "axis", left, across, right, across);
  svg_line(picture, "axis", down, top, down, bottom);
  svg_text(picture, "quiet", down, top - 7, TextEnd::middle, "more energy");
  svg_text(picture, "quiet", down, bottom + 14, TextEnd::middle, "less energy");
  svg_text(picture, "quiet", left, bottom + 14, TextEnd::start, "unpleasant");
  svg_text(picture, "quiet", right, bottom + 14, TextEnd::end, "pleasant");
}

bool has(const FeelingsMap& map, FeelingsSide side) {
  return std::any_of(map.points.begin(), map.points.end(),
                     [side](const FeelingsPoint& point) { return point.side == side; });
}

void add_legend(Markup& picture, const FeelingsMap& map) {
  constexpr std::pair<FeelingsSide, const char*> kinds[]{{FeelingsSide::before, "before"},
                                                         {FeelingsSide::after, "after"},
                                                         {FeelingsSide::other, "at other times"}};
  double x = left + 5;
  const double y = map_height - 16;
  for (const auto& [side, words] : kinds) {
    if (!has(map, side)) continue;
    add_mark(picture, {0, 0, side, {}, 2}, x, y);
    svg_text(picture, "words", x + 10, y + 4, TextEnd::start, words);
    x += 78;
  }
}

std::string label_of(const FeelingsPoint& point) {
  std::string words;
  for (const auto& run : point.label.runs) words += visible_line(run.text);
  return shortened(words, longest_feeling);
}

using Point = std::vector<FeelingsPoint>::const_iterator;

// Before and after can name the same feelings at one place: once is enough there.
bool is_said(Point first, Point point, const std::string& words) {
  return std::any_of(first, point, [&](const FeelingsPoint& other) {
    return other.pleasant == point->pleasant && other.energy == point->energy && label_of(other) == words;
  });
}

}  // namespace

std::string svg(const FeelingsMap& map, std::string_view id) {
  constexpr double room = 14;  // so that marks at the ends stay inside
  const Axis pleasant{-1, 1, left + room, right - room}, energy{-1, 1, bottom - room, top + room};
  auto picture =
      svg_begin(id, "feelings", map.in_words.title, map.in_words.description, map_width, map_height);
  add_ground(picture);
  Labels labels;
  for (const auto& point : map.points) {
    const double x = pleasant.at(point.pleasant), y = energy.at(point.energy);
    add_mark(picture, point, x, y);
    labels.keep_free(x, y, size_of(point));
  }
  for (auto point = map.points.begin(); point != map.points.end(); ++point)
    if (const auto words = label_of(*point); !words.empty() && !is_said(map.points.begin(), point, words))
      labels.add(picture, words, pleasant.at(point->pleasant), energy.at(point->energy), size_of(*point));
  add_legend(picture, map);
  return svg_end(std::move(picture));
}

}  // namespace felt
