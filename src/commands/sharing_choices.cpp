#include "commands/sharing_choices.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "journal/journal.hpp"
#include "prompts/library.hpp"

namespace felt {
namespace {

enum class Kind { question, pack, entry, note, notes, region, carried, session_notes, names };

// What one word names.
struct Named {
  Kind kind = Kind::question;
  std::string name;  // of a question, a pack or a region
  Id id = 0;         // of an entry
};

constexpr Names<Kind, 4> plain_words{{{Kind::notes, "notes"},
                                      {Kind::carried, "carried"},
                                      {Kind::session_notes, "session-notes"},
                                      {Kind::names, "with"}}};
constexpr Names<Kind, 3> with_value{{{Kind::note, "note"}, {Kind::entry, "entry"}, {Kind::region, "region"}}};

enum class Choosing { what_leaves, what_stays };

const char* values_of(Choosing choosing) {
  return choosing == Choosing::what_leaves ? "It is note:ID or entry:ID."
                                           : "It is note:ID, entry:ID or region:NAME.";
}

const char* words_of(Choosing choosing) {
  return choosing == Choosing::what_leaves
             ? "It is a question, a pack, notes, note:ID, entry:ID, carried, session-notes or with."
             : "It is a question, a pack, notes, note:ID, entry:ID, region:NAME, carried, session-notes or "
               "with.";
}

std::string pack_in(std::string_view question) { return std::string(question.substr(0, question.find('/'))); }

// Finds what words mean among the prompt files and the questions that only the journal still knows.
class WordReader {
 public:
  WordReader(Invocation& invocation, Choosing choosing) : m_invocation(invocation), m_choosing(choosing) {}

  Named read(const std::string& typed) {
    const auto word = std::string(trim(typed));
    if (const auto kind = plain_words.find(word)) return {*kind, "", 0};
    if (const auto colon = word.find(':'); colon != std::string::npos)
      return read_value(word.substr(0, colon), word.substr(colon + 1));
    if (is_pack(word)) return {Kind::pack, word, 0};
    return read_name(word);
  }

 private:
  Named read_value(const std::string& name, const std::string& value) {
    const auto kind = with_value.find(name);
    if (!kind)
      refuse_word("nothing is named by " + in_quotes(name + ":"), name, {"note", "entry", "region"},
                  values_of(m_choosing));
    if (*kind == Kind::region) return {*kind, region_named(m_invocation, std::string(trim(value))), 0};
    return {*kind, "", entry_named(m_invocation, value).id};
  }

  Named read_name(const std::string& word) {
    const auto* pack = m_invocation.library().find_pack_called(word);
    if (!pack) return {Kind::question, question_or_hint(word), 0};
    if (is_question_id(word))
      throw UsageError(in_quotes(word) + " is a pack and a question",
                       fmt::format("Write {} for the pack, and the question with its own pack before it.",
                                   in_quotes(pack->id)));
    return {Kind::pack, pack->id, 0};
  }

  bool is_question_id(const std::string& word) {
    const auto has_it = [&](const std::string& question) { return question.ends_with("/" + word); };
    const auto names = m_invocation.library().question_names();
    return std::any_of(names.begin(), names.end(), has_it) ||
           std::any_of(kept_questions().begin(), kept_questions().end(), has_it);
  }

  const std::set<std::string>& kept_questions() {
    if (!m_kept) m_kept = m_invocation.journal().questions_answered(std::nullopt);
    return *m_kept;
  }

  bool is_pack(const std::string& word) {
    if (m_invocation.library().find_pack(word)) return true;
    return std::any_of(kept_questions().begin(), kept_questions().end(),
                       [&](const std::string& question) { return pack_in(question) == word; });
  }

  std::string question_or_hint(const std::string& word) {
    try {
      return question_named(m_invocation, kept_questions(), word);
    } catch (const UsageError& error) {
      throw UsageError(error.what(), error.hint().empty() ? hint_for(word) : error.hint());
    }
  }

  std::string hint_for(const std::string& word) {
    auto known = m_invocation.library().pack_ids();
    for (const auto* plain : {"notes", "carried", "session-notes", "with"}) known.emplace_back(plain);
    const auto hint = did_you_mean(word, known);
    return hint.empty() ? words_of(m_choosing) : hint;
  }

  Invocation& m_invocation;
  Choosing m_choosing;
  std::optional<std::set<std::string>> m_kept;
};

void include(Invocation& invocation, SharingChoices& choices, const Named& named) {
  switch (named.kind) {
    case Kind::question:
      choices.questions.insert(named.name);
      break;
    case Kind::pack:
      choices.packs.insert(named.name);
      break;
    case Kind::entry:
      choices.entries.insert(named.id);
      break;
    case Kind::note:
      choices.notes.insert(named.id);
      break;
    case Kind::notes:
      choices.all_notes = true;
      break;
    case Kind::session_notes:
      choices.session_notes = true;
      break;
    case Kind::names:
      choices.names = true;
      break;
    case Kind::carried:
      for (const auto& note : invocation.journal().carried(Carried::open)) choices.carried.insert(note.id);
      break;
    case Kind::region:
      throw UsageError("a region leaves unless it is left out", "It stays with: --leave-out region:NAME");
  }
}

void leave_out(SharingChoices& choices, const Named& named) {
  switch (named.kind) {
    case Kind::question:
      choices.questions_out.insert(named.name);
      break;
    case Kind::pack:
      choices.packs_out.insert(named.name);
      break;
    case Kind::entry:
      choices.entries_out.insert(named.id);
      break;
    case Kind::note:
      choices.notes_out.insert(named.id);
      break;
    case Kind::notes:
      choices.all_notes_out = true;
      break;
    case Kind::session_notes:
      choices.session_notes = false;
      break;
    case Kind::names:
      choices.names = false;
      break;
    case Kind::carried:
      choices.carried.clear();
      choices.carried_out = true;
      break;
    case Kind::region:
      choices.regions_out.insert(named.name);
      break;
  }
}

// A note leaves with its entry alone.
void refuse_private(Invocation& invocation, const SharingChoices& choices) {
  for (const auto id : choices.notes) {
    const auto entry = invocation.journal().find_entry(id);
    if (entry && entry->is_private && !choices.entries.contains(id))
      throw UsageError(fmt::format("entry {} is private", id),
                       fmt::format("It may leave, too, with: --include entry:{}", id));
  }
}

}  // namespace

void declare_sharing(CLI::App& app, SharingWords& words) {
  const auto add = [&](const char* name, std::vector<std::string>& values, const char* help,
                       const char* type) {
    app.add_option(name, values, help)->type_name(type)->allow_extra_args(false);
  };
  add("--include", words.include, "What leaves as well; may be repeated",
      "QUESTION|PACK|notes|note:ID|entry:ID|carried|session-notes|with");
  add("--leave-out", words.leave_out, "What stays; may be repeated",
      "QUESTION|PACK|notes|note:ID|entry:ID|region:REGION|carried|session-notes|with");
  add("--hide", words.hidden, "A region of the body that stays; may be repeated", "REGION");
}

SharingChoices sharing_choices(Invocation& invocation, const SharingWords& words) {
  SharingChoices choices;
  WordReader leaving(invocation, Choosing::what_leaves), staying(invocation, Choosing::what_stays);
  for (const auto& word : words.include) include(invocation, choices, leaving.read(word));
  for (const auto& word : words.leave_out) leave_out(choices, staying.read(word));
  for (const auto& region : words.hidden) choices.regions_out.insert(region_named(invocation, region));
  refuse_private(invocation, choices);
  return choices;
}

}  // namespace felt
