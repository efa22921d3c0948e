#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/entry.hpp"
#include "model/question.hpp"
#include "model/session.hpp"

namespace felt {

// --- out: the documents of felt-json(5) ---

// felt.entry/1. `session`, `session_uuid`, `hours_after_session` and `note` are left out where there is none.
Json entry_json(const Entry& entry);
// One of its answers.
Json answer_json(const Given& given);
// felt.session/1. `minutes`, `with` and `note` are left out where there is none.
Json session_json(const Session& session);
// felt.list/1 and felt.sessions/1, in the order handed in.
Json entry_list_json(std::span<const Entry> entries);
Json session_list_json(std::span<const Session> sessions);

// --- in: what `felt log --answers` takes ---

// An entry as somebody wrote it down. What is not given is left to the command line, the flow and the clock.
struct EntryInput {
  std::optional<std::string> flow;
  std::optional<std::string> at;  // as written; see parse_iso
  std::optional<std::string> note;
  std::optional<bool> is_private;
  std::vector<std::string> tags;
  std::optional<Id> session;                // the number it has where the entry comes from
  std::optional<std::string> session_uuid;  // the same everywhere
  std::optional<double> hours_after_session;
  bool without_session = false;  // "session": null
  std::vector<Answer> answers;   // in the order given, each question once, every one checked
  std::string place;             // "answers.jsonl:12:1", for what is found wrong later
};

// The question with this name or unambiguous id; throws UsageError, with a suggestion, for any other name.
using QuestionByName = std::function<const Question&(std::string_view name)>;

// Reads one entry. Words may be ids, labels, aliases or unambiguous beginnings; a question given twice counts
// as given last. What felt itself writes and decides (`id`, `felt_day`, …) is passed over. ContentError
// naming the place for anything else: unknown keys, questions and words, answers that do not fit, neither
// answers nor a note.
EntryInput read_entry(const JsonReader& json, const QuestionByName& find_question);

// Reads one entry, or one in every line (JSON Lines; empty lines are passed over); all or, with ContentError,
// none.
std::vector<EntryInput> read_entries(std::string_view text, std::string_view origin,
                                     const QuestionByName& find_question);

}  // namespace felt
