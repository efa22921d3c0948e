#include "base/json.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "base/error.hpp"

using namespace felt;
using namespace std::literals;

namespace {

std::string error_of(std::string_view text) {
  try {
    parse_json(text, "x.json");
  } catch (const ContentError& error) {
    return error.what();
  }
  return "read";
}

template <class Read>
std::string error_of(std::string_view text, Read read) {
  try {
    const JsonDocument document(text, "x.json");
    read(document.reader());
  } catch (const ContentError& error) {
    return error.hint().empty() ? error.what() : error.what() + (" | " + error.hint());
  }
  return "read";
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

}  // namespace

TEST_CASE("a value is read as it stands, keys in order") {
  const auto json = parse_json(R"( {"z": 1, "a": [true, null, -2.5e1, "é\n\ud83d\ude00"], "": {}} )", "x");
  CHECK(json_text(json) == R"({"z":1,"a":[true,null,-25.0,"é\n😀"],"":{}})");
  CHECK(parse_json("\xef\xbb\xbf[1]", "x").size() == 1);
  CHECK(parse_json("6", "x").get<int>() == 6);
}

TEST_CASE("what is wrong is said in plain words, with line and column") {
  CHECK(error_of("") == "x.json:1:1: it is empty");
  CHECK(error_of(" \n ") == "x.json:1:1: it is empty");
  CHECK(error_of("{\"a\": 1") == "x.json:1:8: it ends too early");
  CHECK(error_of("{\"a\": 1,\n}") == "x.json:2:1: a key in double quotes is expected");
  CHECK(error_of("{'a': 1}") == "x.json:1:2: a key in double quotes is expected");
  CHECK(error_of("{\"a\" \"long\"}") == "x.json:1:6: a colon is missing after a key");
  CHECK(error_of("{\"a\": 1\n \"b\": 2}") == "x.json:2:2: a comma or } is missing");
  CHECK(error_of("[1 234]") == "x.json:1:4: a comma or ] is missing");
  CHECK(error_of("[1}") == "x.json:1:3: a comma or ] is missing");
  CHECK(error_of("{} {}") == "x.json:1:4: there is more text after the end");
  CHECK(error_of("[1] x") == "x.json:1:5: there is more text after the end");
  CHECK(error_of("\"é") == "x.json:1:3: a text is not closed with a double quote");
  CHECK(error_of("[\"é\", \"a\nb\"]").starts_with("x.json:1:9: a text goes on in the next line"));
  CHECK(error_of("\"\t\"").starts_with("x.json:1:2: a control character stands in a text"));
  CHECK(error_of("\"\\x\"").starts_with("x.json:1:3: after a backslash comes"));
  CHECK(error_of("\"\\u12\"").starts_with("x.json:1:6: \\u needs four"));
  CHECK(error_of("\"\\ud800\"").find("stands alone") != std::string::npos);
  CHECK(error_of("[-]").starts_with("x.json:1:3: a digit is missing"));
  CHECK(error_of("1e999") == "x.json:1:5: a number is too large");
  CHECK(error_of("[tru]").starts_with("x.json:1:5: a value is expected"));
  CHECK(error_of("[1,]").starts_with("x.json:1:4: a value is expected"));
  CHECK(error_of("NaN").starts_with("x.json:1:1: a value is expected"));
}

TEST_CASE("broken characters are refused, and NUL however it is written") {
  CHECK(error_of("[\"a\xff\"]") == "x.json:1:4: a byte that is not UTF-8");
  CHECK(error_of("[\"\xed\xa0\x80\"]") == "x.json:1:3: a byte that is not UTF-8");
  CHECK(error_of("[1,\0]"sv) == "x.json:1:4: a NUL character");
  CHECK(error_of("[1, \"a\\u0000\"]") == "x.json:1:5: the character \\u0000 cannot be kept");
  CHECK(error_of("{\"\\u0000\": 1}") == "x.json:1:2: the character \\u0000 cannot be kept");
}

TEST_CASE("a key may be in an object once") {
  CHECK(error_of("{\"a\": 1, \"b\": {\"a\": 2}}") == "read");
  CHECK(error_of("{\"a\": 1,\n \"\\u0061\": 2}") == "x.json:2:2: the key 'a' is there twice");
  std::string large = "{\"k0\":0";
  for (int i = 1; i < 100'000; ++i) large += ",\"k" + std::to_string(i) + "\":0";
  CHECK(error_of(large + "}") == "read");
  CHECK(error_of(large + ",\"k77777\":1}").ends_with("the key 'k77777' is there twice"));
}

TEST_CASE("values may be 64 levels deep and no deeper") {
  CHECK(error_of(nested(64)) == "read");
  CHECK(error_of(nested(65)) == "x.json:1:65: more than 64 levels are inside each other");
  CHECK(error_of(std::string(1'000'000, '[')) == "x.json:1:65: more than 64 levels are inside each other");
}

TEST_CASE("a syntax error never repeats what was written") {
  CHECK(error_of("[\"secret words\" oops secret]").find("secret") == std::string::npos);
  CHECK(error_of("[\"secret words\n\"]").find("secret") == std::string::npos);
}

TEST_CASE("whole numbers are written without a point") {
  CHECK(json_text(json_number(6.0)) == "6");
  CHECK(json_text(json_number(-0.0)) == "0");
  CHECK(json_text(json_number(6.2)) == "6.2");
  CHECK(json_text(json_number(-2.5)) == "-2.5");
  CHECK(json_text(json_number(9007199254740991.0)) == "9007199254740991");
  CHECK(json_number(1e300).get<double>() == 1e300);
  CHECK(json_text(json_number(std::numeric_limits<double>::quiet_NaN())) == "null");
}

TEST_CASE("numbers read back as they were") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 10'000; ++round) {
    const double value = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 200) - 130);
    CHECK(parse_json(json_text(json_number(value)), "x").get<double>() == value);
  }
}

TEST_CASE("JSON text holds no character that a terminal obeys") {
  const Json json = {{"a\x1b", "\u009b2J\x7f\u202e\u2028é"}};
  CHECK(json_text(json) == "{\"a\\u001b\":\"\\u009b2J\\u007f\\u202e\\u2028é\"}");
  CHECK(parse_json(json_text(json), "x") == json);
  CHECK(json_pretty(Json{{"a", {1, 2}}}) == "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
  CHECK(json_text(Json("a\xff")) == "\"a\ufffd\"");
}

TEST_CASE("keys are put in order, however many") {
  Json json = Json::object();
  for (int i = 0; i < 20; ++i) put(json, "k" + std::to_string(i), Json{{"i", i}});
  CHECK(json.size() == 20);
  CHECK(json.at("k19").at("i") == 19);
  CHECK(json_text(json).starts_with("{\"k0\":{\"i\":0},\"k1\":"));
}

TEST_CASE("a reader gives values of the kind asked for") {
  const auto text = R"({"t": "é", "n": 2.5, "w": 3.0, "y": true, "l": ["a", "b"], "nothing": null})"s;
  const JsonDocument document(text, "x.json");
  const auto reader = document.reader();
  CHECK(reader.at("t").text() == "é");
  CHECK(reader.at("n").number() == 2.5);
  CHECK(reader.at("w").whole() == 3);
  CHECK(reader.at("y").yes_no());
  CHECK(reader.at("l").items().size() == 2);
  CHECK(reader.texts("l") == std::vector<std::string>{"a", "b"});
  CHECK(reader.texts("missing").empty());
  CHECK_FALSE(reader.find("nothing").has_value());
  CHECK_FALSE(reader.find_text("missing").has_value());
  CHECK(reader.find_number("n") == 2.5);
  CHECK(reader.find_yes_no("y") == true);
}

TEST_CASE("a reader says where a value is wrong and what was expected") {
  const auto text = "{\n  \"answers\": [\n    {\"value\": 6},\n    {\"value\": \"six\", \"n\": 2.5}\n  ]\n}"s;
  const auto second = [](const JsonReader& reader) { return reader.at("answers").items().at(1); };
  CHECK(error_of(text, [&](const JsonReader& r) { second(r).at("value").number(); }) ==
        "x.json:4:15: answers[1].value: a number is expected, not a text");
  CHECK(error_of(text, [&](const JsonReader& r) { second(r).at("n").whole(); }) ==
        "x.json:4:27: answers[1].n: a whole number is expected");
  CHECK(error_of(text, [&](const JsonReader& r) { second(r).at("question"); }) ==
        "x.json:4:5: answers[1]: 'question' is missing");
  CHECK(error_of(text, [&](const JsonReader& r) { r.at("answers").text(); }) ==
        "x.json:2:14: answers: a text is expected, not a list");
  CHECK(error_of(text, [](const JsonReader& r) { r.items(); }) ==
        "x.json:1:1: a list is expected, not an object");
  CHECK(error_of("null", [](const JsonReader& r) { r.find("a"); }) ==
        "x.json:1:1: an object is expected, not null");
  CHECK(error_of("[1e300]", [](const JsonReader& r) { r.items()[0].whole(); }) ==
        "x.json:1:2: [0]: a whole number is expected");
  CHECK(error_of("[false]", [](const JsonReader& r) { r.items()[0].text(); }) ==
        "x.json:1:2: [0]: a text is expected, not false");
}

TEST_CASE("an unknown key is answered with the nearest one") {
  constexpr std::array<std::string_view, 2> known{"question", "value"};
  const auto check = [&](const JsonReader& reader) { reader.refuse_unknown_keys(known); };
  CHECK(error_of(R"({"question": 1, "value": 2})", check) == "read");
  CHECK(error_of(R"({"question": 1, "valeu": 2})", check) ==
        "x.json:1:26: valeu: this key is not known here | Did you mean 'value'?");
  CHECK(error_of("{\"\\u001b[31m\": 1}", check) ==
        "x.json:1:16: \\x1b[31m: this key is not known here | Known here: question, value.");
  CHECK(error_of("[]", check) == "x.json:1:1: an object is expected, not a list");
}

TEST_CASE("lines count from where the text stood in a larger one") {
  const JsonDocument document("{\"a\": 1}", "many.jsonl", 12);
  CHECK_THROWS_WITH_AS(document.reader().at("b"), "many.jsonl:12:1: 'b' is missing", ContentError);
  CHECK_THROWS_WITH_AS(JsonDocument("{", "many.jsonl", 12), "many.jsonl:12:2: it ends too early",
                       ContentError);
}

TEST_CASE("no text makes the reader do anything but read or refuse") {
  std::mt19937 random(13);
  const std::string pieces[] = {"{",    "}",     "[",      "]",   ":",    ",",    "\"", "\\", "a",
                                "1",    "-",     ".",      "e",   "true", "null", " ",  "\n", "é",
                                "\xff", "\"a\"", "\"a\":", "\\u", "0041", "/",    "*"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
    const auto error = error_of(text);
    CHECK((error == "read" || error.starts_with("x.json:")));
  }
}
