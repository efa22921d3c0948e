#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace felt {

// What a summary follows over time: each thread gathers the questions of one or two packs.
struct Thread {
  std::string_view name;                         // "movement and pain", as it is typed and written in JSON
  std::span<const std::string_view> main_lines;  // full names of the questions that come first, in this order
};

// All threads in the order a summary shows them; the last one takes every question of other packs.
std::span<const Thread> threads();

const Thread& thread_of(std::string_view question);

// Where a question stands in its thread: the place among its main lines, or their number for any other.
std::size_t rank_in(const Thread& thread, std::string_view question);
bool is_main_line(const Thread& thread, std::string_view question);

// The thread a person means by its name, or by a word that begins a word of one name alone ("pain"); case,
// and hyphens for spaces, do not matter. UsageError with the nearest name, or all of them.
const Thread& thread_named(std::string_view typed);

// How a question is called in a table: its id with spaces, "pain now" for "pain-movement/pain-now".
std::string label_of(std::string_view question);

}  // namespace felt
