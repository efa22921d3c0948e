#include "base/text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace felt {
namespace {

bool is_ascii_byte(char byte) { return static_cast<unsigned char>(byte) < 0x80; }
bool is_printable_byte(char byte) { return byte >= 0x20 && byte < 0x7f; }
bool is_ascii(std::string_view text) { return std::all_of(text.begin(), text.end(), is_ascii_byte); }
bool is_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }

struct Decoded {
  char32_t code = 0;
  std::size_t size = 1;
  bool valid = true;
};

// The character at a place; an invalid byte stands for itself as U+FFFD.
Decoded decode(std::string_view text, std::size_t at) {
  if (is_ascii_byte(text[at])) return {static_cast<char32_t>(text[at]), 1, true};
  utf8proc_int32_t code = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - at, 4));
  const auto size = utf8proc_iterate(bytes, left, &code);
  if (size <= 0) return {0xFFFD, 1, false};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(size), true};
}

// Where the character that ends before `end` begins.
std::size_t step_back(std::string_view text, std::size_t end) {
  const std::size_t furthest = end - std::min<std::size_t>(end, 4);
  for (std::size_t at = end - 1;; --at) {
    if (at + decode(text, at).size == end && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return at;
    if (at == furthest) return end - 1;
  }
}

utf8proc_int32_t as_signed(char32_t code) { return static_cast<utf8proc_int32_t>(code); }

struct Range {
  char32_t first, last;
};

template <std::size_t size>
bool is_among(const std::array<Range, size>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [code](const Range& range) { return code >= range.first && code <= range.last; });
}

// Unicode's White_Space.
bool is_space(char32_t code) {
  static constexpr std::array<Range, 8> spaces{{{0x85, 0x85},
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

// Accents and vowel points, which people leave out when they type; not the vowel signs of Indic scripts or
// the voicing marks of kana, without which it is another word.
bool is_accent(char32_t code) {
  static constexpr std::array<Range, 12> accents{{{0x0300, 0x036F},
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
  static constexpr std::array<Range, 12> alone{{{0x0E01, 0x0EFF},    // Thai, Lao
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

// What could steer a terminal or hide in a line: see `visible`.
bool is_unseen(char32_t code) {
  static constexpr std::array<Range, 7> unseen{{{0x00, 0x1F},
                                                {0x7F, 0x9F},
                                                {0x061C, 0x061C},
                                                {0x200E, 0x200F},
                                                {0x2028, 0x202E},
                                                {0x2066, 0x2069},
                                                {0xFEFF, 0xFEFF}}};
  return is_among(unseen, code);
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty()) {
    const std::size_t last = step_back(text, text.size());
    if (!is_space(decode(text, last).code)) break;
    text = text.substr(0, last);
  }
  return text;
}

std::string_view trim_start(std::string_view text) {
  while (!text.empty()) {
    const auto first = decode(text, 0);
    if (!is_space(first.code)) break;
    text.remove_prefix(first.size);
  }
  return text;
}

// --- normal forms ---

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

// --- graphemes and width ---

std::size_t grapheme_size(std::string_view text, std::size_t at) {
  const bool alone = at + 1 == text.size() || is_ascii_byte(text[at + 1]);
  if (is_ascii_byte(text[at]) && text[at] != '\r' && alone) return 1;
  auto before = decode(text, at);
  std::size_t size = before.size;
  for (utf8proc_int32_t state = 0; before.valid && at + size < text.size();) {
    const auto next = decode(text, at + size);
    if (!next.valid || utf8proc_grapheme_break_stateful(as_signed(before.code), as_signed(next.code), &state))
      break;
    size += next.size;
    before = next;
  }
  return size;
}

// Several characters may share the cells of one: a flag, a family, a letter with its signs. None takes more
// than two.
std::size_t grapheme_width(std::string_view grapheme) {
  if (grapheme.size() == 1 && is_ascii_byte(grapheme[0])) return is_printable_byte(grapheme[0]) ? 1 : 0;
  std::size_t width = 0;
  bool as_picture = false;
  for (std::size_t at = 0; at < grapheme.size() && width < 2;) {
    const auto next = decode(grapheme, at);
    width += static_cast<std::size_t>(utf8proc_charwidth(as_signed(next.code)));
    as_picture = as_picture || next.code == 0xFE0F;
    at += next.size;
  }
  return as_picture && width > 0 ? 2 : std::min<std::size_t>(width, 2);
}

// --- wrapping ---

// Terminals move a tab to the next multiple of eight.
std::size_t gap_width(std::string_view gap) {
  const auto tabs = static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\t'));
  return gap.size() + tabs * 7;
}

class Wrapper {
 public:
  explicit Wrapper(std::size_t columns) : m_columns(std::max<std::size_t>(columns, 1)) {}

  void add_line(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t word_at = std::min(line.find_first_not_of(" \t", at), line.size());
      const std::size_t end = std::min(line.find_first_of(" \t", word_at), line.size());
      add(line.substr(at, word_at - at), line.substr(word_at, end - word_at));
      at = end;
    }
    finish();
  }

  std::vector<std::string> take() { return std::move(m_lines); }

 private:
  void add(std::string_view gap, std::string_view word) {
    if (word.empty()) return;
    const std::size_t before = gap_width(gap);
    const bool fits = m_width + before + display_width(word) <= m_columns;
    if (fits) {
      m_line += gap;
      m_width += before;
    } else if (m_width > 0) {
      finish();
    }
    add_word(word);
  }

  void add_word(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
      const auto grapheme = word.substr(at, grapheme_size(word, at));
      const std::size_t width = grapheme_width(grapheme);
      if (m_width > 0 && m_width + width > m_columns) finish();
      m_line += grapheme;
      m_width += width;
      at += grapheme.size();
    }
  }

  void finish() {
    m_lines.push_back(std::exchange(m_line, {}));
    m_width = 0;
  }

  std::size_t m_columns;
  std::size_t m_width = 0;
  std::string m_line;
  std::vector<std::string> m_lines;
};

// --- escapes ---

std::string escape_of(const Decoded& character, std::string_view bytes) {
  const auto byte = static_cast<unsigned char>(bytes[0]);
  const unsigned code = character.valid ? static_cast<unsigned>(character.code) : byte;
  return code < 0x100 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
}

std::size_t printable_run(std::string_view text, std::size_t at) {
  const auto end =
      std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_printable_byte);
  return static_cast<std::size_t>(end - text.begin()) - at;
}

// Writes what `escape` gives for a character instead of it; nothing leaves the character as it is.
template <class Escape>
std::string replaced(std::string_view text, Escape escape) {
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

// --- the nearest word ---

constexpr std::size_t longest_compared = 256;  // bytes; nobody mistypes a longer name

std::u32string letters_of(std::string_view text) {
  const std::string form = folded(text);
  std::u32string letters;
  for (std::size_t at = 0; at < form.size();) {
    const auto next = decode(form, at);
    letters += next.code;
    at += next.size;
  }
  return letters;
}

std::size_t distance_limit(std::size_t letters) { return std::clamp<std::size_t>(letters / 3, 1, 3); }

// Optimal string alignment: insert, delete, change, swap two neighbours. More than `limit` is limit + 1.
std::size_t distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) old[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    std::swap(older, old);
    std::swap(old, row);
  }
  return std::min(old[b.size()], limit + 1);
}

struct Candidate {
  std::size_t index = 0;
  std::u32string letters;
};

std::vector<Candidate> comparable(std::span<const std::string> candidates) {
  std::vector<Candidate> result;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    if (candidates[index].size() > longest_compared) continue;
    auto letters = letters_of(candidates[index]);
    if (!letters.empty()) result.push_back({index, std::move(letters)});
  }
  return result;
}

// The only candidate that begins so; a word of one or two letters begins too many.
std::optional<std::size_t> find_beginning(const std::u32string& word,
                                          const std::vector<Candidate>& candidates) {
  if (word.size() < 3) return std::nullopt;
  std::optional<std::size_t> found;
  for (const auto& candidate : candidates) {
    if (candidate.letters.compare(0, word.size(), word) != 0) continue;
    if (found) return std::nullopt;
    found = candidate.index;
  }
  return found;
}

std::optional<std::size_t> find_nearest(const std::u32string& word,
                                        const std::vector<Candidate>& candidates) {
  std::optional<std::size_t> found;
  std::size_t best = distance_limit(word.size()) + 1;
  for (const auto& candidate : candidates) {
    if (word.size() <= 2 && candidate.letters.front() != word.front()) continue;
    const std::size_t apart = distance(word, candidate.letters, best - 1);
    if (apart >= best) continue;
    best = apart;
    found = candidate.index;
    if (best == 0) break;
  }
  return found;
}

// A number's text without the plus sign that std::from_chars refuses.
std::string_view without_plus(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return text;
}

bool is_plain_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto rest = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  return !whole.empty() && !rest.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(rest.begin(), rest.end(), is_digit);
}

}  // namespace

std::string_view trim(std::string_view text) { return trim_end(trim_start(text)); }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    parts.push_back(text.substr(at, end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = decode(text, at);
    if (is_space(next.code)) {
      if (at > begin) words.push_back(text.substr(begin, at - begin));
      begin = at + next.size;
    }
    at += next.size;
  }
  if (begin < text.size()) words.push_back(text.substr(begin));
  return words;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  if (text.ends_with('\n'))
    text.remove_suffix(1);
  else if (text.empty())
    return {};
  auto lines = split(text, '\n');
  for (auto& line : lines)
    if (line.ends_with('\r')) line.remove_suffix(1);
  return lines;
}

std::string with_plain_breaks(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at)
    if (!text.substr(at).starts_with("\r\n")) plain += text[at];
  return plain;
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += separator;
    result += parts[i];
  }
  return result;
}

std::optional<std::size_t> find_bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto next = decode(text, at);
    if (!next.valid || next.code == 0) return at;
    at += next.size;
  }
  return std::nullopt;
}

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

std::string capitalized(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z')
    result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result;
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

bool is_id(std::string_view text) {
  const auto fits = [](char byte) { return (byte >= 'a' && byte <= 'z') || is_digit(byte) || byte == '-'; };
  return !text.empty() && text.size() <= 64 && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), fits);
}

bool is_language_tag(std::string_view text) {
  const auto parts = split(text, '-');
  const auto is_letter = [](char byte) { return (byte >= 'a' && byte <= 'z') || is_capital(byte); };
  const auto is_subtag = [&](std::string_view part) {
    return !part.empty() && part.size() <= 8 && std::all_of(part.begin(), part.end(), [&](char byte) {
      return is_letter(byte) || is_digit(byte);
    });
  };
  const auto first = parts.front();
  return first.size() >= 2 && std::all_of(first.begin(), first.end(), is_letter) &&
         std::all_of(parts.begin(), parts.end(), is_subtag);
}

bool is_country_code(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), is_capital);
}

std::size_t display_width(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_printable_byte)) return text.size();
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = grapheme_size(text, at);
    width += grapheme_width(text.substr(at, size));
    at += size;
  }
  return width;
}

std::vector<std::string_view> graphemes(std::string_view text) {
  std::vector<std::string_view> result;
  for (std::size_t at = 0; at < text.size(); at += result.back().size())
    result.push_back(text.substr(at, grapheme_size(text, at)));
  return result;
}

std::string shortened(std::string_view text, std::size_t columns, std::string_view ellipsis) {
  if (display_width(ellipsis) > columns) ellipsis = {};
  const std::size_t room = columns - display_width(ellipsis);
  std::size_t width = 0, kept = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = grapheme_size(text, at);
    width += grapheme_width(text.substr(at, size));
    if (width > columns) return std::string(trim_end(text.substr(0, kept))).append(ellipsis);
    at += size;
    if (width <= room) kept = at;
  }
  return std::string(text);
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string result(text);
  const std::size_t width = display_width(text);
  if (width < columns) result.append(columns - width, ' ');
  return result;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  Wrapper wrapper(columns);
  if (text.empty()) wrapper.add_line({});
  for (const auto line : split_lines(text)) wrapper.add_line(line);
  return wrapper.take();
}

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

std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates) {
  if (word.size() > longest_compared) return std::nullopt;
  const std::u32string letters = letters_of(word);
  if (letters.empty()) return std::nullopt;
  const auto known = comparable(candidates);
  auto found = find_beginning(letters, known);
  if (!found) found = find_nearest(letters, known);
  if (!found) return std::nullopt;
  return candidates[*found];
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const auto near = closest(word, candidates);
  return near ? fmt::format("Did you mean {}?", in_quotes(*near)) : std::string();
}

std::string number_text(double value) {
  if (value == 0) return "0";
  std::array<char, 64> digits{};
  const double size = std::abs(value);
  const bool handy = size >= 1e-7 && size < 1e17;
  const auto format = handy ? std::chars_format::fixed : std::chars_format::general;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, format).ptr;
  return {digits.data(), end};
}

std::optional<double> parse_number(std::string_view text) {
  if (!is_plain_number(text)) return std::nullopt;
  text = without_plus(text);
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<long> parse_whole(std::string_view text) {
  if (text.find('.') != std::string_view::npos || !is_plain_number(text)) return std::nullopt;
  text = without_plus(text);
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  if (n == 1) return fmt::format("1 {}", one);
  return many.empty() ? fmt::format("{} {}s", n, one) : fmt::format("{} {}", n, many);
}

}  // namespace felt
