#include "interview/pasted.hpp"

#include <doctest/doctest.h>

using namespace felt;

TEST_CASE("pasted lines stand in one line, with a sign for each break of a text") {
  const auto pasted = [](const wchar_t* text) { return in_one_line(text, PastedBreaks::stay); };
  CHECK((pasted(L"first\rsecond\rthird") == L"first⏎second⏎third"));
  CHECK((pasted(L"first\r\nsecond\n\nthird") == L"first⏎second⏎⏎third"));
  CHECK((pasted(L"a line with its end\r\n") == L"a line with its end"));
  CHECK((pasted(L"\r") == L""));
}

TEST_CASE("pasted lines become spaces where an answer is one line") {
  CHECK((in_one_line(L"calm,\r\nmoved\n", PastedBreaks::become_spaces) == L"calm, moved"));
}

TEST_CASE("what is pasted has no control characters") {
  CHECK((in_one_line(L"a\tb\x1b[31mc\x07\x85 é", PastedBreaks::stay) == L"a b[31mc é"));
}
