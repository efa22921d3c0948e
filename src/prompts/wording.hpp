#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace felt {

// A word or mark that does not suit a gentle question.
struct FlaggedWord {
  std::string word;  // as it stands in the text
  std::string instead;
};

// The words of an English text that the rules for authors leave out: demands, verdicts, labels, promises. A
// word that is negated shortly before in the same clause ("no need to", "you do not have to say why") is
// fine.
std::vector<FlaggedWord> flagged_words(std::string_view text);

}  // namespace felt
