#include "base/characters.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace felt {

Decoded decode(std::string_view text, std::size_t at) {
  if (is_ascii_byte(text[at])) return {static_cast<char32_t>(text[at]), 1, true};
  utf8proc_int32_t code = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - at, 4));
  const auto size = utf8proc_iterate(bytes, left, &code);
  if (size <= 0) return {0xFFFD, 1, false};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(size), true};
}

bool is_space(char32_t code) {
  static constexpr std::array<CodeRange, 8> spaces{{{0x85, 0x85},
                                                    {0xA0, 0xA0},
                                                    {0x1680, 0x1680},
                                                    {0x2000, 0x200A},
                                                    {0x2028, 0x2029},
                                                    {0x202F, 0x202F},
                                                    {0x205F, 0x205F},
                                                    {0x3000, 0x3000}}};
  if (code < 0x80) return code == 0x20 || (code >= 0x09 && code <= 0x0D);
  return is_among(spaces, code);
}

std::size_t printable_run(std::string_view text, std::size_t at) {
  const auto end =
      std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_printable_byte);
  return static_cast<std::size_t>(end - text.begin()) - at;
}

}  // namespace felt
