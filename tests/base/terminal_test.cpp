#include "base/terminal.hpp"

#include <doctest/doctest.h>

using namespace felt;

namespace {

TerminalFacts terminal(int columns = 100) {
  TerminalFacts facts;
  facts.is_terminal = true;
  facts.columns = columns;
  facts.term = "xterm-256color";
  return facts;
}

bool is_colored(const TerminalFacts& facts, ColorWish wish = ColorWish::automatic) {
  return decide_look(facts, wish, Plain::no).color;
}

Look colored() { return decide_look(terminal(), ColorWish::always, Plain::no); }

}  // namespace

TEST_CASE("colour is for terminals unless it is asked for") {
  CHECK(is_colored(terminal()));
  CHECK_FALSE(is_colored(TerminalFacts{}));
  CHECK(is_colored(TerminalFacts{}, ColorWish::always));
  CHECK_FALSE(is_colored(terminal(), ColorWish::never));
}

TEST_CASE("NO_COLOR and a dumb terminal mean no colour, and --color always beats them") {
  auto facts = terminal();
  facts.no_color = true;
  CHECK_FALSE(is_colored(facts));
  CHECK(is_colored(facts, ColorWish::always));
  facts = terminal();
  facts.term = "dumb";
  CHECK_FALSE(is_colored(facts));
  CHECK(is_colored(facts, ColorWish::always));
}

TEST_CASE("plain means ASCII without colour, whatever else was asked for") {
  const auto look = decide_look(terminal(), ColorWish::always, Plain::yes);
  CHECK_FALSE(look.color);
  CHECK_FALSE(look.unicode);
  CHECK(look.is_terminal);
}

TEST_CASE("output is UTF-8 whatever the locale") {
  auto facts = terminal();
  facts.utf8_locale = false;
  CHECK(decide_look(facts, ColorWish::automatic, Plain::no).unicode);
}

TEST_CASE("the width is the terminal's, never under 20, and 80 in a pipe") {
  const auto columns = [](const TerminalFacts& facts) {
    return decide_look(facts, ColorWish::automatic, Plain::no).columns;
  };
  CHECK(columns(terminal(132)) == 132);
  CHECK(columns(terminal(7)) == 20);
  CHECK(columns(terminal(0)) == 80);
  CHECK(columns(terminal(-1)) == 80);
  auto pipe = terminal(132);
  pipe.is_terminal = false;
  CHECK(columns(pipe) == 80);
}

TEST_CASE("painting adds a style and takes it back, only with colour") {
  CHECK(painted("Sleep", Style::heading, colored()) == "\x1b[1mSleep\x1b[0m");
  CHECK(painted("note", Style::warning, colored()) == "\x1b[33mnote\x1b[0m");
  CHECK(painted("word", Style::plain, colored()) == "word");
  CHECK(painted("", Style::heading, colored()) == "");
  CHECK(painted("Sleep", Style::heading, Look{}) == "Sleep");
}

TEST_CASE("felt's own signs have ASCII forms, and letters stay") {
  CHECK(ascii_only("12 · 6 → 4 …") == "12 - 6 -> 4 ...");
  CHECK(ascii_only("“it’s” – so") == "\"it's\" - so");
  CHECK(ascii_only("fatiguée 首") == "fatiguée 首");
  CHECK(ascii_only("a\xe2\x80") == "a\xe2\x80");
  CHECK(ascii_only("") == "");
}

TEST_CASE("drawing follows the look") {
  CHECK(drawn("a · b", Look{}) == "a · b");
  CHECK(drawn("a · b", decide_look(terminal(), ColorWish::automatic, Plain::yes)) == "a - b");
}

TEST_CASE("a remark is wrapped between words on a terminal, and nowhere else") {
  const std::string remark = "felt: no flow is called 'mornign'\nDid you mean 'morning'?";
  const auto narrow = decide_look(terminal(24), ColorWish::never, Plain::no);
  CHECK(remark_text(remark, narrow) == "felt: no flow is called\n'mornign'\nDid you mean 'morning'?\n");
  CHECK(remark_text(remark, Look{}) == remark + "\n");
  CHECK(remark_text("", narrow).empty());
}

TEST_CASE("a remark keeps long words whole and what is shown in its place") {
  const auto narrow = decide_look(terminal(20), ColorWish::never, Plain::yes);
  CHECK(remark_text("see /home/you/.config/felt/config.toml · now", narrow) ==
        "see\n/home/you/.config/felt/config.toml\n- now\n");
  CHECK(remark_text("    4 | type = \"scael\" # as before\n      |        ^", narrow) ==
        "    4 | type = \"scael\" # as before\n      |        ^\n");
}
