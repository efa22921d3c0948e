#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/document.hpp"

namespace felt {

// Text that stands in HTML or SVG as itself: control and bidi characters made visible, & < > " ' escaped.
std::string markup_text(std::string_view text);
// The same of a phrase. What a person wrote is set apart, so that its direction stays its own.
std::string markup_phrase(const Phrase& phrase);
// The same without elements, for attributes and for the title of a picture.
std::string markup_words(const Phrase& phrase);

// A place in a picture, with one decimal at most.
std::string place_text(double place);

// HTML or SVG, element by element. Every value of an attribute and every text is escaped, so nothing that is
// put in can become markup.
class Markup {
 public:
  struct Attribute {
    std::string_view name;
    std::string value;
    Attribute(std::string_view its_name, std::string its_value)
        : name(its_name), value(std::move(its_value)) {}
    Attribute(std::string_view its_name, double place) : name(its_name), value(place_text(place)) {}
  };
  using Attributes = std::initializer_list<Attribute>;

  Markup& open(std::string_view tag, Attributes attributes = {});
  // Ends the element opened last.
  Markup& close();
  // An element that holds nothing: <line/> in SVG.
  Markup& leaf(std::string_view tag, Attributes attributes = {});
  // One that HTML writes without an end: <meta>.
  Markup& lone(std::string_view tag, Attributes attributes = {});
  // A whole element with a text of felt's own.
  Markup& element(std::string_view tag, Attributes attributes, std::string_view text);
  Markup& text(std::string_view text);
  Markup& phrase(const Phrase& phrase);
  // What is markup already.
  Markup& raw(std::string_view markup);
  Markup& line_break() { return raw("\n"); }

  // All of it; every element has been closed.
  std::string text() && { return std::move(m_text); }

 private:
  void begin(std::string_view tag, Attributes attributes);

  std::string m_text;
  std::vector<std::string> m_open;
};

}  // namespace felt
