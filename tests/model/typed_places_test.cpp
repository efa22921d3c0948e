#include <doctest/doctest.h>

#include "model/typed.hpp"
#include "questions.hpp"

using namespace felt;
using namespace felt::test;

namespace {

using Several = std::vector<Place>;

std::vector<Place> places(const Question& question, std::string_view typed) {
  return std::get<Places>(parse_answer(question, typed).value().value).places;
}

std::vector<Place> places(std::string_view typed) { return places(body_question(), typed); }
std::vector<Place> areas(std::string_view typed) { return places(areas_question(), typed); }

std::string refusal(const Question& question, std::string_view typed) {
  return refusal_of([&] { parse_answer(question, typed); });
}

const std::string hint = " | It takes places like 'neck left back: tight 3; belly: warm'.";
const std::string areas_hint = " | It takes places like 'neck left; belly'.";

}  // namespace

TEST_CASE("places are typed with semicolons between them and their words behind a colon") {
  CHECK(places("neck left back: tight 3; belly: warm") ==
        Several{place("neck", Side::left, Aspect::back, {"tight"}, 3),
                place("belly", Side::none, Aspect::none, {"warm"})});
  CHECK(places("neck:tight;belly") ==
        Several{place("neck", Side::none, Aspect::none, {"tight"}), place("belly")});
  CHECK(places(" ; neck ;; belly ; ") == Several{place("neck"), place("belly")});
}

TEST_CASE("side and aspect stand before or behind the region, in any order") {
  const Several left_back{place("neck", Side::left, Aspect::back)};
  for (const std::string typed : {"neck left back", "neck back left", "left neck back", "back left neck",
                                  "left back neck", "LEFT Neck Back", "neck, left, back;"})
    CHECK_MESSAGE(places(typed) == left_back, typed);
  CHECK(places("neck both") == Several{place("neck", Side::both)});
  CHECK(places("middle neck front") == Several{place("neck", Side::middle, Aspect::front)});
}

TEST_CASE("a region whose name holds a position word is found whole first") {
  CHECK(places("back of the head") == Several{place("back-of-head")});
  CHECK(places("front of the neck") == Several{place("throat")});
  CHECK(places("middle of the back left") == Several{place("mid-back", Side::left)});
  CHECK(places("left middle of the back") == Several{place("mid-back", Side::left)});
  CHECK(places("mid-back middle") == Several{place("mid-back", Side::middle)});
  CHECK(places("small of the back right") == Several{place("lower-back", Side::right)});
  CHECK(places("lower-back left") == Several{place("lower-back", Side::left)});
  CHECK(places("head back") == Several{place("head", Side::none, Aspect::back)});
  CHECK(places("back head") == Several{place("head", Side::none, Aspect::back)});
}

TEST_CASE("a region may be typed as an alias, a beginning or a plural") {
  CHECK(places("shin left") == Several{place("lower-leg", Side::left)});
  CHECK(places("thumb right") == Several{place("fingers", Side::right)});
  CHECK(places("bel") == Several{place("belly")});
  CHECK(places("thr") == Several{place("throat")});
  CHECK(places("shoulders both") == Several{place("shoulder", Side::both)});
  CHECK(places("both shoulders") == Several{place("shoulder", Side::both)});
  CHECK(places("shoulder blades") == Several{place("shoulder-blade")});
  CHECK(places("ears left") == Several{place("ears", Side::left)});
}

TEST_CASE("a region's own name wins over a longer one that begins with it") {
  CHECK(places("shoulder left") == Several{place("shoulder", Side::left)});
  CHECK(places("shoulder b left") == Several{place("shoulder-blade", Side::left)});
}

TEST_CASE("several words for one place share its one strength") {
  CHECK(places("neck: tight 3, warm") ==
        Several{place("neck", Side::none, Aspect::none, {"tight", "warm"}, 3)});
  CHECK(places("neck: tight, warm 3") ==
        Several{place("neck", Side::none, Aspect::none, {"tight", "warm"}, 3)});
  CHECK(places("neck: tight 3, warm 3") ==
        Several{place("neck", Side::none, Aspect::none, {"tight", "warm"}, 3)});
  CHECK(places("neck left 3: tight") == Several{place("neck", Side::left, Aspect::none, {"tight"}, 3)});
  CHECK(places("neck left 3") == Several{place("neck", Side::left, Aspect::none, {}, 3)});
}

TEST_CASE("the words of a place are found by label, alias and beginning") {
  CHECK(places("neck: TIGHT, tingling, heav") ==
        Several{place("neck", Side::none, Aspect::none, {"tight", "pins", "heavy"})});
}

TEST_CASE("a word for a place may hold a comma") {
  CHECK(places("neck: clenched, contracted") ==
        Several{place("neck", Side::none, Aspect::none, {"clenched"})});
  CHECK(places("neck: warm, clenched, contracted 4; belly: heavy") ==
        Several{place("neck", Side::none, Aspect::none, {"warm", "clenched"}, 4),
                place("belly", Side::none, Aspect::none, {"heavy"})});
}

TEST_CASE("both sides may be named one by one when they differ") {
  CHECK(places("neck left: tight; neck right: warm").size() == 2);
  CHECK(places("neck left front; neck left back").size() == 2);
}

TEST_CASE("where no words follow, commas part the places too") {
  const Several two{place("neck", Side::left), place("belly")};
  CHECK(areas("neck left; belly") == two);
  CHECK(areas("neck left, belly") == two);
  CHECK(areas("neck left,belly,") == two);
  CHECK(places("neck left, belly") == two);
}

TEST_CASE("a question about places only refuses words and strengths") {
  CHECK(refusal(areas_question(), "neck: tight") ==
        "tests/areas: only places are asked for here, no words for them" + areas_hint);
  CHECK(refusal(areas_question(), "neck 3") ==
        "tests/areas: 'neck' cannot have a strength here" + areas_hint);
  auto question = areas_question();
  question.intensity = strength();
  CHECK(places(question, "neck left 3; belly") ==
        Several{place("neck", Side::left, Aspect::none, {}, 3), place("belly")});
  CHECK(refusal(question, "neck 9") ==
        "tests/areas: 9 is outside 1 to 5 | It takes places like 'neck left 3; belly 2'.");
}

TEST_CASE("a place is shown without strengths where none can be given") {
  auto question = body_question();
  question.intensity.reset();
  CHECK(refusal(question, "neck: tight 3") ==
        "tests/noticing: 'neck' cannot have a strength here | It takes places like 'neck left back: tight; "
        "belly: "
        "warm'.");
}

TEST_CASE("a side or an aspect that the region does not have is refused") {
  CHECK(refusal(body_question(), "left throat") == "tests/noticing: 'throat' has no left or right" + hint);
  CHECK(refusal(body_question(), "spine both: warm") ==
        "tests/noticing: 'along the spine' has no left or right" + hint);
  CHECK(refusal(body_question(), "belly front") == "tests/noticing: 'belly' has no front or back" + hint);
  CHECK(refusal(body_question(), "back of the head back") ==
        "tests/noticing: 'back of the head' has no front or back" + hint);
}

TEST_CASE("two sides or two aspects of one place are no place") {
  CHECK(refusal(body_question(), "neck left right: tight") ==
        "tests/noticing: no region 'neck left right'" + hint);
  CHECK(refusal(body_question(), "neck front back") == "tests/noticing: no region 'neck front back'" + hint);
}

TEST_CASE("an unknown region or word names it, the nearest one and what is accepted") {
  CHECK(refusal(body_question(), "nek left: tight") == "tests/noticing: no region 'nek left'" + hint);
  CHECK(refusal(body_question(), "nek: tight") ==
        "tests/noticing: no region 'nek' | Did you mean 'neck'? It takes places like 'neck left back: tight "
        "3; belly: "
        "warm'.");
  CHECK(refusal(body_question(), "neck: tihgt 3") ==
        "tests/noticing: no word 'tihgt' | Did you mean 'tight'? It takes places like 'neck left back: tight "
        "3; belly: "
        "warm'.");
  CHECK(refusal(body_question(), "left") == "tests/noticing: no region 'left'" + hint);
  CHECK(refusal(body_question(), ": tight") == "tests/noticing: no region ''" + hint);
  CHECK(refusal(body_question(), "neck: \"like rain\"") == "tests/noticing: no word '\"like rain\"'" + hint);
}

TEST_CASE("a beginning that fits several regions names them") {
  CHECK(refusal(body_question(), "lower") ==
        "tests/noticing: no region 'lower' | It could be: lower back, lower leg. It takes places like 'neck "
        "left back: "
        "tight 3; belly: warm'.");
}

TEST_CASE("one place has one strength, on the question's scale") {
  CHECK(refusal(body_question(), "neck: tight 3, warm 4") ==
        "tests/noticing: 'neck' has two strengths" + hint);
  CHECK(refusal(body_question(), "neck 2: tight 3") == "tests/noticing: 'neck' has two strengths" + hint);
  CHECK(refusal(body_question(), "neck: tight 6") == "tests/noticing: 6 is outside 1 to 5" + hint);
}

TEST_CASE("the same spot twice is refused, and so is the same word of one spot") {
  CHECK(refusal(body_question(), "neck left: tight; left neck: warm") ==
        "tests/noticing: 'neck' is there twice" + hint);
  CHECK(refusal(body_question(), "belly; tummy; belly") == "tests/noticing: no region 'tummy'" + hint);
  CHECK(refusal(body_question(), "belly, belly") == "tests/noticing: 'belly' is there twice" + hint);
  CHECK(refusal(body_question(), "neck: tight, TIGHT") == "tests/noticing: 'tight' is there twice" + hint);
}

TEST_CASE("no more places than the question takes, and at least one") {
  auto question = body_question();
  question.max_places = 2;
  CHECK(places(question, "neck; belly").size() == 2);
  CHECK(refusal(question, "neck; belly; head") ==
        "tests/noticing: 3 places are too many; at most 2 fit" + hint);
  CHECK(refusal(question, ";") == "tests/noticing: no place is named" + hint);
}

TEST_CASE("a question may have regions and words of its own") {
  auto question = body_question("hands");
  question.regions =
      list_of("", {region("palm", "palm", Has::sides), region("knuckles", "knuckles", Has::nothing)});
  question.qualities = list_of("", {term("dry", "dry, rough"), term("cold", "cold")});
  const Several expected{
      {{"palm", "palm"}, Side::left, Aspect::none, {{"dry", "dry, rough"}, {"cold", "cold"}}, 2.0}};
  CHECK(places(question, "left palm: dry, rough, cold 2") == expected);
  CHECK(refusal(question, "neck: dry") == "tests/hands: no region 'neck'" + hint);
  CHECK(refusal(question, "palm: tight") == "tests/hands: no word 'tight'" + hint);
}

TEST_CASE("many position words do not make finding a region slow") {
  std::string typed = "neck";
  for (int i = 0; i < 10'000; ++i) typed += " left back right front";
  CHECK(refusal(body_question(), typed) != "accepted");
}
