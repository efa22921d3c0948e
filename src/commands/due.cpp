#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/notify.hpp"
#include "commands/reminding.hpp"
#include "model/typed.hpp"

namespace felt {
namespace {

struct DueOptions {
  std::string later;
  bool explain = false, not_today = false, once = false, notify = false;
};

constexpr int longest_later = 24 * 60;

std::string iso_here(Invocation& invocation, Instant at) {
  return iso_text(moment_at(at, invocation.zone()));
}

// --- putting off ---

Instant end_of_today(Invocation& invocation) {
  const auto calendar = calendar_of(invocation);
  const std::chrono::sys_days today = calendar.felt_day_at(invocation.now());
  return calendar.start_of(today + std::chrono::days(1));
}

Instant later_than_now(Invocation& invocation, const std::string& text) {
  const auto minutes = parse_minutes(text);
  if (!minutes || *minutes < 1 || *minutes > longest_later)
    throw UsageError(in_quotes(text) + " is not a time from a minute to a day",
                     "Write it like 2h or 45m. For longer: felt remind pause --until WHEN");
  return invocation.now() + std::chrono::minutes(*minutes);
}

int put_off(Invocation& invocation, const DueOptions& options) {
  const auto until =
      options.later.empty() ? end_of_today(invocation) : later_than_now(invocation, options.later);
  rest_until(invocation, until);
  say_rest(invocation, read_reminder_state(invocation));
  return 0;
}

// --- why, and when next ---

std::string reason(Invocation& invocation, const Reminding& reminding, const Verdict& verdict) {
  switch (verdict.silence) {
    case Silence::none:
      return fmt::format("It is about {}, until {}.", spoken_occasion(*verdict.occasion),
                         spoken_here(invocation, verdict.occasion->until));
    case Silence::off:
      return "Reminders around sessions are off, and there is no daily or weekly one.";
    case Silence::resting:
      return rest_text(invocation, reminding.state());
    case Silence::done:
      return fmt::format("{} is there already.", capitalized(spoken_occasion(*verdict.occasion)));
    case Silence::quiet:
      return fmt::format("It is quiet until {}.",
                         spoken_here(invocation, after_quiet(verdict.occasion->cause, invocation.now(),
                                                             reminding.calendar())));
    default:
      return "There is no session or time near that felt would remind of.";
  }
}

std::string next_text(Invocation& invocation, const Reminding& reminding) {
  const auto coming = reminding.find_coming();
  if (!coming) return "Nothing more is coming up as far as felt knows.";
  return fmt::format("Next: {}, {}.", spoken_here(invocation, coming->at), spoken_occasion(coming->occasion));
}

void explain(Invocation& invocation, const Reminding& reminding, const Verdict& verdict) {
  print_lines(invocation,
              verdict.is_due() ? due_line(reminding.command(*verdict.occasion)) : "Nothing is due now.");
  print_lines(invocation, reason(invocation, reminding, verdict));
  if (!verdict.is_due()) print_lines(invocation, next_text(invocation, reminding));
}

// --- as JSON ---

Json occasion_json(Invocation& invocation, const Reminding& reminding, const Occasion& occasion) {
  Json json{{"cause", name_of(occasion.cause)}, {"phase", name_of(occasion.phase)}};
  if (occasion.cause == Cause::session) put(json, "session", occasion.session);
  put(json, "from", iso_here(invocation, occasion.from));
  put(json, "until", iso_here(invocation, occasion.until));
  put(json, "command", reminding.command(occasion));
  return json;
}

Json coming_json(Invocation& invocation, const Reminding& reminding, const Coming& coming) {
  return {{"at", iso_here(invocation, coming.at)},
          {"occasion", occasion_json(invocation, reminding, coming.occasion)}};
}

Json due_json(Invocation& invocation, const Reminding& reminding, const Verdict& verdict) {
  Json json{{"schema", "felt.due/1"},
            {"at", iso_here(invocation, invocation.now())},
            {"due", verdict.is_due()},
            {"why", name_of(verdict.silence)}};
  if (verdict.is_due()) put(json, "line", due_line(reminding.command(*verdict.occasion)));
  if (verdict.occasion) put(json, "occasion", occasion_json(invocation, reminding, *verdict.occasion));
  if (verdict.is_due()) return json;
  if (const auto coming = reminding.find_coming())
    put(json, "next", coming_json(invocation, reminding, *coming));
  return json;
}

// --- the answer ---

ReminderState::Said said_now(Invocation& invocation, const Reminding& reminding, const Occasion& occasion) {
  return {key_of(occasion), reminding.calendar().felt_day_at(invocation.now())};
}

int speak(Invocation& invocation, const DueOptions& options, const Reminding& reminding,
          const Occasion& occasion) {
  const bool once = options.once || options.notify;
  const auto said = said_now(invocation, reminding, occasion);
  if (once && was_said(reminding.state(), said)) return static_cast<int>(Exit::no);
  const auto line = due_line(reminding.command(occasion));
  if (options.notify)
    notify(invocation, line);
  else
    invocation.out() << line << '\n';
  if (!once) return 0;
  auto state = reminding.state();
  note_said(state, said);
  keep_reminder_state(invocation, state);
  return 0;
}

int answer(Invocation& invocation, const DueOptions& options) {
  const Reminding reminding(invocation, options.once || options.notify ? Asked::no : Asked::yes);
  const auto verdict = reminding.verdict();
  if (invocation.globals().json)
    invocation.out() << json_text(due_json(invocation, reminding, verdict)) << '\n';
  else if (options.explain)
    explain(invocation, reminding, verdict);
  else if (verdict.is_due())
    return speak(invocation, options, reminding, *verdict.occasion);
  return static_cast<int>(verdict.is_due() ? Exit::done : Exit::no);
}

// Cron would mail an error every hour, and a shell would show it at every prompt.
bool may_speak(Invocation& invocation, const DueOptions& options) {
  const auto& world = invocation.world();
  const bool on_terminal = world.out_terminal.is_terminal && world.err_terminal.is_terminal;
  return options.explain || (on_terminal && !invocation.globals().quiet);
}

int run_due(Invocation& invocation, const DueOptions& options) {
  if (options.not_today || !options.later.empty()) return put_off(invocation, options);
  try {
    return answer(invocation, options);
  } catch (const Error& error) {
    if (may_speak(invocation, options)) throw;
    return static_cast<int>(error.exit());
  }
}

}  // namespace

Run declare_due(CLI::App& app) {
  const auto options = std::make_shared<DueOptions>();
  app.add_flag("--explain", options->explain, "Say why or why not, and when next");
  app.add_flag("--once", options->once, "Speak of a check-in once a day");
  app.add_flag("--notify", options->notify, "Show it as a desktop notification, once a day");
  auto* later = add_text(app, "--later", options->later, "Let all reminders rest for a while", "PAUSE");
  app.add_flag("--not-today", options->not_today, "Let them rest until tomorrow")->excludes(later);
  return [options](Invocation& invocation) { return run_due(invocation, *options); };
}

}  // namespace felt
