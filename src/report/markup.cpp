#include "report/markup.hpp"

#include <cmath>

#include "base/numbers.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char byte : text) switch (byte) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += byte;
    }
  return result;
}

}  // namespace

std::string markup_text(std::string_view text) { return escaped(visible(text)); }

std::string markup_phrase(const Phrase& phrase) {
  std::string result;
  for (const auto& run : phrase.runs) {
    const auto text = markup_text(run.text);
    if (run.is_whole)
      result += "<span class=\"whole\">" + text + "</span>";
    else
      result += run.voice == Voice::person ? "<bdi>" + text + "</bdi>" : text;
  }
  return result;
}

std::string markup_words(const Phrase& phrase) {
  std::string result;
  for (const auto& run : phrase.runs) result += escaped(visible_line(run.text));
  return result;
}

std::string place_text(double place) {
  const double rounded = std::round(place * 10) / 10;
  return number_text(rounded == 0 ? 0 : rounded);  // never -0
}

void Markup::begin(std::string_view tag, Attributes attributes) {
  m_text.append("<").append(tag);
  for (const auto& attribute : attributes) {
    m_text.append(" ").append(attribute.name).append("=\"");
    m_text.append(escaped(visible_line(attribute.value))).append("\"");
  }
}

Markup& Markup::open(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  m_text += '>';
  m_open.emplace_back(tag);
  return *this;
}

Markup& Markup::close() {
  m_text.append("</").append(m_open.back()).append(">");
  m_open.pop_back();
  return *this;
}

Markup& Markup::leaf(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  return raw("/>");
}

Markup& Markup::lone(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  return raw(">");
}

Markup& Markup::element(std::string_view tag, Attributes attributes, std::string_view text) {
  return open(tag, attributes).raw(markup_text(text)).close();
}

Markup& Markup::text(std::string_view text) { return raw(markup_text(text)); }

Markup& Markup::phrase(const Phrase& phrase) { return raw(markup_phrase(phrase)); }

Markup& Markup::raw(std::string_view markup) {
  m_text += markup;
  return *this;
}

}  // namespace felt
