// What the fuzzer of prompt files found worth keeping: each file is answered, and its answers can be shown.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "prompt_files.hpp"
#include "prompts/checker.hpp"
#include "transcript.hpp"

using namespace felt;
using namespace felt::prompt_test;

TEST_CASE("every file of the fuzzer's corpus is answered") {
  std::size_t files = 0, clean = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(FELT_TEST_DATA "/fuzz/corpus")) {
    if (!entry.is_regular_file()) continue;
    CAPTURE(entry.path().string());
    const auto text = test::read_whole(entry.path());
    const auto problems = check_prompt_file(text, "t.toml", builtin_library());
    for (const auto& problem : problems) {
      const auto shown = problem_text(problem);
      CHECK(std::none_of(shown.begin(), shown.end(),
                         [](char byte) { return (byte >= 0 && byte < 32 && byte != '\n') || byte == 127; }));
    }
    clean += problems.empty() ? 1 : 0;
    ++files;
  }
  CHECK(files > 100);
  CHECK(clean > 0);
}
