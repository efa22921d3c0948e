#include "report/paper.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "report/html.hpp"

using namespace felt;

namespace {

std::size_t count_of(const std::string& text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

// A table with a small picture in it, and words that look like one.
std::string page() {
  Document document;
  document.add(Heading{1, "Looking back"});
  document.add(Paragraph{said_by_person("<svg class=\"x\"> var(--ink) </head>")});
  Table table{{{"", Align::left}, {"days", Align::left}}, {{}}};
  Spark spark;
  spark.values = {3, std::nullopt, 5};
  table.groups.front().rows = {{"distress", Cell(spark, "rising")}, {"tension", Cell(spark, "rising")}};
  document.add(std::move(table));
  return html_text(document);
}

}  // namespace

TEST_CASE("each picture of a page for paper has its own style, in plain colours") {
  const auto before = page(), after = paper_html(before);
  REQUIRE(count_of(before, "<svg ") == 2);
  CHECK(count_of(after, "<svg ") == 2);
  CHECK(count_of(after, "<style>") == count_of(before, "<style>") + 3);
  const auto picture = after.substr(after.find("<svg "));
  const auto style = picture.substr(0, picture.find("</style>"));
  CHECK(style.find("<style>") == style.find('>') + 1);
  CHECK(style.find("var(") == std::string::npos);
  CHECK(style.find("svg ") == style.find("<svg ") + 1);
  CHECK(style.find(".strong .line { stroke: #1d6b66;") != std::string::npos);
  CHECK(style.find("text { font-size: 12.5px; fill: #000000;") != std::string::npos);
}

TEST_CASE("a person's words are the same on paper, whatever they look like") {
  const std::string words = "&lt;svg class=";
  const auto before = page(), after = paper_html(before);
  CHECK(count_of(before, words) == 1);
  CHECK(count_of(after, words) == 1);
  CHECK(count_of(after, "var(--ink) &lt;/head&gt;") == 1);
}
