#include <algorithm>
#include <cmath>

#include "base/columns.hpp"
#include "base/visible.hpp"
#include "report/body_figure.hpp"
#include "report/canvas.hpp"
#include "report/terminal_pictures.hpp"

namespace felt {
namespace {

// A character is about twice as high as it is wide.
constexpr std::size_t rows = 28, columns = 26;
constexpr std::size_t between_views = 3;  // columns between two views

// Dots of a canvas on the ground of the figure, by their centres.
class Ground {
 public:
  Ground(std::size_t across, std::size_t down)
      : m_width(figure_width / static_cast<double>(across)),
        m_height(figure_height / static_cast<double>(down)) {}

  Spot2d spot_at(double x, double y) const {
    return {(x + 0.5) * m_width - figure_width / 2, (y + 0.5) * m_height};
  }
  double x_of(double x) const { return (x + figure_width / 2) / m_width - 0.5; }
  double y_of(double y) const { return y / m_height - 0.5; }

 private:
  double m_width, m_height;
};

void draw_outline(Canvas& canvas) {
  const Ground ground(canvas.dots_across(), canvas.dots_down());
  const auto is_inside = [&](double x, double y) { return is_in_figure(ground.spot_at(x, y)); };
  const auto is_edge = [&](double x, double y) {
    return is_inside(x, y) &&
           !(is_inside(x - 1, y) && is_inside(x + 1, y) && is_inside(x, y - 1) && is_inside(x, y + 1));
  };
  for (double y = 0; y < static_cast<double>(canvas.dots_down()); ++y)
    for (double x = 0; x < static_cast<double>(canvas.dots_across()); ++x)
      if (is_edge(x, y)) canvas.dot(x, y);
}

std::string shade_sign(double shade, const Look& look) {
  constexpr const char* blocks[]{"░", "▒", "▓", "█"};
  constexpr const char* ascii[]{":", "=", "%", "#"};
  const auto step = std::lround(std::clamp(shade, 0.0, 1.0) * 4);
  const auto place = static_cast<std::size_t>(std::max(1L, step) - 1);
  return look.unicode ? blocks[place] : ascii[place];
}

bool is_on(const BodySpot& place, const BodyShape& shape, Spot2d spot) {
  return place.region == whole_body_region ? is_in_figure(spot) : is_in(shape, spot);
}

// Every character whose middle lies in the shape, and at least the one where its own middle is.
void shade(Canvas& canvas, const BodySpot& place, const BodyShape& shape, const Look& look) {
  const Ground characters(canvas.columns(), canvas.rows());
  const auto across = static_cast<double>(canvas.dots_across()) / static_cast<double>(canvas.columns());
  const auto down = static_cast<double>(canvas.dots_down()) / static_cast<double>(canvas.rows());
  const auto sign = shade_sign(place.shade, look);
  for (double y = 0; y < static_cast<double>(canvas.rows()); ++y)
    for (double x = 0; x < static_cast<double>(canvas.columns()); ++x)
      if (is_on(place, shape, characters.spot_at(x, y))) canvas.put(x * across, y * down, sign);
  const Ground dots(canvas.dots_across(), canvas.dots_down());
  canvas.put(dots.x_of(shape.x), dots.y_of(shape.y), sign);
}

void write_key(Canvas& canvas, const BodySpot& place, const BodyShape& shape) {
  const Ground dots(canvas.dots_across(), canvas.dots_down());
  const auto across = static_cast<double>(canvas.dots_across()) / static_cast<double>(canvas.columns());
  double x = dots.x_of(shape.x) - across * std::floor(static_cast<double>(place.key.size() - 1) / 2);
  for (const char letter : place.key) {
    canvas.put(x, dots.y_of(shape.y), std::string(1, letter));
    x += across;
  }
}

template <class Draw>
void each_shape(const BodyFigure& figure, FigureView view, const Draw& draw) {
  for (const auto& place : figure.spots)
    for (const auto& shape : shapes_of(place.region, place.side, place.aspect))
      if (shape.view == view) draw(place, shape);
}

std::string centred(const std::string& text) {
  const auto width = display_width(text);
  return std::string(columns > width ? (columns - width) / 2 : 0, ' ') + text;
}

ScreenLines view_lines(const BodyFigure& figure, FigureView view, const Look& look) {
  Canvas canvas(columns, rows, look.unicode ? Ink::braille : Ink::ascii);
  draw_outline(canvas);
  each_shape(figure, view, [&](const auto& place, const auto& shape) { shade(canvas, place, shape, look); });
  each_shape(figure, view, [&](const auto& place, const auto& shape) {
    if (!place.key.empty()) write_key(canvas, place, shape);
  });
  const bool front = view == FigureView::front;
  ScreenLines lines{front ? "your right       your left" : "your left       your right"};
  for (auto& line : canvas.lines()) lines.push_back(std::move(line));
  std::string name = front ? "front" : "back";
  if (!figure.title.empty()) name += ", ";
  for (const auto& run : figure.title.runs) name += visible_line(run.text);
  lines.push_back(centred(shortened(name, columns)));
  return lines;
}

// The right one after the left one, line by line.
ScreenLines beside(const ScreenLines& left, const ScreenLines& right) {
  ScreenLines lines;
  for (std::size_t i = 0; i < left.size(); ++i)
    lines.push_back(padded(left[i], columns + between_views) + right[i]);
  return lines;
}

}  // namespace

ScreenLines picture_lines(const BodyMap& map, const Look& look) {
  const auto room = static_cast<std::size_t>(std::max(look.columns, 0));
  ScreenLines lines;
  if (room < columns) return lines;
  for (const auto& figure : map.figures) {
    const auto front = view_lines(figure, FigureView::front, look);
    const auto back = view_lines(figure, FigureView::back, look);
    const bool fits = room >= 2 * columns + between_views;
    auto views = fits ? beside(front, back) : front;
    if (!fits) views.insert(views.end(), back.begin(), back.end());
    lines.insert(lines.end(), views.begin(), views.end());
  }
  return lines;
}

}  // namespace felt
