#pragma once

#include <string_view>
#include <vector>

namespace felt {

enum class Mood { strained, eased };

// What an invented person has to say at a question, named in full, or with a list of words, by its id: words
// by their ids, places as they are typed, texts as they are. Those of the mood, else those of any mood; none
// where there is nothing. What comes more often stands there more than once.
std::vector<std::string_view> phrases_for(std::string_view name, Mood mood);

}  // namespace felt
