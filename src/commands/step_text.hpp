#pragma once

#include <string>

#include "base/json.hpp"
#include "model/step.hpp"

namespace felt {

// How changes of a journal read. No words of the person's are in them.

// "entry 12 of Thu 12 Mar 2026 (changed)", with what else was changed behind it.
std::string step_words(const Step& step);
// "entry 12 of Thu 12 Mar 2026 (changed here since)": what stays of an import; empty where all of it goes.
std::string staying_words(const Step& step);
// felt-json(5): one of the steps of felt.history/1, felt.undo/1 and felt.redo/1.
Json step_json(const Step& step);
// "written", "changed" or "deleted", as it is said of a thing.
std::string_view effect_word(Thing thing, Effect effect);

}  // namespace felt
