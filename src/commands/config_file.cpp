#include "commands/config_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "commands/output_file.hpp"
#include "settings/edit.hpp"

namespace felt {

std::string known_config_path(Invocation& invocation) {
  auto path = invocation.config_path();
  if (path.empty())
    throw UsageError("felt does not know where your home folder is",
                     "Set HOME, or name a configuration with --config or FELT_CONFIG.");
  return path;
}

bool is_there(const std::filesystem::path& path) {
  std::error_code unknown;
  return std::filesystem::exists(path, unknown) || unknown;
}

void refuse_journal_as_config(Invocation& invocation, const std::string& path) {
  if (is_same_file(path, invocation.journal_without_settings())) refuse_as_journal(path);
}

ConfigFile read_config(Invocation& invocation) {
  ConfigFile file{known_config_path(invocation), {}, false};
  refuse_journal_as_config(invocation, file.path);
  file.is_there = is_there(file.path);
  if (file.is_there) file.text = read_file(file.path, largest_settings_file);
  return file;
}

void keep_config(const ConfigFile& file) {
  make_private_folder(std::filesystem::path(file.path).parent_path());
  write_atomically(file.path, file.text);
}

}  // namespace felt
