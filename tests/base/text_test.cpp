#include "base/text.hpp"

#include <doctest/doctest.h>

#include "texts.hpp"

using namespace felt;
using namespace felt::text_test;
using namespace std::literals;

TEST_CASE("a line feed alone ends a line, and a carriage return alone is left") {
  CHECK(with_plain_breaks("a\r\n\r\nb\rc\n\r\r\n") == "a\n\nb\rc\n\r\n");
  CHECK(with_plain_breaks("\r") == "\r");
  CHECK(with_plain_breaks("").empty());
}

TEST_CASE("trim takes away every kind of white space at both ends") {
  CHECK(trim("  a b \t\r\n") == "a b");
  CHECK(trim("\u00a0\u3000寒い\u3000") == "寒い");
  CHECK(trim(" \n ") == "");
  CHECK(trim("") == "");
  CHECK(trim("\xff ") == "\xff");
}

TEST_CASE("text is split at every separator, at runs of white space, or into lines") {
  CHECK(copied(split("a,,b,", ',')) == Texts{"a", "", "b", ""});
  CHECK(copied(split("", ',')) == Texts{""});
  CHECK(copied(split_words("  neck \t left\u3000back\n")) == Texts{"neck", "left", "back"});
  CHECK(split_words(" ").empty());
  CHECK(copied(split_lines("a\r\n\nb\n")) == Texts{"a", "", "b"});
  CHECK(copied(split_lines("a\nb")) == Texts{"a", "b"});
  CHECK(copied(split_lines("\n")) == Texts{""});
  CHECK(split_lines("").empty());
}

TEST_CASE("parts are joined with the separator between them") {
  CHECK(join(Texts{"a", "b", ""}, ", ") == "a, b, ");
  CHECK(join(Texts{}, ", ") == "");
}

TEST_CASE("the first byte that is not UTF-8 is found, and NUL too") {
  CHECK_FALSE(find_bad_utf8("plain, é, 你好, 👩‍👩‍👧").has_value());
  CHECK(find_bad_utf8("ab\xff") == 2);
  CHECK(find_bad_utf8("a\0b"sv) == 1);
  CHECK(find_bad_utf8("\xc0\xaf") == 0);           // overlong
  CHECK(find_bad_utf8("x\xed\xa0\x80") == 1);      // surrogate
  CHECK(find_bad_utf8("x\xf4\x90\x80\x80") == 1);  // beyond U+10FFFF
  CHECK(find_bad_utf8("é\xe2\x80") == 2);          // cut short
}

TEST_CASE("an id is short, lower case and begins with a letter or digit") {
  CHECK(is_id("neck-ease"));
  CHECK(is_id("3x"));
  CHECK(is_id(std::string(64, 'a')));
  for (const auto* bad : {"", "-a", "A", "a b", "a/b", "../x", "é", "a_b", "a\n"}) CHECK_FALSE(is_id(bad));
  CHECK_FALSE(is_id(std::string(65, 'a')));
}

TEST_CASE("a capital stands at the beginning, where there is one") {
  CHECK(capitalized("pain now") == "Pain now");
  CHECK(capitalized("Done") == "Done");
  CHECK(capitalized("7 days") == "7 days");
  CHECK(capitalized("éclair") == "éclair");
  CHECK(capitalized("").empty());
}
