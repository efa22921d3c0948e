#pragma once

#include <string>
#include <vector>

#include "commands/command.hpp"
#include "prompts/library.hpp"

// The parts of `felt prompts`, one file each; every one returns the exit code.
namespace felt {

int list_packs(Invocation& invocation);
int list_flows(Invocation& invocation);
// A list of words, or all of them by their titles where the name is empty.
int list_words(Invocation& invocation, const std::string& name);
int show_prompts(Invocation& invocation, const std::string& name);
int check_prompts(Invocation& invocation, const std::vector<std::string>& paths);

// What a new file is to be.
struct NewPrompts {
  std::string file, kind = "pack";
  std::string of, language;  // of a translation
  bool force = false;
};
int write_new_prompts(Invocation& invocation, const NewPrompts& wish);
int add_prompts(Invocation& invocation, const std::string& path);
int remove_prompts(Invocation& invocation, const std::string& id);

// What an own file is called in lists and taken out by: its id, or its kind where it has none, as a support
// file for every country.
std::string name_of_own(const OwnFile& file);

std::size_t questions_in_use(const Pack& pack);

}  // namespace felt
