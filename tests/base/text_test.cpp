#include "base/text.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using namespace felt;
using namespace std::literals;

namespace {

using Texts = std::vector<std::string>;

Texts copied(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

std::string nearest(std::string_view word, const Texts& candidates) {
  return closest(word, candidates).value_or("-");
}

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

std::string repeated(std::string_view part, std::size_t times) {
  std::string result;
  while (times-- > 0) result += part;
  return result;
}

// Pieces that have broken text handling before: marks, joiners, flags, controls, broken and long sequences.
std::string random_text(std::mt19937& random) {
  static const Texts pieces{"a",
                            "Z",
                            " ",
                            "\n",
                            "\t",
                            "\r",
                            "é",
                            "e\u0301",
                            "क्षि",
                            "한",
                            "안녕",
                            "你",
                            "👩‍👩‍👧",
                            "🇦🇹",
                            "❤️",
                            "\u202e",
                            "\xff",
                            "\xe2\x80",
                            "\xc0\xaf",
                            "\xed\xa0\x80",
                            "\0"s,
                            "\x1b[31m",
                            "\u200b",
                            "word"};
  std::string text;
  for (auto n = random() % 40; n > 0; --n) text += pieces[random() % pieces.size()];
  return text;
}

}  // namespace

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

TEST_CASE("composed text is NFC, and broken text stays as it is") {
  CHECK(composed("e\u0301") == "é");
  CHECK(composed("\u1112\u1161\u11ab") == "한");
  CHECK(composed("a\u0301\u0323") == "\u1ea1\u0301");
  CHECK(composed("plain") == "plain");
  CHECK(composed("e\u0301\xff") == "e\u0301\xff");
}

TEST_CASE("case, accents, width, joiners and spaces do not matter when comparing") {
  CHECK(folded("  Très   FATIGUÉE ") == "tres fatiguee");
  CHECK(folded("e\u0301te\u0301") == folded("Été"));
  CHECK(folded("Straße") == "strasse");
  CHECK(folded("İstanbul") == "istanbul");
  CHECK(folded("Ｎｅｃｋ　１") == "neck 1");
  CHECK(folded("ﬁne") == "fine");
  CHECK(folded("don’t") == folded("don't"));
  CHECK(folded("c‑section") == "c-section");
  CHECK(folded("re\u00adlief") == "relief");
  CHECK(folded("안녕") == "안녕");
  CHECK(folded("שָׁלוֹם") == "שלום");
  CHECK(folded("A\xff") == "a\ufffd");
  CHECK(folded("") == "");
}

TEST_CASE("folding keeps marks that make another word") {
  CHECK(folded("が") == "が");
  CHECK(folded("ｶﾞ") == "ガ");
  CHECK(folded("हिन्दी") == "हिन्दी");
}

TEST_CASE("a letter or a number of any script is known as one") {
  for (const auto* text : {"a", "ß", "肩", "ー", "٣", "½", "→ é"}) CHECK(has_letter_or_number(text));
  for (const auto* text : {"", " ", "!?", "→", "„“", "🙂", "\xff"}) CHECK_FALSE(has_letter_or_number(text));
}

TEST_CASE("searchable text has every character of a script without spaces as its own word") {
  CHECK(searchable("Neck  is Tight") == "neck is tight");
  CHECK(searchable("首が痛いです") == "首 が 痛 い で す");
  CHECK(searchable("안녕 하세요") == "안 녕 하 세 요");
  CHECK(searchable("mon 肩 gauche, ABC肩") == "mon 肩 gauche, abc 肩");
  CHECK(searchable("ﾗｰﾒﾝ") == "ラ ー メ ン");
  CHECK(searchable("𠮷野") == "𠮷 野");
  CHECK(searchable("é") == "e");
}

TEST_CASE("an id is short, lower case and begins with a letter or digit") {
  CHECK(is_id("neck-ease"));
  CHECK(is_id("3x"));
  CHECK(is_id(std::string(64, 'a')));
  for (const auto* bad : {"", "-a", "A", "a b", "a/b", "../x", "é", "a_b", "a\n"}) CHECK_FALSE(is_id(bad));
  CHECK_FALSE(is_id(std::string(65, 'a')));
}

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

TEST_CASE("the nearest candidate is the one with the fewest slips") {
  const Texts flows{"quick", "full", "before", "after", "evening", "morning", "day3", "week"};
  CHECK(nearest("mornign", flows) == "morning");
  CHECK(nearest("MORNING", flows) == "morning");
  CHECK(nearest("wek", flows) == "week");
  CHECK(nearest("aftr", flows) == "after");
  CHECK(nearest("xylophone", flows) == "-");
  CHECK(nearest("", flows) == "-");
  CHECK(nearest("sadness", Texts{"madness", "badness"}) == "madness");
  CHECK(nearest("reliéf", Texts{"relief"}) == "relief");
}

TEST_CASE("a short word needs the same first letter") {
  CHECK(nearest("hp", Texts{"lap", "hip"}) == "hip");
  CHECK(nearest("ip", Texts{"hip"}) == "-");
  CHECK(nearest("cat", Texts{"dog"}) == "-");
}

TEST_CASE("an unambiguous beginning is near") {
  CHECK(nearest("emo", Texts{"emotions", "body"}) == "emotions");
  CHECK(nearest("shoulder-bl", Texts{"shoulder", "shoulder-blade"}) == "shoulder-blade");
  CHECK(nearest("sho", Texts{"shoulder", "shoulder-blade"}) == "-");
  CHECK(nearest("em", Texts{"emotions"}) == "-");
}

TEST_CASE("a suggestion is a sentence or nothing") {
  CHECK(did_you_mean("mornign", Texts{"morning"}) == "Did you mean 'morning'?");
  CHECK(did_you_mean("zzz", Texts{"morning"}) == "");
}

TEST_CASE("numbers are written in the shortest form that reads back") {
  CHECK(number_text(6) == "6");
  CHECK(number_text(2.5) == "2.5");
  CHECK(number_text(-1) == "-1");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(100000) == "100000");
  CHECK(number_text(1.0 / 3) == "0.3333333333333333");
  CHECK(number_text(-1.25e-7) == "-0.000000125");
  CHECK(number_text(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
}

TEST_CASE("plain decimal numbers are read and nothing else") {
  CHECK(parse_number("6") == 6.0);
  CHECK(parse_number("2.5") == 2.5);
  CHECK(parse_number("-1") == -1.0);
  CHECK(parse_number("+3") == 3.0);
  CHECK(parse_number("007") == 7.0);
  for (const auto* bad :
       {"", "-", "+-3", "2,5", "1e3", "inf", "nan", "0x10", "1.", ".5", "1.2.3", " 1", "1 ", "٣"})
    CHECK_FALSE(parse_number(bad).has_value());
  CHECK_FALSE(parse_number(std::string(400, '9')).has_value());
}

TEST_CASE("whole numbers are read where they fit") {
  CHECK(parse_whole("12") == 12);
  CHECK(parse_whole("-3") == -3);
  CHECK(parse_whole("+3") == 3);
  for (const auto* bad : {"", "2.0", "1e3", "99999999999999999999", "x", "+"})
    CHECK_FALSE(parse_whole(bad).has_value());
}

TEST_CASE("counts read as a person would say them") {
  CHECK(counted(1, "session") == "1 session");
  CHECK(counted(0, "session") == "0 sessions");
  CHECK(counted(3, "entry", "entries") == "3 entries");
}

TEST_CASE("huge texts take no more than linear time") {
  const std::string plain(1'000'000, 'x');
  const std::string marks = "a" + repeated("\u0301", 200'000) + repeated("\u0323", 200'000);
  CHECK_FALSE(closest(plain, Texts{"morning"}).has_value());
  CHECK_FALSE(closest("morning", Texts{plain}).has_value());
  CHECK(in_quotes(plain).size() < 60);
  CHECK(shortened(plain, 10).size() < 20);
  CHECK(wrapped(plain, 80).size() == 12'500);
  CHECK(folded(marks) == "a");
  CHECK(composed(marks).size() > 100'000);
  CHECK(display_width(marks) == 1);
  CHECK(visible(marks) == marks);
}

TEST_CASE("no text makes the text functions fail") {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    std::string all;
    for (const auto grapheme : graphemes(text)) all += grapheme;
    CHECK(all == text);
    CHECK(folded(folded(text)) == folded(text));
    CHECK(searchable(text).size() >= folded(text).size());
    CHECK(display_width(shortened(text, 5)) <= 5);
  }
}

TEST_CASE("a capital stands at the beginning, where there is one") {
  CHECK(capitalized("pain now") == "Pain now");
  CHECK(capitalized("Done") == "Done");
  CHECK(capitalized("7 days") == "7 days");
  CHECK(capitalized("éclair") == "éclair");
  CHECK(capitalized("").empty());
}
