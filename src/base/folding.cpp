#include "base/folding.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/characters.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

bool is_ascii(std::string_view text) { return std::all_of(text.begin(), text.end(), is_ascii_byte); }

// Accents and vowel points, which people leave out when they type; not the vowel signs of Indic scripts or
// the voicing marks of kana, without which it is another word.
bool is_accent(char32_t code) {
  static constexpr std::array<CodeRange, 12> accents{{{0x0300, 0x036F},
                                                      {0x0483, 0x0487},
                                                      {0x0591, 0x05BD},
                                                      {0x05BF, 0x05BF},
                                                      {0x05C1, 0x05C7},
                                                      {0x0610, 0x061A},
                                                      {0x064B, 0x065F},
                                                      {0x0670, 0x0670},
                                                      {0x1AB0, 0x1AFF},
                                                      {0x1DC0, 0x1DFF},
                                                      {0x20D0, 0x20FF},
                                                      {0xFE20, 0xFE2F}}};
  return code >= 0x0300 && is_among(accents, code);
}

// Scripts written without spaces: between these characters every place may be the end of a word.
bool stands_alone(char32_t code) {
  static constexpr std::array<CodeRange, 12> alone{{{0x0E01, 0x0EFF},    // Thai, Lao
                                                    {0x1000, 0x109F},    // Myanmar
                                                    {0x1780, 0x17FF},    // Khmer
                                                    {0x2E80, 0x2FDF},    // CJK radicals
                                                    {0x3005, 0x3007},    // iteration mark, closing mark, zero
                                                    {0x3021, 0x3029},    // Hangzhou numerals
                                                    {0x3031, 0x30FF},    // kana
                                                    {0x3105, 0x31FF},    // bopomofo, kana extensions
                                                    {0x3400, 0x9FFF},    // ideographs
                                                    {0xA000, 0xA4CF},    // Yi
                                                    {0xAC00, 0xD7A3},    // hangul syllables
                                                    {0xF900, 0xFAFF}}};  // compatibility ideographs
  if (code < 0x0E01) return false;
  return is_among(alone, code) || (code >= 0x1B000 && code <= 0x1B16F) ||
         (code >= 0x20000 && code <= 0x3FFFF);
}

using Codes = std::vector<utf8proc_int32_t>;

Codes decomposed(std::string_view text, int options) {
  Codes codes;
  codes.reserve(text.size() + 1);
  std::array<utf8proc_int32_t, 64> parts{};  // the longest decomposition has 18
  int boundary = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = decode(text, at);
    const auto count = utf8proc_decompose_char(as_signed(next.code), parts.data(), parts.size(),
                                               static_cast<utf8proc_option_t>(options), &boundary);
    codes.insert(codes.end(), parts.begin(), parts.begin() + std::clamp<utf8proc_ssize_t>(count, 0, 64));
    at += next.size;
  }
  return codes;
}

int combining_class(utf8proc_int32_t code) { return utf8proc_get_property(code)->combining_class; }

// Unicode's canonical ordering. utf8proc's own takes quadratic time on long runs of marks.
void order_marks(Codes& codes) {
  const auto is_mark = [](utf8proc_int32_t code) { return combining_class(code) != 0; };
  for (auto at = std::find_if(codes.begin(), codes.end(), is_mark); at != codes.end();) {
    const auto end = std::find_if_not(at, codes.end(), is_mark);
    std::stable_sort(at, end, [](auto a, auto b) { return combining_class(a) < combining_class(b); });
    at = std::find_if(end, codes.end(), is_mark);
  }
}

std::string recomposed(Codes codes) {
  order_marks(codes);
  const auto size = static_cast<utf8proc_ssize_t>(codes.size());
  codes.push_back(0);  // utf8proc writes a final NUL in place
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  const auto bytes = utf8proc_reencode(codes.data(), size, options);
  return bytes < 0
             ? std::string()
             : std::string(reinterpret_cast<const char*>(codes.data()), static_cast<std::size_t>(bytes));
}

// Phones and word processors write these for the plain ones.
utf8proc_int32_t plain_sign(utf8proc_int32_t code) {
  if (code == 0x2018 || code == 0x2019 || code == 0x02BC) return '\'';
  if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212) return '-';
  return code;
}

std::string single_spaced(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const auto word : split_words(text)) {
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

std::string folded_ascii(std::string_view text) {
  std::string result = single_spaced(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

}  // namespace

std::string composed(std::string_view text) {
  if (is_ascii(text) || find_bad_utf8(text)) return std::string(text);
  return recomposed(decomposed(text, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE));
}

std::string folded(std::string_view text) {
  if (is_ascii(text)) return folded_ascii(text);
  Codes codes = decomposed(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::erase_if(codes, [](auto code) { return is_accent(static_cast<char32_t>(code)); });
  std::transform(codes.begin(), codes.end(), codes.begin(), plain_sign);
  return single_spaced(recomposed(std::move(codes)));
}

std::string searchable(std::string_view text) {
  std::string form = folded(text);
  if (is_ascii(form)) return form;
  const auto spaced = [](const Decoded& next, std::string_view bytes) -> std::optional<std::string> {
    if (!stands_alone(next.code)) return std::nullopt;
    return fmt::format(" {} ", bytes);
  };
  return single_spaced(replaced(form, spaced));
}

bool has_letter_or_number(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto next = decode(text, at);
    const auto category = utf8proc_category(as_signed(next.code));
    const bool is_letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    if (is_letter || (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO)) return true;
    at += next.size;
  }
  return false;
}

}  // namespace felt
