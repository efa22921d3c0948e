#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/when.hpp"

namespace felt {

// The words and numbers that times are told with, in lower case.

inline constexpr std::size_t shortest_name = 3;  // tue, feb

using Words = std::span<const std::string_view>;

inline constexpr std::string_view ordinal_endings[] = {"st", "nd", "rd", "th"};
inline constexpr std::string_view morning_words[] = {"am", "a.m", "a.m."};
inline constexpr std::string_view evening_words[] = {"pm", "p.m", "p.m."};
inline constexpr std::string_view joiners[] = {"at", "on"};

enum class Unit { minute, day, month };

struct UnitName {
  std::string_view name;
  Unit unit;
  int size;
};

// Lower case, and a space for all that may stand between parts.
std::string tidied(std::string_view text);
// Words and numbers come apart: 9pm, 2h, 14th.
std::string spaced(std::string_view text);
// The pieces of a spaced text. A full stop at the end of one is dropped (14. feb.), but not a second (p.m.).
std::vector<std::string_view> tokens_of(std::string_view text);

bool is_among(std::string_view word, Words words);
// Of the letters a-z alone.
bool is_word(std::string_view token);
bool is_number(std::string_view token);
std::optional<int> find_number(std::string_view token);
// 3, three, a.
std::optional<int> find_count(std::string_view token);
// Null where the word is none.
const UnitName* find_unit(std::string_view token);
std::optional<int> find_month(std::string_view token);
std::optional<std::chrono::weekday> find_weekday(std::string_view token);
// The one to three numbers between the colons of a clock time; minutes and seconds have two digits.
std::optional<std::vector<int>> clock_numbers(std::string_view token);

// Whether it is a word of the grammar.
bool is_time_word(std::string_view word);
// The words worth proposing; those of the future only to whom they serve.
std::vector<std::string> proposals(Lean lean);
// A sentence of times as one may write them.
std::string examples(Lean lean);

}  // namespace felt
