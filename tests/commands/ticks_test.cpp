#include "commands/ticks.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"

using namespace felt;

namespace {

using Numbers = std::set<std::size_t>;

std::string refusal(std::string_view typed) {
  try {
    ticked_numbers(typed, 5);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("numbers, ranges and all tick a list, and nothing ticks none") {
  CHECK(ticked_numbers("", 5).empty());
  CHECK(ticked_numbers("  ", 5).empty());
  CHECK(ticked_numbers("2", 5) == Numbers{2});
  CHECK(ticked_numbers("1,3-5", 5) == Numbers{1, 3, 4, 5});
  CHECK(ticked_numbers("4-2", 5) == Numbers{2, 3, 4});
  CHECK(ticked_numbers(" 1, 2 ,,5 ", 5) == Numbers{1, 2, 5});
  CHECK(ticked_numbers("ALL", 3) == Numbers{1, 2, 3});
}

TEST_CASE("what is not on the list is named, and nothing is ticked") {
  CHECK(refusal("0") == "'0' is not on the list");
  CHECK(refusal("1,6") == "'6' is not on the list");
  CHECK(refusal("2-9") == "'9' is not on the list");
  CHECK(refusal("two") == "'two' is not on the list");
  CHECK(refusal("3-") == "'' is not on the list");
  CHECK(refusal("-3") == "'-3' is not on the list");
  CHECK(refusal("99999999999999999999") == "'99999999999999999999' is not on the list");
}
