#include "base/terminal.hpp"

#include <algorithm>
#include <array>

#include "base/columns.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

constexpr int narrowest = 20;
constexpr int without_terminal = 80;
constexpr int lowest = 5;

constexpr Names<Style, 5> codes{{{Style::heading, "1"},
                                 {Style::strong, "1"},
                                 {Style::quiet, "2"},
                                 {Style::good, "32"},
                                 {Style::warning, "33"}}};

struct Sign {
  std::string_view sign, plain;
};

constexpr auto signs = std::to_array<Sign>({
    {"·", "-"}, {"•", "*"},   {"…", "..."},    {"→", "->"}, {"←", "<-"}, {"↑", "^"}, {"↓", "v"},
    {"‘", "'"}, {"’", "'"},   {"“", "\""},     {"”", "\""}, {"–", "-"},  {"—", "-"}, {"−", "-"},
    {"×", "x"}, {"±", "+/-"}, {"≤", "<="},     {"≥", ">="}, {"≈", "~"},  {"⏎", "/"}, {"✓", "+"},
    {"✗", "x"}, {"─", "-"},   {"│", "|"},      {"├", "+"},  {"└", "+"},  {"┌", "+"}, {"┐", "+"},
    {"┘", "+"}, {"┤", "+"},   {"┼", "+"},      {"█", "#"},  {"░", "."},  {"▒", ":"}, {"▓", "#"},
    {"●", "o"}, {"○", "."},   {"\u00a0", " "},
});

bool decide_color(const TerminalFacts& facts, ColorWish wish) {
  if (wish != ColorWish::automatic) return wish == ColorWish::always;
  return facts.is_terminal && !facts.no_color && facts.term != "dumb";
}

const Sign* find_sign(std::string_view text) {
  for (const auto& sign : signs)
    if (text.starts_with(sign.sign)) return &sign;
  return nullptr;
}

// Broken between words alone: a path that is longer than a line can still be copied.
std::string filled(std::string_view line, std::size_t columns) {
  std::string result;
  std::size_t used = 0;
  for (const auto word : split(line, ' ')) {
    const auto width = display_width(word);
    const bool is_first = result.empty();
    const bool fits = used + 1 + width <= columns;
    if (!is_first) result += fits ? ' ' : '\n';
    used = is_first || !fits ? width : used + 1 + width;
    result += word;
  }
  return result;
}

}  // namespace

Look decide_look(const TerminalFacts& facts, ColorWish wish, Plain plain) {
  Look look;
  look.color = plain == Plain::no && decide_color(facts, wish);
  look.unicode = plain == Plain::no;
  look.is_terminal = facts.is_terminal;
  const bool known = facts.is_terminal && facts.columns > 0;
  look.columns = known ? std::max(facts.columns, narrowest) : without_terminal;
  if (facts.is_terminal && facts.rows > 0) look.rows = std::max(facts.rows, lowest);
  return look;
}

std::string painted(std::string_view text, Style style, const Look& look) {
  const auto code = codes.of(style);
  if (!look.color || code.empty() || text.empty()) return std::string(text);
  return std::string("\x1b[").append(code).append("m").append(text).append("\x1b[0m");
}

std::string ascii_only(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const bool is_ascii = static_cast<unsigned char>(text[0]) < 0x80;
    const Sign* sign = is_ascii ? nullptr : find_sign(text);
    result += sign ? sign->plain : text.substr(0, 1);
    text.remove_prefix(sign ? sign->sign.size() : 1);
  }
  return result;
}

std::string drawn(std::string_view text, const Look& look) {
  return look.unicode ? std::string(text) : ascii_only(text);
}

std::string remark_text(std::string_view text, const Look& look) {
  const auto remark = drawn(text, look);
  std::string result;
  for (const auto line : split_lines(remark)) {
    const bool stays = !look.is_terminal || line.starts_with(' ');
    result += (stays ? std::string(line) : filled(line, static_cast<std::size_t>(look.columns))) + '\n';
  }
  return result;
}

}  // namespace felt
