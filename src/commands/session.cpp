#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/deletion.hpp"
#include "commands/entry_text.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"
#include "model/term_lookup.hpp"
#include "model/typed.hpp"
#include "prompts/library.hpp"

namespace felt {
namespace {

struct AddOptions {
  std::vector<std::string> when;
  std::string with, kinds, minutes, note;
};

constexpr int longest_session = 24 * 60;

int minutes_of(const std::string& text) {
  if (text.empty()) return 0;
  const auto minutes = parse_minutes(text);
  if (!minutes || *minutes < 1 || *minutes > longest_session)
    throw UsageError(in_quotes(text) + " is not the length of a session", "Write it like 45, 45m or 1h20.");
  return *minutes;
}

std::vector<std::string> kinds_of(Invocation& invocation, const std::string& text) {
  std::vector<std::string> kinds;
  if (text.empty()) return kinds;
  const auto words = invocation.library().vocabulary("techniques");
  for (const auto part : split(text, ','))
    if (!trim(part).empty()) kinds.push_back(find_term(*words, trim(part), "no way of working is called").id);
  return kinds;
}

void check_words(const std::string& text, const std::string& option) {
  if (find_bad_utf8(text)) throw UsageError(option + " is not valid UTF-8");
  if (text.size() > longest_text)
    throw UsageError(fmt::format("{} has {} bytes; at most {} fit", option, text.size(), longest_text));
}

void print_session(Invocation& invocation, const Session& session) {
  if (invocation.globals().json)
    invocation.out() << json_text(session_json(session)) << '\n';
  else
    invocation.out() << session_in_list(session, invocation.out_look());
}

int add_session(Invocation& invocation, const AddOptions& options) {
  check_words(options.with, "--with");
  check_words(options.note, "--note");
  Session session;
  session.starts = named_time(invocation, join(options.when, " "), Lean::future).moment;
  session.minutes = minutes_of(options.minutes);
  session.with = composed(trim(options.with));
  session.kinds = kinds_of(invocation, options.kinds);
  session.note = options.note;
  session = invocation.writable_journal().add_session(std::move(session));
  if (invocation.globals().json) {
    print_session(invocation, session);
    return 0;
  }
  const auto line = fmt::format("saved session {} · {}\n", session.id, spoken_moment(session.starts));
  invocation.out() << drawn(line, invocation.out_look());
  return 0;
}

int list_sessions(Invocation& invocation) {
  const auto sessions = invocation.journal().sessions();
  if (invocation.globals().json) {
    invocation.out() << json_text(session_list_json(sessions)) << '\n';
    return 0;
  }
  for (const auto& session : sessions) print_session(invocation, session);
  if (sessions.empty() && !invocation.globals().quiet) invocation.say("No sessions yet.");
  return 0;
}

int show_session(Invocation& invocation, const std::string& name) {
  const auto session = session_named(invocation, name);
  print_session(invocation, session);
  if (invocation.globals().json) return 0;
  Query query;
  query.session = session.id;
  for (const auto& entry : invocation.journal().entries(query))
    invocation.out() << entry_in_list(entry, invocation.out_look());
  return 0;
}

// --- changing ---

// What is to be another; an empty text takes out what was there.
struct EditOptions {
  std::string name;
  std::vector<std::string> when;
  std::optional<std::string> with, kinds, minutes, note;
  bool is_empty() const { return when.empty() && !with && !kinds && !minutes && !note; }
};

Session session_with(Invocation& invocation, Session session, const EditOptions& options) {
  if (!options.when.empty())
    session.starts = changed_time(invocation, join(options.when, " "), session.starts);
  if (options.with) {
    check_words(*options.with, "--with");
    session.with = composed(trim(*options.with));
  }
  if (options.kinds) session.kinds = kinds_of(invocation, *options.kinds);
  if (options.minutes) session.minutes = minutes_of(std::string(trim(*options.minutes)));
  if (options.note) {
    check_words(*options.note, "--note");
    session.note = *options.note;
  }
  return session;
}

bool is_same(const Session& a, const Session& b) {
  return a.starts == b.starts && a.with == b.with && a.kinds == b.kinds && a.minutes == b.minutes &&
         a.note == b.note;
}

int edit_session(Invocation& invocation, const EditOptions& options) {
  if (options.is_empty())
    throw UsageError("nothing is said of what to change",
                     "Give a new time, --with, --kind, --minutes or --note; --note= takes the note out.");
  session_with(invocation, {}, options);  // what is wrong with them is said before what is missing
  const auto seen = session_named(invocation, options.name);
  auto session = session_with(invocation, seen, options);
  if (is_same(session, seen)) {
    invocation.say("Nothing was changed.");
    return 0;
  }
  session = invocation.writable_journal().change_session(std::move(session), seen);
  if (!invocation.globals().json) invocation.out() << "changed session " << session.id << ":\n";
  print_session(invocation, session);
  return 0;
}

constexpr const char* when_help =
    "When it began: yesterday 15:00, tue 10:30, tomorrow 15:00, 2026-03-12 15:00";

Run declare_adding(CLI::App& app) {
  const auto options = std::make_shared<AddOptions>();
  app.add_option("when", options->when, when_help)->type_name("WHEN|tomorrow")->required()->expected(1, 8);
  add_text(app, "--with", options->with, "Who with", "NAME");
  add_text(app, "--kind", options->kinds, "Ways of working, with commas between them", "KIND,...");
  add_text(app, "--minutes", options->minutes, "How long", "MINUTES");
  add_text(app, "--note", options->note, "A note about it", "TEXT");
  return [options](Invocation& invocation) { return add_session(invocation, *options); };
}

Run declare_editing(CLI::App& app) {
  const auto options = std::make_shared<EditOptions>();
  app.add_option("number", options->name, "The session's number, or last")
      ->type_name("SESSION|last")
      ->required();
  app.add_option("when", options->when, when_help)->type_name("WHEN|tomorrow")->expected(0, 8);
  const auto add = [&](const char* name, std::optional<std::string>& value, const char* help,
                       const char* type) {
    app.add_option(name, value, help)->type_name(type)->allow_extra_args(false);
  };
  add("--with", options->with, "Who with", "NAME");
  add("--kind", options->kinds, "Ways of working, with commas between them", "KIND,...");
  add("--minutes", options->minutes, "How long", "MINUTES");
  add("--note", options->note, "A note about it", "TEXT");
  return [options](Invocation& invocation) { return edit_session(invocation, *options); };
}

Run declare_showing(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  app.add_option("number", *name, "The session's number, or last")->type_name("SESSION|last")->required();
  return [name](Invocation& invocation) { return show_session(invocation, *name); };
}

}  // namespace

Run declare_session(CLI::App& app) {
  auto* add = add_word(app, "add", "Keep a session, past or planned");
  auto* show = add_word(app, "show", "One session and its entries");
  add_word(app, "list", "All sessions");
  auto* edit = add_word(app, "edit", "Another time, length, name, kind or note");
  auto* erase = add_word(app, "delete", "Sessions: now, or for good; their entries stay");
  const Run run_add = declare_adding(*add);
  const Run run_show = declare_showing(*show);
  const Run run_edit = declare_editing(*edit);
  const Run run_delete =
      declare_deletion(*erase, Thing::session, {"number", "SESSION|last", "The sessions' numbers, or last"});
  return [=](Invocation& invocation) {
    if (add->parsed()) return run_add(invocation);
    if (edit->parsed()) return run_edit(invocation);
    if (erase->parsed()) return run_delete(invocation);
    return show->parsed() ? run_show(invocation) : list_sessions(invocation);
  };
}

}  // namespace felt
