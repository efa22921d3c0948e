#include "report/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "base/columns.hpp"

namespace felt {
namespace {

// The bits of the eight dots of a braille character, by column and row (Unicode, Braille Patterns).
constexpr unsigned braille_bits[2][4]{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

// U+2800 and the bits, in UTF-8.
std::string braille(unsigned bits) {
  const unsigned code = 0x2800 + bits;
  return {static_cast<char>(0xe0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
          static_cast<char>(0x80 | (code & 0x3f))};
}

std::size_t floor_of(double value) { return static_cast<std::size_t>(std::floor(value)); }

}  // namespace

Canvas::Canvas(std::size_t columns, std::size_t rows, Ink ink)
    : m_columns(columns), m_rows(rows), m_ink(ink), m_places(columns * rows) {}

Canvas::Place* Canvas::place_at(double x, double y) {
  if (x < 0 || y < 0) return nullptr;
  const auto column = floor_of(x) / dots_in_column(), row = floor_of(y) / dots_in_row();
  return column < m_columns && row < m_rows ? &m_places[row * m_columns + column] : nullptr;
}

void Canvas::dot(double x, double y) {
  x = std::round(x), y = std::round(y);
  auto* place = place_at(x, y);
  if (!place) return;
  place->dots |= m_ink == Ink::braille ? braille_bits[floor_of(x) % 2][floor_of(y) % 4] : 1;
}

void Canvas::line(double x1, double y1, double x2, double y2) {
  const double steps = std::max({std::abs(x2 - x1), std::abs(y2 - y1), 1.0});
  for (double step = 0; step <= steps; ++step)
    dot(x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps);
}

void Canvas::put(double x, double y, std::string_view sign) {
  if (auto* place = place_at(std::round(x), std::round(y))) *place = {0, std::string(sign), true};
}

bool Canvas::write(double x, double y, std::string_view text) {
  const auto letters = graphemes(text);
  std::vector<Place*> places;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    auto* place = place_at(std::round(x) + static_cast<double>(i * dots_in_column()), std::round(y));
    if (!place || place->taken || display_width(letters[i]) != 1) return false;
    places.push_back(place);
  }
  for (std::size_t i = 0; i < letters.size(); ++i) *places[i] = {0, std::string(letters[i]), true};
  return true;
}

std::string Canvas::shown(const Place& place) const {
  if (!place.sign.empty()) return place.sign;
  if (place.dots == 0) return " ";
  return m_ink == Ink::braille ? braille(place.dots) : ".";
}

std::vector<std::string> Canvas::lines() const {
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < m_rows; ++row) {
    std::string line;
    for (std::size_t column = 0; column < m_columns; ++column)
      line += shown(m_places[row * m_columns + column]);
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace felt
