#include "commands/guided.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <type_traits>

#include "base/error.hpp"
#include "base/visible.hpp"
#include "commands/steadiers.hpp"
#include "commands/suggestion.hpp"
#include "interview/interview.hpp"
#include "journal/journal.hpp"
#include "model/night.hpp"
#include "prompts/library.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

// Keeps answers in a draft that begins with the first of them. Where another window ends the draft, they go
// on in a new one.
class DraftKeeper : public Keeper {
 public:
  DraftKeeper(Journal& journal, Entry entry, Dialogue& dialogue)
      : m_journal(journal), m_entry(std::move(entry)), m_dialogue(dialogue) {}

  std::optional<Given> put(const Given& given) override {
    m_is_behind = true;
    auto other = in_draft([&] {
      const auto draft = id();
      return m_journal.put_answer(draft, given, find_known(given.answer.question));
    });
    take_known(other ? *other : given);
    m_is_behind = other.has_value();
    return other;
  }
  std::optional<Given> drop(std::string_view question) override {
    auto other = in_draft([&]() -> std::optional<Given> {
      if (!find_known(question)) return std::nullopt;
      const auto draft = id();
      return m_journal.drop_answer(draft, *find_known(question));
    });
    forget_known(question);
    if (other) take_known(*other);
    return other;
  }
  std::string add_to_note(std::string_view text) override {
    m_is_behind = true;
    m_entry.note = in_draft([&] { return m_journal.add_to_note(id(), text); });
    m_is_behind = false;
    return m_entry.note;
  }
  void pass(std::string_view question) override {
    in_draft([&] {
      if (has_begun()) m_journal.put_passed(id(), question);
    });
  }
  // Nothing where there is nothing to finish.
  std::optional<Entry> finish(EntryState state, const std::vector<Given>& dated) {
    auto entry = in_draft([&]() -> std::optional<Entry> {
      if (!has_begun()) return std::nullopt;
      return m_journal.finish_draft(id(), state, dated);
    });
    m_entry.id = 0;
    return entry;
  }

  bool has_begun() const { return m_entry.id != 0; }
  // What the journal says is kept of what was given.
  std::string kept_text() const {
    try {
      return kept_text_now();
    } catch (const Error&) {
      return "What is kept could not be seen just now. felt log --resume goes on with it.";
    }
  }

 private:
  Id id() {
    if (!has_begun()) m_entry = m_journal.begin_draft(m_entry);
    return m_entry.id;
  }

  template <class Work>
  std::invoke_result_t<Work> in_draft(const Work& work) {
    try {
      return work();
    } catch (const DraftClosed&) {
      go_on_anew();
      return work();
    }
  }

  // What was finished holds what was given so far; what was thrown away lives on only here.
  void go_on_anew() {
    const auto finished = m_journal.find_entry(m_entry.id);
    m_finished = finished ? m_entry.id : 0;
    m_entry.id = 0;
    m_entry.uuid.clear();
    if (finished) {
      m_entry.answers.clear();
      m_entry.note.clear();
      m_dialogue.say(
          fmt::format("This check-in was finished from another window, as entry {}. What comes now "
                      "is kept in a new one.",
                      m_finished),
          Style::warning);
      return;
    }
    m_dialogue.say("This check-in was thrown away from another window. It goes on here, as a new one.",
                   Style::warning);
    if (!m_entry.answers.empty() || !m_entry.note.empty()) id();
  }

  std::string kept_text_now() const {
    const auto what = m_is_behind ? "What you gave before" : "What you gave";
    const bool has_some = !m_entry.answers.empty() || !m_entry.note.empty();
    if (has_some && m_journal.is_open(m_entry.id))
      return fmt::format("{} is kept. felt log --resume goes on with it.", what);
    const auto entry = m_journal.find_entry(has_begun() ? m_entry.id : m_finished);
    if (entry && entry->state != EntryState::draft)
      return fmt::format("{} is kept as entry {}.", what, entry->id);
    if (has_some) return fmt::format("{} is not in the journal that is there now.", what);
    return m_is_behind ? "Nothing was kept." : "Nothing was given, so nothing was kept.";
  }

  const Answer* find_known(std::string_view question) const {
    for (const auto& given : m_entry.answers)
      if (given.answer.question == question) return &given.answer;
    return nullptr;
  }
  void forget_known(std::string_view question) {
    std::erase_if(m_entry.answers, [&](const Given& given) { return given.answer.question == question; });
  }
  void take_known(Given given) {
    forget_known(given.answer.question);
    m_entry.answers.push_back(std::move(given));
  }

  Journal& m_journal;
  Entry m_entry;  // as this window knows it
  Dialogue& m_dialogue;
  Id m_finished = 0;         // what another window made of a draft of this one
  bool m_is_behind = false;  // whether what was given last is not kept
};

// The words of the last weeks, the latest first, each once.
std::vector<std::string> lately_picked(const Journal& journal, std::string_view question, Instant about) {
  constexpr std::chrono::days lately{30};
  constexpr std::size_t most = 12;
  Query query;
  query.since = about - lately;
  std::vector<std::string> ids;  // the latest last
  journal.each_pick(question, journal.lived(query), [&](const Word& word, const LivedEntry&) {
    std::erase(ids, word.id);
    ids.push_back(word.id);
  });
  std::reverse(ids.begin(), ids.end());
  ids.resize(std::min(ids.size(), most));
  return ids;
}

// The chosen one, or the one it will be given.
std::optional<Id> session_of(const Journal& journal, const Entry& entry) {
  if (entry.session || entry.session_chosen) return entry.session;
  const auto near = journal.find_session_near(entry.about.at);
  return near ? std::optional(near->id) : std::nullopt;
}

History history_of(Invocation& invocation, const Entry& entry) {
  auto& journal = invocation.journal();
  History history;
  history.answered_ever = journal.questions_answered(std::nullopt);
  if (const auto session = session_of(journal, entry))
    history.answered_for_session = journal.questions_answered(session);
  history.lately_picked = [&journal, about = entry.about.at](std::string_view question) {
    return lately_picked(journal, question, about);
  };
  history.latest_text = [&journal](std::string_view question) { return journal.latest_text(question); };
  return history;
}

// Patterns look no further back.
constexpr std::chrono::days pattern_memory{90};

bool answers_so(const Condition& condition, const std::vector<Given>& answers) {
  return holds(condition, [&](std::string_view name) -> const Answer* {
    for (const auto& given : answers)
      if (given.answer.question == name) return &given.answer;
    return nullptr;
  });
}

// Whether an answer up to the pattern's own had a card of its own, which comes first.
bool had_other_card(const Library& library, const SupportPattern& pattern,
                    const std::vector<Given>& answers) {
  for (const auto& given : answers) {
    const auto* question = library.find_question(given.answer.question);
    if (question && question->support && opens(*question->support, given.answer)) return true;
    if (given.answer.question == pattern.condition.question) return false;
  }
  return false;
}

bool pattern_holds(Invocation& invocation, const SupportPattern& pattern, const Answer& now, Instant about) {
  if (!holds(pattern.condition, [&](std::string_view) { return &now; })) return false;
  Query query;
  query.since = about - pattern_memory;
  query.until = about;
  std::vector<PatternEntry> entries;
  const auto& journal = invocation.journal();
  for (const auto& entry : journal.entries(query)) {
    const bool matches = answers_so(pattern.condition, entry.answers);
    const bool could_show = matches && journal.was_asked(entry.id) &&
                            !had_other_card(invocation.library(), pattern, entry.answers);
    entries.push_back({entry.about.at, matches, could_show});
  }
  entries.push_back({about, true});
  return is_card_due(pattern, entries);
}

CardOffer cards_for(Invocation& invocation, const Moment& about) {
  const auto& settings = invocation.settings();
  if (settings.cards == CardStyle::off) return {};
  auto file = invocation.library().support(settings.country);
  auto words = support_words(file, settings.contacts, latest_steadiers(invocation), invocation.today());
  return {settings.cards, std::move(file), std::move(words),
          [&invocation, at = about.at](const SupportPattern& pattern, const Answer& now) {
            return pattern_holds(invocation, pattern, now, at);
          }};
}

void say_first_use(Invocation& invocation, Dialogue& dialogue) {
  Query any;
  any.limit = 1;
  if (!invocation.journal().entries(any).empty()) return;
  const auto support = invocation.library().support("");
  for (const auto& line : support.cards.at("about")) dialogue.say(line, Style::quiet);
  dialogue.gap();
}

void say_choice(Invocation& invocation, const Entry& entry, Dialogue& dialogue) {
  dialogue.say(
      fmt::format("This is the check-in '{}': {}.", entry.flow, suggestion_reason(invocation, entry.about)),
      Style::quiet);
}

int say_kept(Invocation& invocation, const DraftKeeper& keeper) {
  invocation.say(keeper.kept_text());
  return 0;
}

int finish(Invocation& invocation, DraftKeeper& keeper, const Plan& plan, InterviewResult result,
           const Moment& about, Dialogue& dialogue) {
  if (result.ending == Ending::broken_off) return say_kept(invocation, keeper);
  const auto find = [&](std::string_view name) { return invocation.library().find_question(name); };
  place_nights(result.answers, about, find);
  const auto state = result.ending == Ending::stopped ? EntryState::stopped : EntryState::kept;
  const auto entry = keeper.finish(state, result.answers);
  if (!entry) return say_kept(invocation, keeper);
  dialogue.gap();
  if (state == EntryState::kept && !plan.outro.empty()) dialogue.say(plan.outro);
  dialogue.say("For people to talk to: felt support.", Style::quiet);
  print_saved(invocation, {*entry});
  return 0;
}

// To begin the command anew, as the error may say, is not the way to go on with a draft.
[[noreturn]] void rethrow_with_kept(const Error& error, const DraftKeeper& keeper) {
  if (!keeper.has_begun()) throw;
  throw Error(error.exit(), error.what(), keeper.kept_text());
}

int hold(Invocation& invocation, const Plan& plan, Entry entry, InterviewStart start, LineReader& reader) {
  Dialogue dialogue(reader, invocation.err(), invocation.err_look());
  const auto history = history_of(invocation, entry);
  const auto about = entry.about;
  DraftKeeper keeper(invocation.writable_journal(), std::move(entry), dialogue);
  try {
    auto result =
        hold_interview(plan, history, std::move(start), dialogue, keeper, cards_for(invocation, about));
    return finish(invocation, keeper, plan, std::move(result), about, dialogue);
  } catch (const Error& error) {
    if (!is_by_signal(error.exit())) rethrow_with_kept(error, keeper);
    say_kept(invocation, keeper);
    return static_cast<int>(error.exit());
  }
}

Entry open_draft(Invocation& invocation) {
  auto drafts = invocation.journal().drafts();
  if (drafts.empty()) throw UsageError("no check-in is open", "Begin one with: felt log");
  return std::move(drafts.back());
}

// Where a pack was taken out meanwhile, what was given stays as if it had been stopped.
int keep_without_questions(Invocation& invocation, const Entry& draft) {
  const auto entry = invocation.writable_journal().finish_draft(draft.id, EntryState::stopped, draft.answers);
  invocation.say(fmt::format("The questions of {} are not here any more, so this check-in ends as it is.",
                             in_quotes(draft.flow)));
  if (entry) print_saved(invocation, {*entry});
  return 0;
}

}  // namespace

std::unique_ptr<LineReader> reader_of(Invocation& invocation) {
  if (invocation.world().line_reader) return invocation.world().line_reader();
  return make_stream_reader(invocation.in(), invocation.err());
}

int log_guided(Invocation& invocation, const LogOptions& options) {
  Entry entry = new_entry(invocation, options.flow, options.at);
  const auto plan = make_plan(invocation.library(), entry.flow, entry.phase);
  invocation.writable_journal();  // what stands in the way of keeping is said before the first question
  take_entry_options(invocation, options, entry);
  const auto reader = reader_of(invocation);
  Dialogue dialogue(*reader, invocation.err(), invocation.err_look());
  say_first_use(invocation, dialogue);
  if (options.flow.empty()) say_choice(invocation, entry, dialogue);
  if (!options.at.empty()) dialogue.say(spoken_moment(entry.about), Style::quiet);
  const InterviewStart start{{}, {}, entry.about, {}};
  return hold(invocation, plan, std::move(entry), start, *reader);
}

int resume_guided(Invocation& invocation) {
  Entry entry = open_draft(invocation);
  const auto& library = invocation.library();
  if (!library.find_flow(entry.flow) && !library.find_pack(entry.flow))
    return keep_without_questions(invocation, entry);
  const auto plan = make_plan(invocation.library(), entry.flow, entry.phase);
  const auto reader = reader_of(invocation);
  const auto passed = invocation.writable_journal().passed_in(entry.id);
  InterviewStart start{entry.answers, entry.note, entry.about, passed};
  return hold(invocation, plan, std::move(entry), std::move(start), *reader);
}

int discard_draft(Invocation& invocation) {
  const auto draft = open_draft(invocation);
  invocation.writable_journal().discard_draft(draft.id);
  if (!invocation.globals().quiet)
    invocation.say(fmt::format("The check-in of {} is thrown away.", spoken_moment(draft.about)));
  return 0;
}

}  // namespace felt
