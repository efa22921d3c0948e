#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace felt {

// The candidate nearest to the word, if one is near enough to be what was meant: the only one that begins
// with it, else the first with the fewest slips (a letter more, less, other, or two swapped), at most one for
// every three letters.
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);
// "Did you mean 'x'?" or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace felt
