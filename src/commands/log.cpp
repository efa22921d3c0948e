#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/editor.hpp"
#include "commands/entry_parts.hpp"
#include "commands/entry_sheet.hpp"
#include "commands/guided.hpp"
#include "commands/input.hpp"
#include "commands/log.hpp"
#include "commands/suggestion.hpp"
#include "exchange/entry_json.hpp"
#include "exchange/foreign.hpp"
#include "interview/plan.hpp"
#include "journal/journal.hpp"
#include "model/typed.hpp"
#include "prompts/library.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_answers_file = std::size_t{16} * 1024 * 1024;

// A flow's phase is its own; a pack, or what is suggested, is asked for the phase the moment lies in.
void take_flow(Invocation& invocation, const std::string& name, Entry& entry) {
  if (name.empty()) {
    const auto suggestion = suggest_flow(invocation, entry.about);
    entry.flow = suggestion.flow;
    entry.phase = suggestion.phase;
    return;
  }
  const auto track = invocation.library().track(name);
  entry.flow = track.id();
  entry.phase = track.flow ? track.flow->phase : suggest_phase(invocation, entry.about);
}

// A bare id that several packs have means the question of the named flow or pack.
void set_answer(Invocation& invocation, const std::string& flow, AnswersSoFar& answers,
                const std::string& setting) {
  const auto equals = setting.find('=');
  if (equals == std::string::npos)
    throw UsageError(in_quotes(setting) + " has no value", "Write it like --set emotions/distress=6.");
  const auto& library = invocation.library();
  const auto asking = flow.empty() ? Track() : library.track(flow);
  const auto& question = library.question(trim(std::string_view(setting).substr(0, equals)), asking);
  auto answer = parse_answer(question, std::string_view(setting).substr(equals + 1));
  if (answer)
    answers.put(question, std::move(*answer));
  else
    answers.drop(question.name());
}

// One of white space alone is none.
std::string note_or_none(std::string_view text, NoteFrom from) {
  auto note = checked_note(text, from);
  return trim(note).empty() ? "" : note;
}

std::string note_given(Invocation& invocation, const std::string& note) {
  if (note != "-") return note_or_none(note, NoteFrom::argument);
  return note_or_none(read_all(invocation.in(), longest_text + 1, "standard input"), NoteFrom::input);
}

// What the command line itself says about an entry, on top of what a file says.
void take_options(Invocation& invocation, const LogOptions& options, Entry& entry) {
  if (!options.session.empty()) take_session(invocation, options.session, entry);
  for (const auto& tag : options.tags) add_tag(entry, tag);
  if (options.is_private) entry.is_private = true;
  AnswersSoFar answers(std::move(entry.answers));
  for (const auto& setting : options.sets) set_answer(invocation, options.flow, answers, setting);
  entry.answers = answers.all();
  if (options.note) entry.note = note_given(invocation, *options.note);
}

// Felt itself says where an entry lies; a person who writes a number alone means this journal's.
bool is_number_alone(const EntryInput& input) { return !input.session_uuid && !input.hours_after_session; }

bool lies_as_told(const Entry& entry, const Session& session, double hours) {
  const std::chrono::duration<double, std::ratio<3600>> told(hours);
  return std::chrono::abs(entry.about.at - session.starts.at - told) < std::chrono::minutes(15);
}

// Journals count their sessions apart: the uuid decides, or whether the session with that number began when
// it is told to have begun.
std::optional<Session> find_session_told(Invocation& invocation, const EntryInput& input,
                                         const Entry& entry) {
  if (!invocation.has_journal()) return std::nullopt;
  const auto& journal = invocation.journal();
  if (input.session_uuid) return journal.find_session_by_uuid(*input.session_uuid);
  auto session = journal.find_session(*input.session);
  if (session && !lies_as_told(entry, *session, *input.hours_after_session)) session.reset();
  return session;
}

bool names_session(const EntryInput& input) {
  return !input.without_session && (input.session || input.session_uuid);
}

void take_session_told(Invocation& invocation, const EntryInput& input, Entry& entry) {
  if (input.without_session) return take_session(invocation, "none", entry);
  if (!names_session(input)) return;
  if (is_number_alone(input)) return take_session(invocation, std::to_string(*input.session), entry);
  const auto session = find_session_told(invocation, input, entry);
  if (!session) return;
  entry.session_chosen = true;
  give_session(entry, *session);
}

Entry entry_at(Invocation& invocation, const std::string& at) {
  Entry entry;
  entry.recorded = invocation.now();
  entry.about = at.empty() ? moment_at(invocation.now(), invocation.zone()) : past_time(invocation, at);
  entry.felt_day = felt_day(entry.about, invocation.settings().day_start);
  return entry;
}

// What was imported from another program once is nobody's flow here.
void take_flow_told(Invocation& invocation, const LogOptions& options, const EntryInput& input,
                    Entry& entry) {
  const auto told = input.flow.value_or("");
  if (!options.flow.empty() || !is_foreign_program(told))
    return take_flow(invocation, options.flow.empty() ? told : options.flow, entry);
  entry.flow = told;
}

const Question& question_told(Invocation& invocation, std::string_view name) {
  const auto& library = invocation.library();
  const auto* foreign = find_foreign_question(name);
  return foreign && !library.find_question(name) ? *foreign : library.question(name);
}

Entry entry_from(Invocation& invocation, const LogOptions& options, EntryInput input) {
  Entry entry = entry_at(invocation, options.at.empty() ? input.at.value_or("") : options.at);
  take_flow_told(invocation, options, input, entry);
  if (options.session.empty()) take_session_told(invocation, input, entry);
  for (const auto& tag : input.tags) add_tag(entry, tag);
  entry.is_private = input.is_private.value_or(false);
  entry.note = input.note ? note_or_none(*input.note, NoteFrom::argument) : "";
  AnswersSoFar answers;
  for (auto& answer : input.answers) {
    const auto& question = question_told(invocation, answer.question);
    answers.put(question, std::move(answer));
  }
  entry.answers = answers.all();
  return entry;
}

// What is wrong in a file is the file's mistake, whichever part of felt finds out.
Entry entry_from_file(Invocation& invocation, const LogOptions& options, EntryInput input) {
  const auto place = input.place;
  try {
    return entry_from(invocation, options, std::move(input));
  } catch (const UsageError& error) {
    throw ContentError(place + ": " + error.what(), error.hint());
  }
}

void say_elsewhere(Invocation& invocation, std::size_t entries) {
  invocation.say(
      fmt::format("{} named a session that is not in this journal: the nearest one counts, if "
                  "there is one.",
                  counted(entries, "entry", "entries")));
}

std::vector<Entry> entries_from_file(Invocation& invocation, const LogOptions& options) {
  const bool piped = *options.answers == "-";
  const std::string origin = piped ? "standard input" : *options.answers;
  const auto text = piped ? read_all(invocation.in(), longest_answers_file, origin)
                          : read_file(*options.answers, longest_answers_file);
  const auto find = [&](std::string_view name) -> const Question& { return question_told(invocation, name); };
  std::vector<Entry> entries;
  std::size_t elsewhere = 0;
  for (auto& input : read_entries(text, origin, find)) {
    const bool has_session = options.session.empty() && names_session(input);
    entries.push_back(entry_from_file(invocation, options, std::move(input)));
    if (has_session && !entries.back().session_chosen) ++elsewhere;
  }
  if (elsewhere > 0) say_elsewhere(invocation, elsewhere);
  return entries;
}

std::vector<Entry> entries_given(Invocation& invocation, const LogOptions& options) {
  std::vector<Entry> entries;
  if (options.answers)
    entries = entries_from_file(invocation, options);
  else
    entries.push_back(new_entry(invocation, options.flow, options.at));
  if (entries.size() > 1 && (!options.sets.empty() || options.note || options.editor))
    throw UsageError("--set, --note and --editor go with one entry, and the file holds several",
                     "Leave them out, or put them into the file.");
  for (auto& entry : entries) {
    take_options(invocation, options, entry);
    date_answers(invocation, entry, Dates::missing);
  }
  return entries;
}

int keep_given(Invocation& invocation, std::vector<Entry> entries) {
  std::erase_if(entries, [](const Entry& entry) { return entry.answers.empty() && entry.note.empty(); });
  if (entries.empty()) {
    invocation.say("Nothing was given, so nothing was kept.");
    return 0;
  }
  print_saved(invocation, invocation.writable_journal().keep(std::move(entries)));
  return 0;
}

int log_given(Invocation& invocation, const LogOptions& options) {
  return keep_given(invocation, entries_given(invocation, options));
}

// An entry with what is given on the command line, and its note from the editor.
int log_in_editor(Invocation& invocation, const LogOptions& options) {
  auto entries = entries_given(invocation, options);
  if (entries.empty()) return keep_given(invocation, {});
  invocation.writable_journal();  // what stands in the way of keeping is said before the first word
  const auto sheet = note_sheet(entries.front());
  EditedText text(invocation, "felt-note.txt", sheet);
  return text.or_keep([&] {
    const auto note = read_note_sheet(text.open(), sheet);
    entries.front().note = note_or_none(note, NoteFrom::editor);
    return keep_given(invocation, std::move(entries));
  });
}

// What can be told to be wrong from the words alone.
void check_words(Invocation& invocation, const LogOptions& options) {
  if (!options.flow.empty()) invocation.library().track(options.flow);
  if (!options.at.empty()) past_time(invocation, options.at);
  const auto& session = options.session;
  if (!session.empty() && session != "none" && session != "last") id_of(session, "a session");
  Entry entry;
  for (const auto& tag : options.tags) add_tag(entry, tag);
}

// What is said of a new entry.
std::vector<std::string> words_for_new(const LogOptions& options) {
  std::vector<std::string> words;
  const auto add_if = [&](bool is_given, std::string word) {
    if (is_given) words.push_back(std::move(word));
  };
  add_if(!options.flow.empty(), in_quotes(options.flow));
  add_if(!options.at.empty(), "--at");
  add_if(!options.session.empty(), "--session");
  add_if(!options.sets.empty(), "--set");
  add_if(options.note.has_value(), "--note");
  add_if(options.answers.has_value(), "--answers");
  add_if(!options.tags.empty(), "--tag");
  add_if(options.is_private, "--private");
  add_if(options.editor, "--editor");
  return words;
}

// A check-in that is open goes on as it was begun.
void refuse_beside_open(const LogOptions& options) {
  if (!options.resume && !options.discard) return;
  auto words = words_for_new(options);
  if (options.resume && options.discard) words.insert(words.begin(), "--discard");
  if (words.empty()) return;
  throw UsageError(
      fmt::format("{} does not go with {}", options.resume ? "--resume" : "--discard", join(words, ", ")),
      "It is about the check-in that is open, as it was begun. Leave out one or the other.");
}

int log_entry(Invocation& invocation, const LogOptions& options) {
  refuse_beside_open(options);
  if (options.editor) return log_in_editor(invocation, options);
  if (options.discard) return discard_draft(invocation);
  if (!options.sets.empty() || options.note || options.answers) return log_given(invocation, options);
  check_words(invocation, options);
  if (!invocation.world().in_is_terminal)
    throw UsageError("there is no terminal to ask on",
                     "Give the answers with --set QUESTION=VALUE, --note TEXT or --answers FILE.");
  return options.resume ? resume_guided(invocation) : log_guided(invocation, options);
}

}  // namespace

Run declare_log(CLI::App& app) {
  const auto options = std::make_shared<LogOptions>();
  app.add_option("flow", options->flow, "A flow or a pack; without one the nearest session decides")
      ->type_name("FLOW|PACK");
  add_text(app, "--at", options->at, "When it was lived: yesterday 21:00, 2 hours ago", "WHEN");
  add_text(app, "--session", options->session, "The session it belongs to", "SESSION|last|none");
  app.add_option("--set", options->sets, "An answer; may be repeated")
      ->type_name("QUESTION=VALUE")
      ->allow_extra_args(false);
  app.add_option("--note", options->note, "A note; - reads it from standard input")->type_name("TEXT");
  app.add_option("--answers", options->answers, "Answers as JSON or JSON Lines; - reads standard input")
      ->type_name("FILE");
  app.add_option("--tag", options->tags, "A tag; may be repeated")->type_name("TAG")->allow_extra_args(false);
  app.add_flag("--private", options->is_private, "Never shared unless named");
  app.add_flag("--editor", options->editor, "Write the note in your editor; nothing is asked");
  app.add_flag("--resume", options->resume, "Go on with the check-in that is open");
  app.add_flag("--discard", options->discard, "Throw away the check-in that is open");
  return [options](Invocation& invocation) { return log_entry(invocation, *options); };
}

Entry new_entry(Invocation& invocation, const std::string& flow, const std::string& at) {
  Entry entry = entry_at(invocation, at);
  take_flow(invocation, flow, entry);
  return entry;
}

void take_entry_options(Invocation& invocation, const LogOptions& options, Entry& entry) {
  take_options(invocation, options, entry);
}

void print_saved(Invocation& invocation, const std::vector<Entry>& entries) {
  if (entries.size() == 1) return print_entry(invocation, "saved", entries.front());
  if (invocation.globals().json) {
    invocation.out() << json_text(entry_list_json(entries)) << '\n';
    return;
  }
  const auto text = fmt::format("saved {} · {} to {}", counted(entries.size(), "entry", "entries"),
                                entries.front().id, entries.back().id);
  invocation.out() << drawn(text, invocation.out_look()) << '\n';
}

}  // namespace felt
