#include "base/json_writer.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/json.hpp"

using namespace felt;

namespace {

std::string written(const std::string& value) {
  std::string text;
  JsonWriter(text).text(value);
  return text;
}

std::string written(double value) {
  std::string text;
  JsonWriter(text).number(value);
  return text;
}

}  // namespace

TEST_CASE("what is written piece by piece is what json_text writes of the whole") {
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("a").number(6LL).key("b").begin_list().text("x").number(2.5).yes_no(true);
  json.begin_object().end_object().begin_list().end_list().end_list();
  json.key("c").begin_object().key("d").yes_no(false).end_object().end_object();
  CHECK(text ==
        json_text(
            Json{{"a", 6}, {"b", {"x", 2.5, true, Json::object(), Json::array()}}, {"c", {{"d", false}}}}));
}

TEST_CASE("a text is escaped as json_text escapes it") {
  for (const std::string value :
       {"", "plain", "\"q\" \\ /", "\b\f\n\r\t", "\x01\x1f\x7f", "é 🙂 e\xcc\x81",
        "\xc2\x85\xe2\x80\xae\xef\xbb\xbf", "a\nb\"é\x1b[31m", "\xf0\x9f\x99\x82"})
    CHECK_MESSAGE(written(value) == json_text(Json(value)), value);
}

TEST_CASE("a number is written as json_text writes it and reads back the same") {
  for (const double value :
       {0.0, -0.0, 6.0, -1.3, 0.1, 1e15, 9007199254740993.0, 1e300, 1e-9, 31.023611111111112}) {
    CHECK(parse_json(written(value), "x").get<double>() == value);
    if (std::abs(value) < 1e15) CHECK(written(value) == json_text(json_number(value)));
  }
}

TEST_CASE("what no journal holds is damage") {
  CHECK_THROWS_AS(written("\xff"), Error);
  CHECK_THROWS_AS(written(std::string("a\0b", 3)), Error);
  CHECK_THROWS_AS(written(std::numeric_limits<double>::infinity()), Error);
  CHECK_THROWS_AS(written(std::numeric_limits<double>::quiet_NaN()), Error);
}
