#include "base/text.hpp"

#include <algorithm>

#include "base/characters.hpp"

namespace felt {
namespace {

bool is_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }

// Where the character that ends before `end` begins.
std::size_t step_back(std::string_view text, std::size_t end) {
  const std::size_t furthest = end - std::min<std::size_t>(end, 4);
  for (std::size_t at = end - 1;; --at) {
    if (at + decode(text, at).size == end && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return at;
    if (at == furthest) return end - 1;
  }
}

std::string_view trim_start(std::string_view text) {
  while (!text.empty()) {
    const auto first = decode(text, 0);
    if (!is_space(first.code)) break;
    text.remove_prefix(first.size);
  }
  return text;
}

}  // namespace

std::string_view trim_end(std::string_view text) {
  while (!text.empty()) {
    const std::size_t last = step_back(text, text.size());
    if (!is_space(decode(text, last).code)) break;
    text = text.substr(0, last);
  }
  return text;
}

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

std::string capitalized(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z')
    result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result;
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

}  // namespace felt
