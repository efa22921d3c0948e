#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "settings/settings.hpp"

namespace felt {

// The most a configuration file may hold, in bytes.
inline constexpr std::size_t largest_settings_file = 131'072;

// The text of a configuration file with one setting changed and every other byte as it was: comments, blank
// lines, order, line ends. The value of a key that is there is replaced where it stands. A key that is not
// there is put below a comment that holds it ("#country = …"), else after the last key of its table, else
// into a new table at the end. An empty value takes the key out; a comment behind it stays, on a line of its
// own.
//
// UsageError as take_setting. ContentError as parse_settings, and where it cannot be done without changing
// another setting, too, or the file would grow too large. `file` is for messages.
std::string with_setting(std::string_view toml, std::string_view key, std::string_view value,
                         const std::string& file);

// A new configuration file: every key with its meaning, as a comment where it has the value it has anyway.
std::string new_settings_file(const Settings& settings);

}  // namespace felt
