#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace felt {

// Numbers as text, and text as numbers.

// 6, 2.5, -1: the shortest form that reads back the same, without an exponent from 1e-7 up to 1e17.
std::string number_text(double value);
// The whole text as a number: digits, at most one point between them, an optional sign; nothing else, no
// exponent.
std::optional<double> parse_number(std::string_view text);
// The whole text as a whole number.
std::optional<long> parse_whole(std::string_view text);
// "1 session", "3 sessions".
std::string counted(std::size_t n, std::string_view one, std::string_view many = {});

}  // namespace felt
