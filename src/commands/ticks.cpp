#include "commands/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

std::size_t number_in(std::string_view text, std::size_t list_size) {
  const auto number = parse_whole(trim(text));
  if (!number || *number < 1 || static_cast<std::size_t>(*number) > list_size)
    throw UsageError(in_quotes(trim(text)) + " is not on the list",
                     list_size == 1 ? std::string("It holds 1 alone.")
                                    : fmt::format("It holds the numbers from 1 to {}.", list_size));
  return static_cast<std::size_t>(*number);
}

void tick(std::set<std::size_t>& ticked, std::string_view piece, std::size_t list_size) {
  const auto dash = piece.find('-', 1);
  const auto first = number_in(piece.substr(0, dash), list_size);
  const auto last = dash == std::string_view::npos ? first : number_in(piece.substr(dash + 1), list_size);
  for (auto number = std::min(first, last); number <= std::max(first, last); ++number) ticked.insert(number);
}

}  // namespace

std::set<std::size_t> ticked_numbers(std::string_view typed, std::size_t list_size) {
  std::set<std::size_t> ticked;
  if (folded(trim(typed)) == "all") {
    for (std::size_t number = 1; number <= list_size; ++number) ticked.insert(number);
    return ticked;
  }
  std::string text(typed);
  std::replace(text.begin(), text.end(), ',', ' ');
  for (const auto piece : split_words(text)) tick(ticked, piece, list_size);
  return ticked;
}

}  // namespace felt
