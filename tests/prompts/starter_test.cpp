#include "prompts/starter.hpp"

#include <doctest/doctest.h>

#include "prompt_files.hpp"
#include "prompts/checker.hpp"

using namespace felt;
using namespace felt::prompt_test;

TEST_CASE("every file to begin with has nothing to mend") {
  for (const auto& text :
       {starter_pack("me.first"), starter_flow("me.first"), starter_shared("me.first"), starter_support()})
    CHECK(spoken(check_prompt_file(text, "t.toml", builtin_library())) == "");
}

TEST_CASE("a file to begin with has the id it was given") {
  CHECK(sniffed_id(starter_pack("me.first")) == "me.first");
  CHECK(sniffed_kind(starter_flow("me.first")) == "flow");
  CHECK(sniffed_id(starter_shared("me.words")) == "me.words");
  const auto parsed = parse_prompt_file(starter_pack("me.first"), "t.toml", builtin_library().shared());
  REQUIRE(parsed.content);
  CHECK(id_of(*parsed.content) == "me.first");
}

TEST_CASE("the pack to begin with takes no question's name from felt's own") {
  const auto parsed = parse_prompt_file(starter_pack("me.first"), "t.toml", builtin_library().shared());
  REQUIRE(parsed.content);
  for (const auto& question : std::get<Pack>(*parsed.content).questions)
    for (const auto& name : builtin_library().question_names())
      CHECK_MESSAGE(!name.ends_with("/" + question.id), name);
}

TEST_CASE("the remarks of the support file become a country's file once they are taken away") {
  auto text = starter_support();
  for (const auto* line : {"# country", "# checked ", "# checked_by", "# emergency", "# [[line]]", "# name",
                           "# phone", "# hours", "# cost", "# for"})
    text.erase(text.find(line), 2);
  const auto parsed = parse_prompt_file(text, "t.toml", builtin_library().shared());
  REQUIRE(parsed.content);
  CHECK(std::get<SupportFile>(*parsed.content).country == "GB");
  CHECK(std::get<SupportFile>(*parsed.content).lines.size() == 1);
}

TEST_CASE("what stands in quotes or behind a backslash survives a translation file") {
  auto odd = pack(question({.prompt = "Say \\\"so\\\" \\\\ or not?", .extra = {"tags = [\"steady\"]"}}));
  const Library library({{"odd.toml", odd}});
  const auto text = starter_translation(library.find_source("me.test"), "nl");
  CHECK(spoken(check_prompt_file(text, "t.toml", library)) == "");
  const Library dutch({{"odd.toml", odd}, {"odd.nl.toml", text}}, "nl");
  CHECK(dutch.question("me.test/b").prompt == "Say \"so\" \\ or not?");
  CHECK(dutch.question("me.test/b").language == "nl");
}
