#pragma once

#include <string>

#include "model/question.hpp"

namespace felt {

// What a question accepts, as one sentence for a hint: "It takes 0 (none) to 10 (the most I can imagine)."
std::string accepts_text(const Question& question);
// Throws UsageError: the question, what is wrong with the answer, and what the question accepts.
[[noreturn]] void refuse_answer(const Question& question, const std::string& what);

// The ends and named points of a scale: "0 none · 5 in between · 10 completely easy".
std::string anchors_text(const std::vector<Anchor>& anchors);

// "45 min", "1 h", "1 h 20 min".
std::string spoken_minutes(int minutes);

}  // namespace felt
