#include "seal/recovery.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "seal/digest.hpp"

namespace felt {
namespace {

// Crockford's base 32.
constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t recovery_key_size = 20, check_size = 5, block = 5, block_signs = 8, all_signs = 40,
                      group = 5;

std::string check_of(std::string_view key) {
  return std::string(view_of(sum_128("felt/v1/recovery" + std::string(key))).substr(0, check_size));
}

// Five bytes are eight signs, the first bits first.
std::string signs_of(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += block) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < block; ++i) bits = bits << 8 | static_cast<unsigned char>(bytes[at + i]);
    for (std::size_t i = block_signs; i-- > 0;) text += signs[bits >> (5 * i) & 31];
  }
  return text;
}

char plain_sign(char typed) {
  const char sign = static_cast<char>(std::toupper(static_cast<unsigned char>(typed)));
  if (sign == 'O') return '0';
  return sign == 'I' || sign == 'L' ? '1' : sign;
}

// Nothing where a sign is none or there are not forty.
std::optional<std::array<unsigned char, all_signs>> values_of(std::string_view typed) {
  std::array<unsigned char, all_signs> values{};
  std::size_t count = 0;
  for (const char one : typed) {
    if (one == ' ' || one == '-') continue;
    const auto value = signs.find(plain_sign(one));
    if (value == std::string_view::npos || count == all_signs) return std::nullopt;
    values[count++] = static_cast<unsigned char>(value);
  }
  return count == all_signs ? std::optional(values) : std::nullopt;
}

}  // namespace

Secret new_recovery_key() { return Secret::by_chance(recovery_key_size); }

std::string recovery_text(const Secret& key) {
  auto ungrouped = signs_of(std::string(key.view()) + check_of(key.view()));
  std::string text;
  for (std::size_t at = 0; at < ungrouped.size(); at += group) {
    if (at > 0) text += '-';
    text.append(ungrouped, at, group);
  }
  wipe(ungrouped);
  return text;
}

std::optional<Secret> parse_recovery(std::string_view typed) {
  const auto values = values_of(typed);
  if (!values) return std::nullopt;
  Secret bytes(recovery_key_size + check_size);
  for (std::size_t at = 0; at < bytes.size() / block; ++at) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < block_signs; ++i) bits = bits << 5 | (*values)[at * block_signs + i];
    for (std::size_t i = block; i-- > 0; bits >>= 8)
      bytes.data()[at * block + i] = static_cast<unsigned char>(bits & 0xff);
  }
  const auto key = bytes.view().substr(0, recovery_key_size);
  if (!are_equal(bytes.view().substr(recovery_key_size), check_of(key))) return std::nullopt;
  return Secret::copy_of(key);
}

}  // namespace felt
