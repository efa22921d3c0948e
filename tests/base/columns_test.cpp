#include "base/columns.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.hpp"
#include "texts.hpp"

using namespace felt;
using namespace felt::text_test;

namespace {

std::string without_blanks(std::string_view text) {
  std::string result;
  for (const char byte : text)
    if (byte != ' ' && byte != '\t' && byte != '\n') result += byte;
  return result;
}

std::size_t seen_graphemes(std::string_view text) {
  std::size_t seen = 0;
  for (const auto grapheme : graphemes(text)) seen += display_width(grapheme) > 0 ? 1 : 0;
  return seen;
}

}  // namespace

TEST_CASE("width counts terminal columns") {
  CHECK(display_width("neck") == 4);
  CHECK(display_width("é e\u0301") == 3);
  CHECK(display_width("首が") == 4);
  CHECK(display_width("한") == 2);
  CHECK(display_width("👩‍👩‍👧") == 2);
  CHECK(display_width("👍🏽") == 2);
  CHECK(display_width("🇦🇹") == 2);
  CHECK(display_width("❤️") == 2);
  CHECK(display_width("❤") == 1);
  CHECK(display_width("a\x1b\n\tb") == 2);
  CHECK(display_width("\u200b\u202e") == 0);
  CHECK(display_width("\xff") == 1);
  CHECK(display_width("") == 0);
}

TEST_CASE("graphemes are what a person sees as characters") {
  CHECK(copied(graphemes("ae\u0301👩‍👩‍👧🇦🇹🇩🇪\r\nb")) ==
        Texts{"a", "e\u0301", "👩‍👩‍👧", "🇦🇹", "🇩🇪", "\r\n", "b"});
  CHECK(copied(graphemes("a\xff\u0301")) == Texts{"a", "\xff", "\u0301"});
  CHECK(graphemes("").empty());
}

TEST_CASE("text is shortened to the columns there are") {
  CHECK(shortened("relief", 6) == "relief");
  CHECK(shortened("relief", 5) == "reli…");
  CHECK(shortened("a long one", 7) == "a long…");
  CHECK(shortened("to the end", 7) == "to the…");
  CHECK(shortened("is it so", 6) == "is it…");
  CHECK(shortened("a bcd", 3) == "a…");
  CHECK(shortened("首が痛い", 5) == "首が…");
  CHECK(shortened("首が痛い", 4) == "首…");
  CHECK(shortened("relief", 5, "...") == "re...");
  CHECK(shortened("relief", 2, "...") == "re");
  CHECK(shortened("relief", 0) == "");
  CHECK(shortened("👩‍👩‍👧👩‍👩‍👧", 3) == "👩‍👩‍👧…");
}

TEST_CASE("padding fills up to the columns and never cuts") {
  CHECK(padded("首", 4) == "首  ");
  CHECK(padded("neck", 2) == "neck");
}

TEST_CASE("wrapping breaks between words and keeps line breaks") {
  CHECK(wrapped("one two three", 7) == Texts{"one two", "three"});
  CHECK(wrapped("one  two", 4) == Texts{"one", "two"});
  CHECK(wrapped("a\n\n  b c\n", 10) == Texts{"a", "", "  b c"});
  CHECK(wrapped("abcdefgh ij", 3) == Texts{"abc", "def", "gh", "ij"});
  CHECK(wrapped("首が痛い", 5) == Texts{"首が", "痛い"});
  CHECK(wrapped("首が", 1) == Texts{"首", "が"});
  CHECK(wrapped("ab", 0) == Texts{"a", "b"});
  CHECK(wrapped("a\u00a0b c", 3) == Texts{"a\u00a0b", "c"});
  CHECK(wrapped("", 10) == Texts{""});
  CHECK(wrapped("word   ", 10) == Texts{"word"});
}

TEST_CASE("wrapping never loses a character, whatever the text") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    const std::size_t columns = random() % 12;
    std::string all;
    for (const auto& line : wrapped(text, columns)) {
      CHECK((display_width(line) <= std::max<std::size_t>(columns, 1) || seen_graphemes(line) == 1));
      all += line;
    }
    std::string expected;
    for (const auto line : split_lines(text)) expected += line;
    CHECK(without_blanks(all) == without_blanks(expected));
  }
}

TEST_CASE("huge texts take no more than linear time to lay out") {
  const std::string plain(1'000'000, 'x');
  const std::string marks = "a" + repeated("\u0301", 200'000) + repeated("\u0323", 200'000);
  CHECK(shortened(plain, 10).size() < 20);
  CHECK(wrapped(plain, 80).size() == 12'500);
  CHECK(display_width(marks) == 1);
}

TEST_CASE("graphemes hold all of a text, and none of it outgrows its columns") {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    std::string all;
    for (const auto grapheme : graphemes(text)) all += grapheme;
    CHECK(all == text);
    CHECK(display_width(shortened(text, 5)) <= 5);
  }
}
