#include "report/svg_frame.hpp"

namespace felt {

Markup svg_begin(std::string_view id, std::string_view kind, const Phrase& title, const Phrase& description,
                 double width, double height) {
  const auto title_id = std::string(id) + "-title", words_id = std::string(id) + "-words";
  Markup picture;
  picture.open("svg", {{"class", std::string(kind)},
                       {"role", "img"},
                       {"aria-labelledby", title_id + " " + words_id},
                       {"viewBox", "0 0 " + place_text(width) + " " + place_text(height)}});
  picture.open("title", {{"id", title_id}}).raw(markup_words(title)).close();
  picture.open("desc", {{"id", words_id}}).raw(markup_words(description)).close();
  return picture;
}

std::string svg_end(Markup picture) { return std::move(picture.close()).text(); }

void svg_line(Markup& picture, std::string_view kind, double x1, double y1, double x2, double y2) {
  picture.leaf("line", {{"class", std::string(kind)}, {"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}});
}

void svg_text(Markup& picture, std::string_view kind, double x, double y, TextEnd anchor,
              const Phrase& words) {
  constexpr const char* names[]{"start", "middle", "end"};
  picture.open("text", {{"class", std::string(kind)},
                        {"x", x},
                        {"y", y},
                        {"text-anchor", names[static_cast<std::size_t>(anchor)]}});
  picture.raw(markup_words(words)).close();
}

}  // namespace felt
