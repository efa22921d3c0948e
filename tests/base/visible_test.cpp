#include "base/visible.hpp"

#include <doctest/doctest.h>

#include "base/columns.hpp"
#include "base/text.hpp"
#include "texts.hpp"

using namespace felt;
using namespace felt::text_test;
using namespace std::literals;

TEST_CASE("control characters in stored text are made visible") {
  CHECK(visible("a\nb\tc") == "a\nb\tc");
  CHECK(visible("\x1b[31mred\x07") == "\\x1b[31mred\\x07");
  CHECK(visible("\0\r\x7f"sv) == "\\x00\\x0d\\x7f");
  CHECK(visible("\u009b2J") == "\\x9b2J");
  CHECK(visible("\u202e\u2066\u061c\u200f\ufeff\u2028") == "\\u202e\\u2066\\u061c\\u200f\\ufeff\\u2028");
  CHECK(visible("caf\xe9") == "caf\\xe9");
  CHECK(visible("é 👩‍👩‍👧 首") == "é 👩‍👩‍👧 首");
}

TEST_CASE("visible text never holds what could steer a terminal") {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = visible(random_text(random));
    CHECK_FALSE(find_bad_utf8(text).has_value());
    CHECK(text == visible(text));
    for (const char byte : text)
      CHECK((byte == '\n' || byte == '\t' || static_cast<unsigned char>(byte) >= 0x20));
  }
}

TEST_CASE("on one line, line breaks are drawn and tabs are spaces") {
  CHECK(visible_line("a\nb\r\nc\td\n") == "a⏎b⏎c d⏎");
  CHECK(visible_line("\n\n") == "⏎⏎");
  CHECK(visible_line("\x1b") == "\\x1b");
  CHECK(visible_line("") == "");
}

TEST_CASE("JSON is made harmless without changing what it says") {
  CHECK(visible_json("{\n\"a\": \"é\u009b\x7f\u202e\u2028\"}") ==
        "{\n\"a\": \"é\\u009b\\u007f\\u202e\\u2028\"}");
}

TEST_CASE("a quoted word is visible and short") {
  CHECK(in_quotes("mornign") == "'mornign'");
  CHECK(in_quotes("a\nb") == "'a⏎b'");
  CHECK(display_width(in_quotes(std::string(500, 'x'))) == 42);
  CHECK(in_quotes(repeated("\u0301", 5000)).ends_with("…'"));
}

TEST_CASE("huge texts take no more than linear time to make visible") {
  const std::string plain(1'000'000, 'x');
  const std::string marks = "a" + repeated("\u0301", 200'000) + repeated("\u0323", 200'000);
  CHECK(in_quotes(plain).size() < 60);
  CHECK(visible(marks) == marks);
}
