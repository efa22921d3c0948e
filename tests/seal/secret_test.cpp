#include "seal/secret.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace felt;

TEST_CASE("a text is wiped to the end of the room it has, where it was longer once, too") {
  std::string text(100, 'x');
  text.resize(40);
  const std::string_view room(text.data(), 100);
  wipe(text);
  CHECK(text.empty());
  CHECK(std::all_of(room.begin(), room.end(), [](char byte) { return byte == '\0'; }));
}
