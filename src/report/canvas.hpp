#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

enum class Ink { braille, ascii };

// A picture of characters. What is drawn has places in dots: 2 by 4 of them in a character of braille, one in
// a character of ASCII. Signs stand over dots. Whatever lies outside is not drawn.
class Canvas {
 public:
  // `columns` by `rows` characters, at least 1 by 1.
  Canvas(std::size_t columns, std::size_t rows, Ink ink);

  std::size_t columns() const { return m_columns; }
  std::size_t rows() const { return m_rows; }
  // Dots from left to right and from top to bottom.
  std::size_t dots_across() const { return m_columns * dots_in_column(); }
  std::size_t dots_down() const { return m_rows * dots_in_row(); }

  void dot(double x, double y);
  void line(double x1, double y1, double x2, double y2);
  // A sign one column wide where that dot is, in the place of what is there.
  void put(double x, double y, std::string_view sign);
  // Text from that dot on, if all its columns are free of signs; whether it was.
  bool write(double x, double y, std::string_view text);

  // One string for each row, without spaces at its end.
  std::vector<std::string> lines() const;

 private:
  struct Place {
    unsigned dots = 0;  // bits of a braille character
    std::string sign;
    bool taken = false;  // part of a sign or a text
  };

  std::size_t dots_in_column() const { return m_ink == Ink::braille ? 2 : 1; }
  std::size_t dots_in_row() const { return m_ink == Ink::braille ? 4 : 1; }
  Place* place_at(double x, double y);
  std::string shown(const Place& place) const;

  std::size_t m_columns, m_rows;
  Ink m_ink;
  std::vector<Place> m_places;
};

}  // namespace felt
