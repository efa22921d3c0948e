#pragma once

#include <string>
#include <vector>

#include "interview/dialogue.hpp"
#include "model/question.hpp"

namespace felt {

// Says a question: a content note, the prompt, its help, and what can be typed. Where that is more than a
// screen, the prompt is said once more at the end.
void say_question(Dialogue& dialogue, const Question& question, const std::string& prompt,
                  const std::string& position);

// The items with · between them, to be broken only there: Dialogue::say shows the no-break spaces as spaces.
std::string kept_together(const std::vector<std::string>& items);

// Says all the words of its lists, for those who ask with *; those used lately, by their ids, come first.
void say_words(Dialogue& dialogue, const Question& question, const std::vector<std::string>& lately);

}  // namespace felt
