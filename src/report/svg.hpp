#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"

namespace felt {

// Pictures as inline SVG elements. Each is one image to a screen reader, with the title and the description
// of its words. `id` begins the ids inside and is the picture's own in the page. Colours, lines and letters
// are classes: the page's style decides them, and no element has a style of its own.

std::string svg(const Rhythm& rhythm, std::string_view id);
std::string svg(const Pairs& pairs, std::string_view id);
std::string svg(const SmallLines& lines, std::string_view id);
std::string svg(const FeelingsMap& map, std::string_view id);
std::string svg(const NightBars& nights, std::string_view id);
// Front and back of each figure, one image for each.
std::string svg(const BodyMap& map, std::string_view id);
// Of a cell with a spark. Its text is the description.
std::string svg(const Cell& cell, std::string_view id);

}  // namespace felt
