// libFuzzer over the reader of prompt files: any bytes must give an answer.
//   see tests/fuzz/README.md
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "prompts/checker.hpp"

namespace {

const felt::Library& library() {
  static const felt::Library library;
  return library;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& problem : felt::check_prompt_file(text, "fuzz.toml", library()))
    felt::problem_text(problem);
  return 0;
}
