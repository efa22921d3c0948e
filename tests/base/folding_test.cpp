#include "base/folding.hpp"

#include <doctest/doctest.h>

#include "texts.hpp"

using namespace felt;
using namespace felt::text_test;

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

TEST_CASE("huge texts take no more than linear time to fold") {
  const std::string marks = "a" + repeated("\u0301", 200'000) + repeated("\u0323", 200'000);
  CHECK(folded(marks) == "a");
  CHECK(composed(marks).size() > 100'000);
}

TEST_CASE("folding what is folded changes nothing, whatever the text") {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    CHECK(folded(folded(text)) == folded(text));
    CHECK(searchable(text).size() >= folded(text).size());
  }
}
