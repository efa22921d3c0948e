#include "prompts/promises.hpp"

#include <doctest/doctest.h>

#include "prompt_files.hpp"

using namespace felt;
using namespace felt::prompt_test;

namespace {

PromptContent content(const std::string& toml) {
  auto file = parse_prompt_file(toml, "t.toml", builtin_library().shared());
  REQUIRE_MESSAGE(file.content, spoken(file.problems));
  return *std::move(file.content);
}

std::string broken(const std::string& before, const std::string& after) {
  return join(broken_promises(content(pack(before)), content(pack(after))), "\n");
}

std::string range(const std::string& min, const std::string& max) {
  return question({.type = "scale", .extra = {"min = " + min, "max = " + max}});
}

std::string choice(const std::string& options) {
  return question({.type = "choice", .extra = {"options = [" + options + "]"}});
}

std::string shared(const std::string& rest) {
  return lines({"felt = 1", "kind = \"shared\"", "[shared]", "id = \"me.words\"", "version = \"1.0.0\"",
                "language = \"en\"", "license = \"CC0-1.0\""}) +
         rest;
}

}  // namespace

TEST_CASE("what is added, retired or said in other words breaks no promise") {
  const auto ease = question({.id = "ease", .type = "scale", .extra = {"scale = \"ease10\""}});
  CHECK(broken(ease, ease + question({})) == "");
  CHECK(broken(question({}), question({.prompt = "Another B?", .extra = {"retired = \"1.0.0\""}})) == "");
  CHECK(broken(ease + question({.extra = {"retired = \"1.0.0\""}}), ease) == "");
}

TEST_CASE("a question that is gone, or has another type, range or direction, breaks a promise") {
  CHECK(broken(question({}) + question({.id = "c"}), question({.id = "c"})) ==
        "question 'b' is gone, and not retired");
  CHECK(broken(question({}), question({.type = "text"})) == "question 'b': type yesno becomes text");
  CHECK(broken(range("0", "10"), range("1", "5")) == "question 'b': range 0 to 10 becomes 1 to 5");
  CHECK(broken(question({.type = "scale", .extra = {"scale = \"ease10\""}}),
               question({.type = "scale", .extra = {"scale = \"pain10\""}})) ==
        "question 'b': direction higher-better becomes lower-better");
}

TEST_CASE("an option that is gone breaks a promise, one that is retired does not") {
  const std::string one = "{ id = \"one\", label = \"one\" }", two = "{ id = \"two\", label = \"two\" }";
  CHECK(broken(choice(one + ", " + two), choice(one)) == "question 'b': 'two' is gone, and not retired");
  CHECK(broken(choice(one + ", " + two),
               choice(one + ", { id = \"two\", label = \"two\", retired = \"1.0.0\" }")) == "");
}

TEST_CASE("scales and lists of a shared file are promises, too") {
  const auto scale = [](const std::string& max) {
    return lines({"[[scale]]", "id = \"own\"", "min = 0", "max = " + max});
  };
  const auto list = [](const std::string& id, const std::string& word) {
    return lines({"[[vocabulary]]", "id = \"" + id + "\"", "title = \"Own\"",
                  "term = [{ id = \"" + word + "\", label = \"one\" }]"});
  };
  const auto told = [](const std::string& before, const std::string& after) {
    return join(broken_promises(content(shared(before)), content(shared(after))), "\n");
  };
  CHECK(told(scale("10") + list("words", "one"), scale("5") + list("words", "two")) ==
        "scale 'own': range 0 to 10 becomes 0 to 5\nword list 'words': 'one' is gone, and not retired");
  CHECK(told(scale("10") + list("words", "one"), list("others", "one")) ==
        "scale 'own' is gone\nword list 'words' is gone");
}

TEST_CASE("files that count on one that changes are found") {
  const OwnFile asked{"pack.toml", pack(question({}))};
  const OwnFile flow{"flow.toml", lines({"felt = 1", "kind = \"flow\"", "[flow]", "id = \"me.flow\"",
                                         "title = \"Own\"", "phase = \"anytime\"", "ask = [\"me.test/b\"]"})};
  const OwnFile broken_one{"broken.toml", "felt = 1"};
  const auto left_out = left_out_then({asked, flow, broken_one}, {flow, broken_one});
  REQUIRE(left_out.size() == 1);
  CHECK(left_out.front().path == "flow.toml");
  CHECK(left_out_then({asked, flow}, {asked, flow}).empty());
}
