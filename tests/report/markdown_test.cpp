#include "report/markdown.hpp"

#include <doctest/doctest.h>

using namespace felt;

TEST_CASE("nothing in a person's words is markup") {
  CHECK(markdown_words("*a* _b_ [c](d) <e> `f` g|h ~i~ &amp; \\") ==
        "\\*a\\* \\_b\\_ \\[c\\](d) \\<e\\> \\`f\\` g\\|h \\~i\\~ \\&amp; \\\\");
  CHECK(markdown_words("http://example.org") == "http:\\//example.org");
  CHECK(markdown_words("a\nb\x1b") == "a⏎b\\\\x1b");
  for (const auto* line : {"# x", "+ x", "- x", "= x", "---", "==="})
    CHECK(markdown_words(line) == std::string("\\") + line);
  CHECK(markdown_words("12. x") == "12\\. x");
  CHECK(markdown_words("12) x") == "12\\) x");
  CHECK(markdown_words("a 1. x - y # z") == "a 1. x - y # z");
  CHECK(markdown_words("    code") == "code");
}

TEST_CASE("line breaks of a text stay") {
  CHECK(markdown_lines("one\n# two\n\n    three\n\n") == "one\\\n\\# two\\\n\\\nthree");
  Document page;
  page.add(List{{said_by_person("one\n- two")}});
  CHECK(markdown_text(page) == "- one\\\n  \\- two\n");
}

TEST_CASE("a group is a table of its own, numbers stand to the right") {
  Document page;
  page.add(
      Table{{{""}, {"n", Align::right}}, {{"Body", {{"tension", "7"}}}, {"Sleep", {{"a|b"}}}, {"", {}}}});
  CHECK(markdown_text(page) ==
        "| Body | n |\n| --- | ---: |\n| tension | 7 |\n\n| Sleep | n |\n| --- | ---: |\n| a\\|b |  |\n");
}

TEST_CASE("a heading is followed by deeper ones for its pictures") {
  Document page;
  page.add(Heading{2, "Nights"});
  page.add(NightBars{{"In bed", "Each night.", {}}, {}});
  page.add(Foot{"The end."});
  CHECK(markdown_text(page) == "## Nights\n\n### In bed\n\nEach night.\n\n\n---\n\nThe end.\n");
}
