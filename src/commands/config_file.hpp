#pragma once

#include <filesystem>
#include <string>

#include "commands/command.hpp"

namespace felt {

// The configuration file, to be changed.
struct ConfigFile {
  std::string path;
  std::string text;  // empty if it is not there
  bool is_there = false;
};

// The path of the configuration in force; UsageError where none is named and no home is known.
std::string known_config_path(Invocation& invocation);
// Whether there is anything of this name; true also where that cannot be told, as reading it says why.
bool is_there(const std::filesystem::path& path);
// UsageError where the name of the configuration leads to the journal, which holds no settings.
void refuse_journal_as_config(Invocation& invocation, const std::string& path);
// The file as it is. It may be missing, named or not, unlike for Invocation::settings.
ConfigFile read_config(Invocation& invocation);
// Keeps the text, readable by its owner alone, in a folder that is made where there is none. A symbolic link
// stays.
void keep_config(const ConfigFile& file);

}  // namespace felt
