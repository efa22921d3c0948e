#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/answer.hpp"

namespace felt {

// Reads an answer as people type it, the same at the prompt and after --set:
//   scale 4 · choice and multi by number, id, label, alias or unambiguous beginning, own words in quotes with
//   each quote in them doubled · "fear 3, relief" · "neck left back: tight 3; belly: warm" ·
//   80m, 1h20, 1:20 · 23:40, 11:40pm · y, n · text · ? unsure
// Nothing if the text is empty (a skip). Throws UsageError naming the question, what was typed, what is
// accepted and the nearest word.
std::optional<Answer> parse_answer(const Question& question, std::string_view typed);

// The same answer as text that parse_answer reads back: what stands in the line when a person goes back.
std::string typed_text(const Answer& answer);

// Minutes from 80, 80m, 80 min, 1h20, 1h 20m, 1:20, 1.5h, 2 hours; nothing for anything else.
std::optional<int> parse_minutes(std::string_view typed);
// Minute of the day from 23:40, 11:40pm, 11 pm, noon, midnight; nothing for anything else.
std::optional<int> parse_clock(std::string_view typed);

}  // namespace felt
