#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace felt {

// The characters of a text, for what has to look at each of them.

constexpr bool is_ascii_byte(char byte) { return static_cast<unsigned char>(byte) < 0x80; }
constexpr bool is_printable_byte(char byte) { return byte >= 0x20 && byte < 0x7f; }  // of ASCII

struct Decoded {
  char32_t code = 0;
  std::size_t size = 1;  // in bytes
  bool valid = true;
};

// The character at a place; an invalid byte stands for itself as U+FFFD.
Decoded decode(std::string_view text, std::size_t at);

// The code as utf8proc takes it.
constexpr std::int32_t as_signed(char32_t code) { return static_cast<std::int32_t>(code); }

struct CodeRange {
  char32_t first, last;
};

template <std::size_t size>
bool is_among(const std::array<CodeRange, size>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [code](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

// Unicode's White_Space.
bool is_space(char32_t code);

// How many bytes of printable ASCII stand there one after the other.
std::size_t printable_run(std::string_view text, std::size_t at);

// Writes what `escape` gives for a character instead of it; nothing leaves the character as it is. Printable
// ASCII is not asked about.
template <class Escape>
std::string replaced(std::string_view text, const Escape& escape) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = printable_run(text, at);
    result += text.substr(at, run);
    at += run;
    if (at == text.size()) break;
    const auto next = decode(text, at);
    const auto bytes = text.substr(at, next.size);
    const std::optional<std::string> instead = escape(next, bytes);
    result += instead ? std::string_view(*instead) : bytes;
    at += next.size;
  }
  return result;
}

}  // namespace felt
