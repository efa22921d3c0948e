#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/terminal.hpp"
#include "model/carry.hpp"
#include "model/entry.hpp"

namespace felt {

// How entries, sessions and carried notes read on a terminal. Stored words are made harmless here.

// "entry 12 · after · Thu 12 Mar 2026 21:10 · 6 h after session 3"
std::string entry_heading(const Entry& entry);
// Two or three lines: the heading and the beginning of what was written.
std::string entry_in_list(const Entry& entry, const Look& look);
// The prompt as it was asked, with the text of the question it used as far as that is still known.
using LatestText = std::function<std::optional<std::string>(std::string_view question)>;
std::string prompt_asked(const Wording& wording, const LatestText& latest_text);
// The whole entry: each question as it was asked with its answer, then the note.
std::string entry_in_full(const Entry& entry, const Look& look, const LatestText& latest_text);

std::string session_in_list(const Session& session, const Look& look);
// A heading and the whole text.
std::string carried_in_list(const CarriedNote& note, const Look& look);

}  // namespace felt
