#pragma once

#include <string>

#include "base/json_writer.hpp"
#include "exchange/fhir_codes.hpp"
#include "model/answer.hpp"

namespace felt::fhir {

// Whether FHIR has a way to say this answer: not for a text or words of white space alone.
bool is_sayable(const Answer& answer);

// The items of a QuestionnaireResponse that hold the answer, inside its list of items: one, or one for each
// place. "Not sure" is an item without an answer whose data are absent because they are not known. Only for
// what is sayable.
void write_answer(JsonWriter& json, LocalCodes& codes, const std::string& link, const Given& given);

// An item with one answer, a text, and one with an answer for each of several.
void write_text_item(JsonWriter& json, std::string_view link, const std::string& text);
void write_text_items(JsonWriter& json, std::string_view link, const std::vector<std::string>& texts);

}  // namespace felt::fhir
