#pragma once

#include <span>
#include <string_view>

// What felt is built with: the files of prompts/, put into the program by felt_embed_prompts. Everything here
// is constant data; nothing is parsed at start.
namespace felt {

struct BuiltinFile {
  std::string_view name;  // "packs/sleep.toml"
  std::string_view kind;  // as in the file
  std::string_view
      id;  // of the pack, flow or shared file; OF.LANGUAGE of a translation; a support file's country
  std::string_view text;
};

// Shared files first, then packs by id, then flows: those that need no session, then in the order of the
// phases.
std::span<const BuiltinFile> builtin_files();

struct BuiltinQuestion {
  std::string_view pack, id;
};

// Every question that is not retired, in the order of the packs.
std::span<const BuiltinQuestion> builtin_questions();

}  // namespace felt
