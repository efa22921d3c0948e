#pragma once

#include <functional>
#include <memory>

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "journal/contents.hpp"

namespace felt {

// What a journal holds as the lines of an export, field by field as felt-journal(5) says: all of it, so that
// an equal journal can be made of them. Entries and sessions are those of felt-json(5) with more keys.

// --- out ---

// felt.question/1: a question as it was asked; answers name it by its number in this export.
Json question_json(const Wording& wording, long number);
// felt.former/1
Json former_json(const Former& former);
// felt.entry/1
using NumberOfWording = std::function<long(const Wording&)>;
void write_kept_entry(JsonWriter& json, const KeptEntry& kept, const NumberOfWording& number_of);

// --- in ---

// All of these throw ContentError, with the place, for anything that could not have been written out.
Wording read_question(const JsonReader& json);
Session read_session(const JsonReader& json);
CarriedNote read_carried(const JsonReader& json);
ShareRecord read_share(const JsonReader& json);
Former read_former(const JsonReader& json);
// Nothing where no question has the number.
using WordingByNumber = std::function<std::shared_ptr<const Wording>(long number)>;
// The session of the entry is the number it has in the export.
KeptEntry read_kept_entry(const JsonReader& json, const WordingByNumber& find_wording);

}  // namespace felt
