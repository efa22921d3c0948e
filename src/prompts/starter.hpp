#pragma once

#include <string>
#include <string_view>

#include "prompts/rules.hpp"

namespace felt {

// Files to begin with, explained in their own remarks; each passes check_prompt_file. `id` is the file's
// whole id, with an owner.
std::string starter_pack(std::string_view id);
std::string starter_flow(std::string_view id);
std::string starter_shared(std::string_view id);
std::string starter_support();

// Every string of the source, to be written over in another language; what is retired is left out.
// `change` says how each string is to stand there.
using ChangeText = std::function<std::string(const std::string&)>;
std::string starter_translation(const TranslationSource& source, std::string_view language,
                                const ChangeText& change = {});

}  // namespace felt
