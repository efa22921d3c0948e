#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// All text in felt is UTF-8; an invalid byte is never dropped and counts as one character. Widths are
// terminal columns. White space is Unicode's, the no-break and the ideographic space included, unless said
// otherwise.

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
// The pieces between runs of white space; none is empty.
std::vector<std::string_view> split_words(std::string_view text);
// Lines without their end, \n or \r\n; a last line need not have one. Empty text has no line.
std::vector<std::string_view> split_lines(std::string_view text);
// With \n for every \r\n.
std::string with_plain_breaks(std::string_view text);
std::string join(std::span<const std::string> parts, std::string_view separator);

constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }  // of ASCII
// True for a space, a tab, a line feed and a carriage return.
constexpr bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
// Where the first byte that is not valid UTF-8 (or is NUL) stands; nothing if all is well.
std::optional<std::size_t> find_bad_utf8(std::string_view text);
// The composed form (NFC); text that is not valid UTF-8 as it is.
std::string composed(std::string_view text);
// A form for comparing what people type: case, accents, width variants, typographic apostrophes and hyphens,
// invisible joiners and repeated spaces do not matter. Kana keep their voicing marks and Indic letters their
// vowel signs.
std::string folded(std::string_view text);
// With a capital at its beginning, where that is a letter of a-z.
std::string capitalized(std::string_view text);
// Text as the search index keeps it: folded, with every character of a script that is written without spaces
// (CJK, kana, hangul, Thai, Lao, Khmer, Myanmar, Yi) a word of its own.
std::string searchable(std::string_view text);
// Whether there is a letter or a number in it, of any script.
bool has_letter_or_number(std::string_view text);
// True for 1 to 64 characters of a-z 0-9 - that begin with a letter or a digit.
bool is_id(std::string_view text);
// True for what has the form of a BCP 47 language tag: "en", "pt-BR"; no registry is asked.
bool is_language_tag(std::string_view text);
// True for what has the form of an ISO 3166-1 country code: two capital letters.
bool is_country_code(std::string_view text);

// Columns the text takes on a terminal; control characters take none, an emoji of several characters two.
std::size_t display_width(std::string_view text);
// What a person perceives as characters (extended grapheme clusters).
std::vector<std::string_view> graphemes(std::string_view text);
// Cut to at most `columns`, the last one an ellipsis where something was cut (none if it is wider than
// `columns`).
std::string shortened(std::string_view text, std::size_t columns, std::string_view ellipsis = "…");
// With spaces after it up to `columns`; wider text as it is.
std::string padded(std::string_view text, std::size_t columns);
// Lines of at most `columns` (at least 1), broken at spaces and tabs, which go; a longer word is cut between
// graphemes; line breaks in the text are kept. At least one line, which is empty for empty text.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

// Stored text made harmless for a terminal: C0, DEL and C1 controls and invalid bytes are written as \x1b,
// bidi controls, line and paragraph separators and U+FEFF as \u202e; \n and \t stay.
std::string visible(std::string_view text);
// The same on one line: line breaks become ⏎ and tabs spaces.
std::string visible_line(std::string_view text);
// JSON text with the same characters as \u escapes: the same JSON, harmless for a terminal.
std::string visible_json(std::string_view json);

// 'word', made visible and cut to 40 columns, as a message holds it.
std::string in_quotes(std::string_view text);
// The candidate nearest to the word, if one is near enough to be what was meant: the only one that begins
// with it, else the first with the fewest slips (a letter more, less, other, or two swapped), at most one for
// every three letters.
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);
// "Did you mean 'x'?" or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

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
