#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace felt {

// major.minor.patch
using Version = std::array<long, 3>;

// Nothing unless the text is three whole numbers of at most nine digits, parted by dots.
std::optional<Version> parse_version(std::string_view text);
// Whether one version comes before the other; what is no version comes before all that are.
bool is_older(std::string_view version, std::string_view than);

}  // namespace felt
