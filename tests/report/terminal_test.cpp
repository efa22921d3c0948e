#include "report/terminal.hpp"

#include <doctest/doctest.h>

using namespace felt;

namespace {

std::string shown(const Document& document, int columns = 80) {
  Look look;
  look.columns = columns;
  return terminal_text(document, look);
}

Table small_table() {
  return {{{"", Align::left}, {"change", Align::left}, {"n", Align::right}},
          {{"Body", {{"tension", "from 7 to 4", "12"}, {"settled", "about the same", "7"}}}}};
}

}  // namespace

TEST_CASE("a table is aligned by what the eye sees") {
  Document page;
  page.add(small_table());
  CHECK(shown(page) ==
        "           change           n\n"
        "Body\n"
        "  tension  from 7 to 4     12\n"
        "  settled  about the same   7\n");
  Document wide;
  wide.add(Table{{{"", Align::left}, {"x", Align::left}}, {{"", {{"日本", "1"}, {"abc", "2"}}}}});
  CHECK(shown(wide) == "      x\n日本  1\nabc   2\n");
}

TEST_CASE("a table that does not fit is told row by row") {
  Document page;
  page.add(small_table());
  CHECK(shown(page, 20) ==
        "Body\n"
        "  tension\n"
        "    change from 7 to\n"
        "    4 · n 12\n"
        "  settled\n"
        "    change about the\n"
        "    same · n 7\n");
}

TEST_CASE("a wide cell wraps within its column") {
  Document page;
  page.add(Table{{{"", Align::left}, {"each", Align::left}}, {{"", {{"a", "one two three four five six"}}}}});
  CHECK(shown(page, 20) == "   each\na  one two three\n   four five six\n");
}

TEST_CASE("blocks stand apart, but what belongs together stands together") {
  Document page;
  page.add(Heading{1, "Title"});
  page.add(Paragraph{"Some words."});
  page.add(Heading{2, "Part"});
  page.add(List{{"one", said_by_person("two\nlines"), "three"}});
  page.add(Note{"A remark."});
  page.add(Foot{"The end."});
  CHECK(shown(page) ==
        "Title\nSome words.\n\nPart\n  • one\n  • two\n    lines\n  • three\nA remark.\n\nThe end.\n");
}

TEST_CASE("colour is for terminals that want it") {
  Document page;
  page.add(Heading{1, "Title"});
  Look look;
  look.color = true;
  CHECK(terminal_text(page, look) == "\x1b[1mTitle\x1b[0m\n");
}

TEST_CASE("a picture stands between its words and its numbers, where there is room") {
  Document page;
  page.add(Pairs{{"Before and after", "One line per session.", {{{""}, {"before"}}, {{"", {{"1", "7"}}}}}},
                 {0, 10, "none", "the most"},
                 {{"1", 7, 4}}});
  CHECK(shown(page, 33) == "Before and after\nOne line per session.\n   before\n1  7\n");
  CHECK(shown(page, 40) ==
        "Before and after\n"
        "One line per session.\n"
        "   0 none                    10 the most\n"
        "1  ··············●──────────○···········\n"
        "   ○ before  ● after\n"
        "   before\n"
        "1  7\n");
}
