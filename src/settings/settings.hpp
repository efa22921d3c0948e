#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace felt {

// What the configuration file can say; everything has a default.
struct Settings {
  std::string journal;                     // path; empty for the default place
  std::chrono::minutes day_start{4 * 60};  // when a felt day begins, 00:00 to 12:00
};

// Reads TOML. Throws ContentError naming file:line:column for a syntax error, an unknown key (with the
// nearest one) or a wrong value.
Settings parse_settings(std::string_view toml, const std::string& file);

}  // namespace felt
