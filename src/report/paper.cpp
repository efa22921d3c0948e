#include "report/paper.hpp"

#include "report/html_style.hpp"

namespace felt {
namespace {

constexpr std::string_view beside_each_other = R"css(
.pictures, .body-picture, .bodies { display: block; }
figure { display: inline-block; width: 30%; margin: 0 2.5% 2.5mm 0; vertical-align: top; }
.rhythm-picture, .pairs-picture { width: 22.5%; margin-right: 1.5%; }
.body-picture { width: 100%; margin-right: 0; }
.bodies svg { display: inline-block; margin-right: 2mm; }
)css";

std::string_view between(std::string_view text, std::string_view first, std::string_view last) {
  const auto begin = text.find(first);
  return text.substr(begin, text.find(last, begin) - begin);
}

// What a variable is on paper: the style's last word on it.
std::string_view on_paper(std::string_view variable) {
  const auto style = html_style();
  const auto value = style.substr(style.rfind(std::string(variable) + ": ") + variable.size() + 2);
  return value.substr(0, value.find(';'));
}

std::string without_variables(std::string_view rules) {
  constexpr std::string_view opening = "var(";
  std::string text;
  for (auto at = rules.find(opening); at != std::string_view::npos; at = rules.find(opening)) {
    const auto end = rules.find(')', at);
    text.append(rules.substr(0, at))
        .append(on_paper(rules.substr(at + opening.size(), end - at - opening.size())));
    rules.remove_prefix(end + 1);
  }
  return text.append(rules);
}

// The rules that draw pictures. Inside a picture there is no element svg above the others.
std::string picture_style() {
  auto rules = without_variables(between(html_style(), "svg text {", "@media (max-width"));
  for (auto at = rules.find("svg "); at != std::string::npos; at = rules.find("svg ", at)) rules.erase(at, 4);
  return "<style>" + rules + "</style>";
}

}  // namespace

std::string paper_html(std::string_view html) {
  const auto head_end = html.find("</head>");
  const auto style = picture_style();
  std::string page(html.substr(0, head_end));
  page.append("<style>").append(beside_each_other).append("</style>");
  html.remove_prefix(head_end);
  for (auto at = html.find("<svg "); at != std::string_view::npos; at = html.find("<svg ")) {
    const auto end = html.find('>', at) + 1;
    page.append(html.substr(0, end)).append(style);
    html.remove_prefix(end);
  }
  return page.append(html);
}

}  // namespace felt
