#pragma once

#include <string>
#include <vector>

#include "interview/dialogue.hpp"
#include "model/question.hpp"

namespace felt {

// Says a question: a content note, the prompt, its help, and what can be typed.
void say_question(Dialogue& dialogue, const Question& question, const std::string& prompt,
                  const std::string& position);

// Says all the words of its lists, for those who ask with *.
void say_words(Dialogue& dialogue, const Question& question);

}  // namespace felt
