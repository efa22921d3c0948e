#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// All text in felt is UTF-8; an invalid byte is never dropped and counts as one character. White space is
// Unicode's, the no-break and the ideographic space included, unless said otherwise.

std::string_view trim(std::string_view text);
std::string_view trim_end(std::string_view text);
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
// With a capital at its beginning, where that is a letter of a-z.
std::string capitalized(std::string_view text);
// True for 1 to 64 characters of a-z 0-9 - that begin with a letter or a digit.
bool is_id(std::string_view text);
// True for what has the form of a BCP 47 language tag: "en", "pt-BR"; no registry is asked.
bool is_language_tag(std::string_view text);
// True for what has the form of an ISO 3166-1 country code: two capital letters.
bool is_country_code(std::string_view text);

}  // namespace felt
