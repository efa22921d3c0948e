#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/editor.hpp"
#include "commands/entry_parts.hpp"
#include "commands/entry_sheet.hpp"
#include "commands/input.hpp"
#include "journal/journal.hpp"
#include "model/accepts.hpp"
#include "model/term_lookup.hpp"
#include "model/typed.hpp"
#include "prompts/library.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

const Given* find_given(const Entry& entry, std::string_view question) {
  const auto is_it = [&](const Given& given) { return given.answer.question == question; };
  const auto found = std::find_if(entry.answers.begin(), entry.answers.end(), is_it);
  return found == entry.answers.end() ? nullptr : &*found;
}

void put(Entry& entry, Given given) {
  for (auto& there : entry.answers)
    if (there.answer.question == given.answer.question) {
      there = std::move(given);
      return;
    }
  entry.answers.push_back(std::move(given));
}

void drop(Entry& entry, std::string_view question) {
  std::erase_if(entry.answers, [&](const Given& given) { return given.answer.question == question; });
}

bool has_tag(const Entry& entry, const std::string& tag) {
  return std::find(entry.tags.begin(), entry.tags.end(), tag) != entry.tags.end();
}

bool yes_or_no(std::string_view value) {
  const auto word = folded(value);
  if (word == "yes" || word == "y") return true;
  if (word == "no" || word == "n") return false;
  throw UsageError(fmt::format("private: {} is neither yes nor no", in_quotes(value)),
                   "An entry that is private is never shared unless it is named.");
}

[[noreturn]] void refuse_kept(const Wording& wording) {
  throw UsageError(wording.name + ": only the journal still knows this question",
                   "Its answer can stay as it was, or go with nothing behind the =.");
}

// The words of a list that were ever given to a question, each as it was shown last.
VocabularyPtr words_given(Journal& journal, const std::string& question) {
  std::map<std::string, std::string> labels;
  journal.each_pick(question, journal.lived({}),
                    [&](const Word& word, const LivedEntry&) { labels[word.id] = word.label; });
  auto words = std::make_shared<Vocabulary>();
  for (const auto& [id, label] : labels) {
    Term term;
    term.id = id;
    term.label = label;
    words->terms.push_back(std::move(term));
  }
  return words;
}

bool has_own_words(const AnswerValue& value) {
  if (const auto* choice = std::get_if<Choice>(&value)) return choice->word.id.empty();
  const auto* answer = std::get_if<Picks>(&value);
  return answer && std::any_of(answer->picks.begin(), answer->picks.end(),
                               [](const Pick& pick) { return pick.is_own(); });
}

// Nobody sees in which order words stand of which only some were ever given.
void refuse_list_numbers(const Question& question, std::string_view value) {
  for (const auto piece : split(value, ','))
    if (is_list_number(trim(piece).substr(0, trim(piece).find(' '))))
      refuse_answer(question, "the numbers before its words are not known");
}

// A question that only the journal still knows: of a list, the words that were ever given.
Question kept_question(Invocation& invocation, const Given& before, std::string_view value) {
  auto question = question_as_kept(*before.wording);
  const bool has_range = question.type != QuestionType::scale || question.scale;
  if (question.type == QuestionType::body || !has_range) refuse_kept(*before.wording);
  if (question.type == QuestionType::choice || question.type == QuestionType::multi) {
    question.words = words_given(invocation.journal(), question.name());
    question.allow_other = has_own_words(before.answer.value);
    refuse_list_numbers(question, value);
  }
  return question;
}

// Takes what a sheet says into a copy of the entry it was made of. What says the same as before leaves things
// as they were; of two lines about one thing the last one counts.
class Change {
 public:
  Change(Invocation& invocation, const Entry& before)
      : m_invocation(invocation), m_before(before), m_entry(before) {}

  // What could not be taken, by line.
  std::vector<Mistake> take(const Sheet& sheet) {
    m_mistakes = sheet.mistakes;
    for (const auto& value : sheet.values) noting(value.line, [&] { take_value(value); });
    if (sheet.note) noting(sheet.note_line, [&] { take_note(*sheet.note); });
    if (m_mistakes.empty()) noting(sheet.note_line, [&] { check_whole(); });
    std::stable_sort(m_mistakes.begin(), m_mistakes.end(),
                     [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
    return std::move(m_mistakes);
  }

  // The entry with everything that follows from the changes.
  Entry entry() {
    if (m_entry.about != m_before.about)
      m_entry.felt_day = felt_day(m_entry.about, m_invocation.settings().day_start);
    if (m_entry.about != m_before.about || m_has_new_clock) date_answers(m_invocation, m_entry, Dates::anew);
    return m_entry;
  }

 private:
  template <class Take>
  void noting(int line, const Take& take) {
    try {
      take();
    } catch (const Error& error) {
      if (error.exit() != Exit::usage && error.exit() != Exit::content) throw;
      m_mistakes.push_back({line, error.what(), error.hint()});
    }
  }

  void take_value(const SheetValue& value) {
    if (value.key == "at") return take_time(value.value);
    if (value.key == "session") return take_session_value(value.value);
    if (value.key == "tags") return take_tags(value.value);
    if (value.key == "private") {
      m_entry.is_private = yes_or_no(value.value);
      return;
    }
    take_answer(value);
  }

  // Whether a value of the sheet is as it was.
  bool is_as_before(std::string_view key, std::string_view value) const {
    for (const auto& before : sheet_values(m_before, m_invocation.zone()))
      if (before.key == key) return same_value(before.value, value);
    return false;
  }

  void take_time(const std::string& value) {
    m_entry.about =
        is_as_before("at", value) ? m_before.about : changed_past_time(m_invocation, value, m_before.about);
  }

  // Nothing behind the = leaves it to the nearest session.
  void take_session_value(const std::string& value) {
    m_entry.session = m_before.session;
    m_entry.session_start = m_before.session_start;
    m_entry.session_uuid = m_before.session_uuid;
    m_entry.session_chosen = m_before.session_chosen && !value.empty();
    if (!value.empty() && !is_as_before("session", value)) take_session(m_invocation, value, m_entry);
  }

  void take_tags(const std::string& value) {
    m_entry.tags = m_before.tags;
    if (is_as_before("tags", value)) return;
    m_entry.tags.clear();
    for (const auto tag : split(value, ','))
      if (!trim(tag).empty()) take_tag(std::string(trim(tag)));
  }

  // One that it had stays, even where an import brought it and nobody could type it.
  void take_tag(const std::string& tag) {
    if (!has_tag(m_before, tag)) return add_tag(m_entry, tag);
    if (!has_tag(m_entry, tag)) m_entry.tags.push_back(tag);
  }

  void take_answer(const SheetValue& value) {
    const auto name = full_name(value.key);
    const auto* before = find_given(m_before, name);
    if (before && same_value(value.value, typed_text(before->answer))) return put(m_entry, *before);
    if (trim(value.value).empty()) return drop(m_entry, name);
    auto given = parsed(name, value.value, before);
    if (before && typed_text(given.answer) == typed_text(before->answer)) return put(m_entry, *before);
    m_has_new_clock = m_has_new_clock || std::holds_alternative<ClockTime>(given.answer.value);
    put(m_entry, std::move(given));
  }

  // What only the journal still knows keeps the words it was asked in.
  Given parsed(const std::string& name, const std::string& value, const Given* before) {
    if (const auto* question = m_invocation.library().find_question(name))
      return {parse_answer(*question, value).value(), std::make_shared<const Wording>(wording_of(*question))};
    return {parse_answer(kept_question(m_invocation, *before, value), value).value(), before->wording};
  }

  // A name that only the entry still knows is found, too.
  std::string full_name(const std::string& key) const {
    if (find_given(m_before, key)) return key;
    try {
      return m_invocation.library().question(key).name();
    } catch (const UsageError& error) {
      const auto hint = did_you_mean(key, std::vector<std::string>{"at", "session", "tags", "private"});
      throw UsageError(error.what(), error.hint().empty() ? hint : error.hint());
    }
  }

  // One of white space alone counts as none, unless it was so before.
  void take_note(const std::string& note) {
    const auto changed = checked_note(note, NoteFrom::editor);
    m_entry.note = trim(changed).empty() ? "" : changed;
    if (changed == checked_note(m_before.note, NoteFrom::editor)) m_entry.note = m_before.note;
  }

  void check_whole() const {
    if (m_entry.answers.empty() && m_entry.note.empty())
      throw UsageError("nothing would be left of the entry", "It holds at least an answer or a note.");
  }

  Invocation& m_invocation;
  const Entry& m_before;
  Entry m_entry;
  bool m_has_new_clock = false;
  std::vector<Mistake> m_mistakes;
};

bool same_answers(const Entry& a, const Entry& b) {
  const auto same = [](const Given& one, const Given& other) {
    return one.answer == other.answer && one.wording == other.wording;
  };
  return std::equal(a.answers.begin(), a.answers.end(), b.answers.begin(), b.answers.end(), same);
}

bool same_tags(Entry a, Entry b) {
  std::sort(a.tags.begin(), a.tags.end());
  std::sort(b.tags.begin(), b.tags.end());
  return a.tags == b.tags;
}

bool is_same(const Entry& a, const Entry& b) {
  return a.about == b.about && a.session == b.session && a.session_chosen == b.session_chosen &&
         a.is_private == b.is_private && a.note == b.note && same_tags(a, b) && same_answers(a, b);
}

[[noreturn]] void refuse(const EditedText& text, const Mistake& mistake) {
  throw ContentError(fmt::format("{}:{}: {}", text.path().string(), mistake.line, mistake.message),
                     mistake.hint);
}

// Opens the editor until the text can be taken, or comes back as it went; off a terminal once. Nothing if the
// text is as it was, or empty.
std::optional<Entry> edited(Invocation& invocation, const Entry& before, const std::string& sheet,
                            EditedText& text) {
  for (std::string given = sheet;;) {
    const auto back = text.open();
    if (trim(back).empty()) invocation.say("The text came back empty.");
    if (back == sheet || trim(back).empty()) return std::nullopt;
    Change change(invocation, before);
    const auto mistakes = change.take(read_sheet(back));
    if (mistakes.empty()) return change.entry();
    if (!invocation.world().in_is_terminal || back == given) refuse(text, mistakes.front());
    given = marked_sheet(back, mistakes);
    text.put(given);
    invocation.say(counted(mistakes.size(), "line") +
                   " could not be taken. The editor opens again; # ! says where and why.");
  }
}

Entry finished_entry(Invocation& invocation, const std::string& name) {
  auto entry = entry_named(invocation, name);
  if (entry.state == EntryState::draft)
    throw UsageError(fmt::format("entry {} is a check-in that is still open", entry.id),
                     "Go on with it: felt log --resume");
  return entry;
}

// The entry as it is kept now; nothing if nothing was changed.
std::optional<Entry> change_entry(Invocation& invocation, const Entry& before, EditedText& text,
                                  const std::string& sheet) {
  return text.or_keep([&]() -> std::optional<Entry> {
    const auto entry = edited(invocation, before, sheet, text);
    if (!entry || is_same(*entry, before)) return std::nullopt;
    return invocation.writable_journal().change(*entry, before);
  });
}

int edit_entry(Invocation& invocation, const std::string& name) {
  const auto before = finished_entry(invocation, name);
  auto& journal = invocation.writable_journal();  // what stands in the way of keeping is said before
  const auto latest_text = [&](std::string_view question) { return journal.latest_text(question); };
  const auto sheet = sheet_of(before, invocation.zone(), latest_text);
  EditedText text(invocation, fmt::format("felt-entry-{}.txt", before.id), sheet);
  if (const auto entry = change_entry(invocation, before, text, sheet))
    print_entry(invocation, "changed", *entry);
  else
    invocation.say("Nothing was changed.");
  return 0;
}

}  // namespace

Run declare_edit(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  app.add_option("id", *name, "The entry's number, or last")->type_name("ID|last")->required();
  return [name](Invocation& invocation) { return edit_entry(invocation, *name); };
}

}  // namespace felt
