#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "prompts/library.hpp"

// Prompt files for tests, and what is said about them.
namespace felt::prompt_test {

inline std::string lines(const std::vector<std::string>& list) { return join(list, "\n") + "\n"; }

// Ten lines, so that the first question of a pack begins on line 11.
inline std::string pack_head(const std::string& id = "me.test", const std::string& version = "1.0.0") {
  return lines({"felt = 1", "kind = \"pack\"", "[pack]", "id = \"" + id + "\"", "title = \"Test\"",
                "description = \"A test.\"", "version = \"" + version + "\"", "language = \"en\"",
                "author = \"me\"", "license = \"CC0-1.0\""});
}

inline std::string pack(const std::string& questions) { return pack_head() + questions; }

struct QuestionLines {
  std::string id = "b";
  std::string type = "yesno";
  std::string prompt = "B?";
  std::vector<std::string> extra = {};
};

// Five lines and the extra ones.
inline std::string question(const QuestionLines& question) {
  return lines({"[[question]]", "id = \"" + question.id + "\"", "type = \"" + question.type + "\"",
                "prompt = \"" + question.prompt + "\"", "phases = [\"after\"]", join(question.extra, "\n")});
}

inline const Library& builtin_library() {
  static const Library library;
  return library;
}

// "line:column error: message | hint", a line for each.
inline std::string spoken(const std::vector<Problem>& problems) {
  std::vector<std::string> spoken;
  for (const auto& problem : problems) {
    const bool is_error = problem.severity == Problem::Severity::error;
    spoken.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) +
                     (is_error ? " error: " : " warning: ") + problem.message +
                     (problem.hint.empty() ? "" : " | " + problem.hint));
  }
  return join(spoken, "\n");
}

inline std::string problems(const std::string& toml) {
  return spoken(parse_prompt_file(toml, "t.toml", builtin_library().shared()).problems);
}

inline std::string builtin_problems(const std::string& toml) {
  return spoken(parse_prompt_file(toml, "t.toml", builtin_library().shared(), Origin::built_in).problems);
}

inline std::string read_test_data(const std::string& name) {
  std::ifstream in(std::string(FELT_TEST_DATA) + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace felt::prompt_test
