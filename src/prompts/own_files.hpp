#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "prompts/pack_file.hpp"
#include "prompts/rules.hpp"

namespace felt {

// A prompt file of the person's own.
struct OwnFile {
  std::string path;
  std::string text;
};

// What is left of own files once the broken ones are out and each id is there only once.
struct OwnFiles {
  std::vector<PromptContent> contents;
  std::vector<Problem> problems;     // errors of the files left out, warnings of the others; file by file
  std::vector<std::string> notices;  // what was decided between two files with one id
};

// Reads own files, which may build on each other whatever their order. `known` holds the shared scales and
// word lists, and gains those of own shared files; `built_in` is where everything else is looked up.
OwnFiles sort_out(const std::vector<OwnFile>& files, Shared& known, const Surroundings& built_in);

}  // namespace felt
