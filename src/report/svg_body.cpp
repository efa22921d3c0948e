#include <algorithm>
#include <cmath>

#include "report/body_figure.hpp"
#include "report/svg.hpp"
#include "report/svg_frame.hpp"

namespace felt {
namespace {

constexpr double margin = 12;
constexpr double under = 12;  // room for a name under the feet
constexpr double picture_width = figure_width + 2 * margin;
constexpr double picture_height = figure_height + 2 * margin + under;
constexpr int shades = 4;  // that the eye tells apart easily

// How far along the way from the point before to the point after a smooth line leaves a point: a closed
// Catmull-Rom spline written as Bezier curves (a sixth, for uniform knots).
constexpr double pull = 1.0 / 6.0;

std::string smooth(const std::vector<Spot2d>& spots) {
  const auto count = spots.size();
  const auto spot = [&](std::size_t i) { return spots[i % count]; };
  std::string path = "M" + place_text(spots[0].x) + " " + place_text(spots[0].y);
  const auto add = [&](double x, double y) { path += " " + place_text(x) + " " + place_text(y); };
  for (std::size_t i = 0; i < count; ++i) {
    const auto previous = spot(i + count - 1), from = spot(i), to = spot(i + 1), next = spot(i + 2);
    path += "C";
    add(from.x + pull * (to.x - previous.x), from.y + pull * (to.y - previous.y));
    add(to.x - pull * (next.x - from.x), to.y - pull * (next.y - from.y));
    add(to.x, to.y);
  }
  return path + "Z";
}

void add_ellipse(Markup& picture, const std::string& kind, const BodyShape& shape) {
  picture.leaf("ellipse",
               {{"class", kind}, {"cx", shape.x}, {"cy", shape.y}, {"rx", shape.rx}, {"ry", shape.ry}});
}

void add_figure(Markup& picture, const std::string& kind) {
  picture.leaf("path", {{"class", kind}, {"d", smooth(body_outline())}});
}

std::string shade_of(const BodySpot& spot) {
  const auto step = std::lround(std::clamp(spot.shade, 0.0, 1.0) * shades);
  return "shade-" + std::to_string(std::max(1L, step));
}

void add_spot(Markup& picture, const BodySpot& spot, FigureView view) {
  if (spot.region == whole_body_region) return add_figure(picture, "spot " + shade_of(spot));
  for (const auto& shape : shapes_of(spot.region, spot.side, spot.aspect))
    if (shape.view == view) add_ellipse(picture, "spot " + shade_of(spot), shape);
}

// On a place that is large enough, else outwards beside it.
double key_place(const BodyShape& shape) {
  constexpr double enough = 4.5, beside = 3.5;
  if (std::min(shape.rx, shape.ry) >= enough) return shape.x;
  return shape.x + (shape.x < 0 ? -1 : 1) * (shape.rx + beside);
}

// Keys stand over all places, so that none hides another's.
void add_key(Markup& picture, const BodySpot& spot, FigureView view) {
  constexpr double half_letter = 2.6;
  for (const auto& shape : shapes_of(spot.region, spot.side, spot.aspect))
    if (shape.view == view && !spot.key.empty())
      svg_text(picture, "key", key_place(shape), shape.y + half_letter, TextEnd::middle, spot.key);
}

std::string view_text(const BodyFigure& figure, FigureView view) {
  std::string text = view == FigureView::front ? "front" : "back";
  if (!figure.title.empty()) text += " · ";
  for (const auto& run : figure.title.runs) text += run.text;
  return text;
}

void add_sides(Markup& picture, FigureView view) {
  const bool front = view == FigureView::front;
  constexpr double edge = figure_width / 2 + 4, shoulders = 34;
  svg_text(picture, "side", -edge, shoulders, TextEnd::start, front ? "your right" : "your left");
  svg_text(picture, "side", edge, shoulders, TextEnd::end, front ? "your left" : "your right");
}

std::string view_of(const BodyMap& map, const BodyFigure& figure, FigureView view, const std::string& id) {
  Phrase title = map.in_words.title;
  title.add(", " + view_text(figure, view), Voice::felt);
  auto picture = svg_begin(id, "body", title, map.in_words.description, picture_width, picture_height);
  picture.open(
      "g", {{"transform", "translate(" + place_text(picture_width / 2) + " " + place_text(margin) + ")"}});
  add_figure(picture, "figure");
  for (const auto& spot : figure.spots) add_spot(picture, spot, view);
  add_figure(picture, "outline");
  for (const auto& spot : figure.spots) add_key(picture, spot, view);
  add_sides(picture, view);
  svg_text(picture, "side", 0, figure_height + under, TextEnd::middle, view_text(figure, view));
  picture.close();
  return svg_end(std::move(picture));
}

}  // namespace

std::string svg(const BodyMap& map, std::string_view id) {
  std::string pictures;
  int number = 0;
  for (const auto& figure : map.figures)
    for (const auto view : {FigureView::front, FigureView::back})
      pictures += view_of(map, figure, view, std::string(id) + "-" + std::to_string(++number));
  return pictures;
}

}  // namespace felt
