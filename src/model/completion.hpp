#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/question.hpp"

namespace felt {

// What could stand where a word is being typed.
struct Completion {
  std::size_t begin = 0;  // the byte of the line at which the word begins
  std::vector<std::string>
      words;  // as parse_answer reads them, in the order of their list; none if nothing fits
};

using Complete = std::function<Completion(std::string_view before_cursor)>;

// What fits where nothing of a word is typed yet.
enum class Untyped { nothing, everything };

// The feelings, options, places, sides and words that fit the last word of a line, which is an answer to the
// question as far as it is typed. An alias or a word out of the middle of a label finds it too; what is
// offered is the label, or the id where several have that label.
Completion complete_answer(const Question& question, std::string_view before_cursor,
                           Untyped untyped = Untyped::nothing);

// The beginning that all the words have in common, cut between characters.
std::string common_beginning(const std::vector<std::string>& words);

}  // namespace felt
