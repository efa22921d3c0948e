#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "prompts/findings.hpp"

namespace felt {

inline constexpr std::size_t largest_prompt_file = 131'072;  // bytes
inline constexpr std::size_t longest_prompt_line = 16'384;   // bytes
inline constexpr std::size_t deepest_nesting = 16;           // open brackets, or dots in one key

// Why a text is not handed to the TOML reader.
struct Refusal {
  SourcePlace at;
  std::string message;
  std::string hint;
};

// The result of a look at a text before any TOML is read, because deep nesting overflows the stack of a TOML
// reader, and some mistakes lead toml++ 3.3 astray. `safe` is the part from the beginning that may be read:
// all of it unless there is a refusal.
struct Prescan {
  std::string_view safe;
  std::optional<Refusal> refusal;
};

// Looks at size, UTF-8, the length of lines, brackets, names of tables, and dots in keys.
Prescan prescan(std::string_view text);

}  // namespace felt
