#include "base/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/characters.hpp"
#include "base/columns.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

// What could steer a terminal or hide in a line: see `visible`.
bool is_unseen(char32_t code) {
  static constexpr std::array<CodeRange, 7> unseen{{{0x00, 0x1F},
                                                    {0x7F, 0x9F},
                                                    {0x061C, 0x061C},
                                                    {0x200E, 0x200F},
                                                    {0x2028, 0x202E},
                                                    {0x2066, 0x2069},
                                                    {0xFEFF, 0xFEFF}}};
  return is_among(unseen, code);
}

std::string escape_of(const Decoded& character, std::string_view bytes) {
  const auto byte = static_cast<unsigned char>(bytes[0]);
  const unsigned code = character.valid ? static_cast<unsigned>(character.code) : byte;
  return code < 0x100 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
}

}  // namespace

std::string visible(std::string_view text) {
  return replaced(text, [](const Decoded& next, std::string_view bytes) -> std::optional<std::string> {
    if (next.code == '\n' || next.code == '\t') return std::nullopt;
    if (next.valid && !is_unseen(next.code)) return std::nullopt;
    return escape_of(next, bytes);
  });
}

std::string visible_line(std::string_view text) {
  std::string line;
  for (const auto part : split_lines(text)) {
    if (part.data() != text.data()) line += "⏎";
    line += visible(part);
  }
  if (text.ends_with('\n')) line += "⏎";
  std::replace(line.begin(), line.end(), '\t', ' ');
  return line;
}

std::string visible_json(std::string_view json) {
  return replaced(json, [](const Decoded& next, std::string_view) -> std::optional<std::string> {
    if (!next.valid || next.code < 0x20 || !is_unseen(next.code)) return std::nullopt;
    return fmt::format("\\u{:04x}", static_cast<unsigned>(next.code));
  });
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t columns = 40, bytes = 4096;
  std::string line = visible_line(text.substr(0, bytes));
  if (text.size() > bytes) line += "…";
  return fmt::format("'{}'", shortened(line, columns));
}

}  // namespace felt
