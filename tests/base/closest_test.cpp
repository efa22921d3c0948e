#include "base/closest.hpp"

#include <doctest/doctest.h>

#include "texts.hpp"

using namespace felt;
using namespace felt::text_test;

namespace {

std::string nearest(std::string_view word, const Texts& candidates) {
  return closest(word, candidates).value_or("-");
}

}  // namespace

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

TEST_CASE("a huge text is not compared") {
  const std::string plain(1'000'000, 'x');
  CHECK_FALSE(closest(plain, Texts{"morning"}).has_value());
  CHECK_FALSE(closest("morning", Texts{plain}).has_value());
}
