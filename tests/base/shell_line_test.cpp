#include "base/shell_line.hpp"

#include <doctest/doctest.h>

using namespace felt;

namespace {

constexpr std::string_view breaks = " \t\n\"'><=;|&(:";

using Words = std::vector<std::string>;

ShellLine read(std::string_view line) { return read_shell_line(line, breaks); }
std::string replaced(std::string_view line) {
  const auto read_line = read(line);
  return read_line.last.substr(read_line.settled);
}

}  // namespace

TEST_CASE("a line is taken apart at spaces, and the last word is the one being typed") {
  const auto line = read("felt  show\t1");
  CHECK(line.words == Words{"felt", "show"});
  CHECK(line.last == "1");
  CHECK(read("felt show ").words == Words{"felt", "show"});
  CHECK(read("felt show ").last == "");
  CHECK(read("").words.empty());
}

TEST_CASE("quotes and backslashes hold a word together and go") {
  CHECK(read("a 'b c' \"d e\" f\\ g h'i'\"j\" ").words == Words{"a", "b c", "d e", "f g", "hij"});
  CHECK(read("a '' \"\" ").words == Words{"a", "", ""});
  CHECK(read("\"a\\\"b\\$c\\d\" ").words == Words{"a\"b$c\\d"});
  CHECK(read("'a\\b' ").words == Words{"a\\b"});
  CHECK(read("a\\\nb ").words == Words{"ab"});
  CHECK(read("~/x $HOME ").words == Words{"~/x", "$HOME"});
}

TEST_CASE("quotes that are open are told, with what stands in them") {
  CHECK(read("felt 'a b").quote == '\'');
  CHECK(read("felt 'a b").last == "a b");
  CHECK(read("felt \"a 'b").quote == '"');
  CHECK(read("felt \"a\" b").quote == 0);
  CHECK(read("felt \\").last == "");
}

TEST_CASE("readline replaces what stands behind the last break, or behind quotes that are open") {
  CHECK(replaced("felt --format=ht") == "ht");
  CHECK(replaced("felt a:b:c") == "c");
  CHECK(replaced("felt a\\:b") == "a:b");
  CHECK(replaced("felt 'a:b'") == "a:b");
  CHECK(replaced("felt --tag 'a:b") == "a:b");
  CHECK(replaced("felt --tag='a:b") == "a:b");
  CHECK(replaced("felt x=a'b:c'd") == "ab:cd");
  CHECK(replaced("felt x:y z") == "z");
}

TEST_CASE("a text is typed so that the shell reads it back") {
  const std::string text = "a 'b' \"c\" $d `e` \\f; g|h&i (j) [k] {l} *?!#~<>\tü";
  for (const char quote : {'\0', '\'', '"'}) {
    const std::string around(quote == 0 ? 0 : 1, quote);
    const auto line = read(around + typed_in_shell(text, quote) + around + " ");
    CAPTURE(quote);
    CHECK(line.words == Words{text});
  }
}
