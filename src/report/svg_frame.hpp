#pragma once

#include "report/markup.hpp"

namespace felt {

// What every SVG picture begins and draws with.

// The opened <svg> element with its title and description. `kind` is its class.
Markup svg_begin(std::string_view id, std::string_view kind, const Phrase& title, const Phrase& description,
                 double width, double height);
std::string svg_end(Markup picture);

void svg_line(Markup& picture, std::string_view kind, double x1, double y1, double x2, double y2);

enum class TextEnd { start, middle, end };
void svg_text(Markup& picture, std::string_view kind, double x, double y, TextEnd anchor,
              const Phrase& words);

// A line through points, as the value of an attribute `points` or `d`.
class SvgPath {
 public:
  SvgPath& move(double x, double y) { return add('M', x, y); }
  SvgPath& to(double x, double y) { return add('L', x, y); }
  bool empty() const { return m_text.empty(); }
  const std::string& text() const { return m_text; }

 private:
  SvgPath& add(char step, double x, double y) {
    m_text.append(1, step).append(place_text(x)).append(" ").append(place_text(y));
    return *this;
  }
  std::string m_text;
};

}  // namespace felt
