#include "base/numbers.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace felt;

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
