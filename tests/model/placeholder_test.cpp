#include "model/placeholder.hpp"

#include <doctest/doctest.h>

using namespace felt;

namespace {

std::optional<std::string> knot(std::string_view id) {
  return id == "thing" ? std::optional<std::string>("the knot") : std::nullopt;
}

}  // namespace

TEST_CASE("placeholders are ids in braces, and nothing else is") {
  CHECK(placeholders_in("How is {my-thing}, and {my-thing} again, {two}?") ==
        std::vector<std::string>{"my-thing", "my-thing", "two"});
  CHECK(placeholders_in("0 is {very stuck}; {} and {Id} and {open").empty());
  CHECK(placeholders_in("").empty());
}

TEST_CASE("each placeholder is filled, other braces stay") {
  CHECK(filled("0 is {very stuck}: how easy is {thing}, and again {thing}?", knot) ==
        "0 is {very stuck}: how easy is the knot, and again the knot?");
  CHECK(filled("{thing}", knot) == "the knot");
  CHECK(filled("{other} {thing", knot) == "{other} {thing");
}
