#include <doctest/doctest.h>

#include "model/term_lookup.hpp"
#include "model/typed.hpp"
#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

Word chosen(const Question& question, std::string_view typed) {
  return std::get<Choice>(parse_answer(question, typed).value().value).word;
}

Word chosen(std::string_view typed) { return chosen(choice_question(), typed); }

std::vector<Pick> picked(const Question& question, std::string_view typed) {
  return std::get<Picks>(parse_answer(question, typed).value().value).picks;
}

std::vector<Pick> picked(std::string_view typed) { return picked(multi_question(), typed); }

std::string refusal(const Question& question, std::string_view typed) {
  return refusal_of([&] { parse_answer(question, typed); });
}

using Several = std::vector<Pick>;

const std::string choice_hint = "It takes one of: slow, right, fast, no.";
const std::string multi_hint =
    "It takes words of its list, with commas between them: calm, relief, relaxed, fear, moved, deja-vu, "
    "hour-3, "
    "cannot-say, none; a number from 1 (a little) to 5 (very much) behind a word; own words in quotes.";

}  // namespace

TEST_CASE("a choice is typed as its number, id or label, in any case") {
  const Word right{"right", "just right"};
  for (const std::string typed : {"2", "right", "RIGHT", "just right", "Just  Right", " 2 "})
    CHECK(chosen(typed) == right);
}

TEST_CASE("a choice is typed as an unambiguous beginning") {
  CHECK(chosen("ju").id == "right");
  CHECK(chosen("sl").id == "slow");
  CHECK(chosen("too f").id == "fast");
  CHECK(refusal(choice_question(), "too") ==
        "tests/pace: no word 'too' | It could be: too slow, too fast. " + choice_hint);
}

TEST_CASE("a choice whose label holds a comma is typed whole") {
  CHECK(chosen("no, thank you").id == "no");
  CHECK(chosen("no,").id == "no");
  CHECK(chosen("no").id == "no");
}

TEST_CASE("an unknown choice names what was typed, the nearest word and what is accepted") {
  CHECK(refusal(choice_question(), "rigt") ==
        "tests/pace: no word 'rigt' | Did you mean 'right'? " + choice_hint);
  CHECK(refusal(choice_question(), "thank") ==
        "tests/pace: no word 'thank' | It could be: no, thank you. " + choice_hint);
  CHECK(refusal(choice_question(), "banana") == "tests/pace: no word 'banana' | " + choice_hint);
  CHECK(refusal(choice_question(), "0") == "tests/pace: no word '0' | " + choice_hint);
  CHECK(refusal(choice_question(), "6") == "tests/pace: no word '6' | " + choice_hint);
  CHECK(refusal(choice_question(), "-1") == "tests/pace: no word '-1' | " + choice_hint);
  CHECK(refusal(choice_question(), "right, fast") == "tests/pace: no word 'right, fast' | " + choice_hint);
}

TEST_CASE("an option that is no longer offered is not taken by any name") {
  for (const std::string typed : {"5", "old", "as before", "as b"})
    CHECK(refusal(choice_question(), typed).starts_with("tests/pace: no word '" + typed + "' | "));
}

TEST_CASE("the number before a choice wins over a word that is a number") {
  auto question = choice_question("times");
  question.words =
      list_of("", {term("0", "never"), term("1", "once"), term("2", "twice"), term("more", "more often")});
  CHECK(chosen(question, "0").label == "never");
  CHECK(chosen(question, "1").label == "never");
  CHECK(chosen(question, "2").label == "once");
  CHECK(chosen(question, "3").label == "twice");
  CHECK(chosen(question, "4").label == "more often");
  auto several = multi_question();
  several.words = question.words;
  CHECK(picked(several, "1, 2 3") == std::vector<Pick>{{{"0", "never"}, std::nullopt}, {{"1", "once"}, 3}});
}

TEST_CASE("a number with a sign is a word like others") {
  auto question = choice_question("change");
  question.words = list_of("", {term("less", "-1"), term("same", "the same"), term("more", "+1")});
  CHECK(chosen(question, "+1").id == "more");
  CHECK(chosen(question, "-1").id == "less");
  CHECK(chosen(question, "1").id == "less");
}

TEST_CASE("an id wins over another option's label") {
  auto question = choice_question();
  question.words = list_of("", {term("a", "b"), term("b", "a")});
  CHECK(chosen(question, "a").id == "a");
  CHECK(chosen(question, "B").id == "b");
}

TEST_CASE("a label wins over another option's alias") {
  auto question = choice_question();
  question.words = list_of("", {term("first", "one", {"start"}), term("second", "start")});
  CHECK(chosen(question, "start").id == "second");
}

TEST_CASE("a label that two words have is refused with their ids") {
  auto question = multi_question();
  question.words =
      list_of("feelings", {term("relief", "erleichtert, frei"), term("fear", "Erleichtert, frei"),
                           term("easy", "leicht"), term("calm", "ruhig", {"sacht"}),
                           term("soft", "sanft", {"Sacht"}), retired(term("light", "leicht"))});
  const std::string hint =
      "It takes words of its list, with commas between them: relief, fear, easy, calm, soft; a number from 1 "
      "(a little) to 5 (very much) behind a word; own words in quotes.";
  CHECK(refusal(question, "erleichtert, frei 3") ==
        "tests/feelings: 'erleichtert, frei' could be more than one word | Write 'relief' or 'fear'. " +
            hint);
  CHECK(refusal(question, "sacht") ==
        "tests/feelings: 'sacht' could be more than one word | Write 'calm' or 'soft'. " + hint);
  CHECK(refusal(question, "erl") == "tests/feelings: no word 'erl' | It could be: relief, fear. " + hint);
  CHECK(picked(question, "relief 2, leicht").size() == 2);
}

TEST_CASE("own words are a choice only where they are asked for, and in quotes") {
  auto question = choice_question();
  CHECK(refusal(question, "\"like rain\"") ==
        "tests/pace: own words like 'like rain' are not asked for here | " + choice_hint);
  question.allow_other = true;
  CHECK(chosen(question, "\" like rain \"") == Word{"", "like rain"});
  CHECK(chosen(question, "\"right\"") == Word{"", "right"});
  CHECK(refusal(question, "like rain") ==
        "tests/pace: no word 'like rain' | It takes one of: slow, right, fast, no; own words in quotes.");
  CHECK(
      refusal(question, "\"\"") ==
      "tests/pace: own words cannot be empty | It takes one of: slow, right, fast, no; own words in quotes.");
  CHECK(refusal(question, "\"").starts_with("tests/pace: no word '\"' | "));
}

TEST_CASE("words of a list are typed with commas between them") {
  CHECK(picked("fear, relief") == Several{pick("fear"), pick("relief")});
  CHECK(picked("fear,relief") == Several{pick("fear"), pick("relief")});
  CHECK(picked("fear") == Several{pick("fear")});
  CHECK(picked(" , fear,, relief , ") == Several{pick("fear"), pick("relief")});
}

TEST_CASE("words are found by number, id, label, alias and unambiguous beginning") {
  for (const std::string typed : {"4", "fear", "afraid", "Scared", "FRIGHT", "afr", "sca"})
    CHECK_MESSAGE(picked(typed) == Several{pick("fear")}, typed);
  CHECK(picked("1, 4") == Several{pick("calm"), pick("fear")});
  CHECK(refusal(multi_question(), "rel") ==
        "tests/feelings: no word 'rel' | It could be: relieved, relaxed. " + multi_hint);
}

TEST_CASE("accents, case and typographic signs do not matter") {
  for (const std::string typed : {"déjà vu", "deja vu", "DÉJÀ VU", "de\u0301ja\u0300 vu", "deja-vu", "déjà"})
    CHECK_MESSAGE(picked(typed) == Several{pick("deja-vu")}, typed);
  for (const std::string typed : {"can't say", "can’t say", "CAN’T", "cannot-say"})
    CHECK_MESSAGE(picked(typed) == Several{pick("cannot-say")}, typed);
}

TEST_CASE("a strength stands behind a word and may be left out") {
  CHECK(picked("fear 3, relief") == Several{pick("fear", 3), pick("relief")});
  CHECK(picked("afraid  5,calm 1") == Several{pick("fear", 5), pick("calm", 1)});
  CHECK(picked("4 3") == Several{pick("fear", 3)});
  CHECK(picked("afr 2") == Several{pick("fear", 2)});
}

TEST_CASE("a word that ends with a number is not taken for a word with a strength") {
  CHECK(picked("hour 3") == Several{pick("hour-3")});
  CHECK(picked("hour 3 2") == Several{pick("hour-3", 2)});
  CHECK(picked("hour-3 2, calm") == Several{pick("hour-3", 2), pick("calm")});
}

TEST_CASE("a label that holds a comma is one word") {
  CHECK(picked("moved, touched") == Several{pick("moved")});
  CHECK(picked("moved, touched 4") == Several{pick("moved", 4)});
  CHECK(picked("fear 2, moved, touched 4, calm") == Several{pick("fear", 2), pick("moved", 4), pick("calm")});
  CHECK(picked("Moved,  Touched, fear") == Several{pick("moved"), pick("fear")});
  CHECK(picked("moved 3, calm") == Several{pick("moved", 3), pick("calm")});
  CHECK(refusal(multi_question(), "touched") ==
        "tests/feelings: no word 'touched' | It could be: moved, touched. " + multi_hint);
}

TEST_CASE("own words stand in quotes and come after the words of the list") {
  CHECK(picked("relief 4, \"like rain\" 3") == Several{pick("relief", 4), own_pick("like rain", 3)});
  CHECK(picked("\"like rain\", relief") == Several{pick("relief"), own_pick("like rain")});
  CHECK(picked("\"rain, then sun; and wind\" 2, \"b\"") ==
        Several{own_pick("rain, then sun; and wind", 2), own_pick("b")});
  CHECK(picked("\" fear \"") == Several{own_pick("fear")});
  CHECK(picked("\"level 3\"") == Several{own_pick("level 3")});
  CHECK(picked("\"a \"b\" c\"") == Several{own_pick("a \"b\" c")});
  CHECK(picked("\"a \"\"b\", \"c\"") == Several{own_pick("a \"b"), own_pick("c")});
}

TEST_CASE("own words are refused where they are not asked for, empty, or without quotes") {
  auto question = multi_question();
  CHECK(refusal(question, "like rain") == "tests/feelings: no word 'like rain' | " + multi_hint);
  CHECK(refusal(question, "\"\"") == "tests/feelings: own words cannot be empty | " + multi_hint);
  CHECK(refusal(question, "calm, \"like rain, fear") ==
        "tests/feelings: no word '\"like rain, fear' | " + multi_hint);
  question.allow_other = false;
  CHECK(refusal(question, "calm, \"like rain\"")
            .starts_with("tests/feelings: own words like 'like rain' are not asked for here | "));
}

TEST_CASE("an unknown word among others names that word and the nearest one") {
  CHECK(refusal(multi_question(), "calm, feer 3") ==
        "tests/feelings: no word 'feer' | Did you mean 'fear'? " + multi_hint);
  CHECK(refusal(multi_question(), "gone") ==
        "tests/feelings: no word 'gone' | Did you mean 'none'? " + multi_hint);
  CHECK(refusal(multi_question(), "8") == "tests/feelings: no word '8' | " + multi_hint);
}

TEST_CASE("a strength off its scale, or where none is asked for, is refused") {
  CHECK(refusal(multi_question(), "fear 6") == "tests/feelings: 6 is outside 1 to 5 | " + multi_hint);
  CHECK(refusal(multi_question(), "fear 0") == "tests/feelings: 0 is outside 1 to 5 | " + multi_hint);
  CHECK(refusal(multi_question(), "fear 2.5") == "tests/feelings: 2.5 is between two steps | " + multi_hint);
  auto question = multi_question();
  question.intensity.reset();
  CHECK(refusal(question, "fear 3") ==
        "tests/feelings: 'afraid' cannot have a strength here | It takes words of its list, with commas "
        "between them: "
        "calm, relief, relaxed, fear, moved, deja-vu, hour-3, cannot-say, none; own words in quotes.");
}

TEST_CASE("a word that excludes the others stands alone") {
  CHECK(picked("none of these") == Several{pick("none")});
  CHECK(refusal(multi_question(), "none, calm") ==
        "tests/feelings: 'none of these' stands alone | " + multi_hint);
  CHECK(refusal(multi_question(), "calm, none") ==
        "tests/feelings: 'none of these' stands alone | " + multi_hint);
  CHECK(refusal(multi_question(), "none, \"like rain\"") ==
        "tests/feelings: 'none of these' stands alone | " + multi_hint);
}

TEST_CASE("the same word twice is refused, however it is spelt") {
  CHECK(refusal(multi_question(), "fear, calm, scared 3") ==
        "tests/feelings: 'afraid' is there twice | " + multi_hint);
  CHECK(refusal(multi_question(), "\"rain\", \"rain\" 2") ==
        "tests/feelings: 'rain' is there twice | " + multi_hint);
}

TEST_CASE("no more words than the question takes") {
  auto question = multi_question();
  question.max_picks = 2;
  CHECK(picked(question, "calm, fear").size() == 2);
  CHECK(refusal(question, "calm, fear, \"rain\"") ==
        "tests/feelings: 3 are too many; at most 2 fit | " + multi_hint);
}

TEST_CASE("commas alone pick nothing") {
  CHECK(refusal(multi_question(), ",") == "tests/feelings: nothing is picked | " + multi_hint);
}

TEST_CASE("finding a word says what it looked for") {
  CHECK(find_term(*feelings(), "scared", "no feeling is called").id == "fear");
  CHECK(refusal_of([] { find_term(*feelings(), "feer", "no feeling is called"); }) ==
        "no feeling is called 'feer' | Did you mean 'fear'?");
  CHECK(refusal_of([] { find_term(*feelings(), "xyzzy", "no feeling is called"); }) ==
        "no feeling is called 'xyzzy' | ");
  CHECK(refusal_of([] { find_term(*feelings(), "", "no feeling is called"); }) ==
        "no feeling is called '' | ");
}

TEST_CASE("spellings that find more than one word are told") {
  const auto told = [](const std::vector<Term>& terms) {
    std::vector<std::string> all;
    for (const auto& shared : shared_spellings(terms))
      all.push_back(shared.other->id + " " + shared.term->id + " " + std::string(shared.key) + " " +
                    shared.spelling);
    return all;
  };
  CHECK(told(feelings()->terms).empty());
  CHECK(told({term("relief", "Relief", {"relief"})}).empty());
  CHECK(told({term("a", "one"), retired(term("b", "one"))}).empty());
  CHECK(told({term("a", "Müde"), term("b", "mude"), term("c", "see", {"MÜDE", "A"})}) ==
        std::vector<std::string>{"a b label mude", "a c aliases MÜDE", "a c aliases A"});
  CHECK(told({term("a", "b"), term("b", "a")}) == std::vector<std::string>{"a b id b", "a b label a"});
}

TEST_CASE("at most six words are offered for a beginning") {
  std::vector<Term> terms;
  for (const auto* id : {"aa", "ab", "ac", "ad", "ae", "af", "ag"}) terms.push_back(term(id, id));
  const auto list = list_of("letters", terms);
  CHECK(refusal_of([&] { find_term(*list, "a", "no word"); }) ==
        "no word 'a' | It could be: aa, ab, ac, ad, ae, af, ….");
}
