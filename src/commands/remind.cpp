#include "commands/remind.hpp"

#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/config_file.hpp"
#include "commands/reminding.hpp"
#include "commands/rows.hpp"

namespace felt {
namespace {

// --- show ---

// What `felt remind show` says, in order: a name for programs, one for people, and the text, which may be
// empty.
struct ShownSetting {
  std::string key, name, text;
};

std::string setting(Invocation& invocation, std::string_view key) {
  return setting_text(invocation.settings(), key);
}

std::string around_sessions(Invocation& invocation) {
  return invocation.settings().remind.sessions ? setting(invocation, "remind.phases") : "";
}

// One that cannot be read now is no reason to show nothing else.
std::string crontab_line_or_reason(Invocation& invocation) {
  try {
    const auto crontab = read_crontab(invocation);
    return crontab ? find_crontab_line(crontab->text).value_or("") : "";
  } catch (const Error& error) {
    return fmt::format("({})", error.what());
  }
}

std::string timer_path(Invocation& invocation) {
  const auto timer = unit_folder(invocation) / timer_name;
  return is_there(timer) ? timer.string() : "";
}

std::string next_text(Invocation& invocation) {
  if (!invocation.has_journal()) return "";
  const auto coming = Reminding(invocation).find_coming();
  if (!coming) return "";
  return fmt::format("{}, {}", spoken_here(invocation, coming->at), spoken_occasion(coming->occasion));
}

std::string resting_text(Invocation& invocation) {
  const auto state = read_reminder_state(invocation);
  if (!is_resting(state, invocation.now())) return "";
  return state.rest->until ? "until " + spoken_here(invocation, *state.rest->until)
                           : "until felt remind resume";
}

std::vector<ShownSetting> lines_to_show(Invocation& invocation) {
  return {{"sessions", "around sessions", around_sessions(invocation)},
          {"not_before", "not before", setting(invocation, "remind.not_before")},
          {"daily", "every day", setting(invocation, "remind.daily")},
          {"weekly", "every week", setting(invocation, "remind.weekly")},
          {"quiet", "quiet", setting(invocation, "remind.quiet")},
          {"resting", "resting", resting_text(invocation)},
          {"crontab", "crontab", crontab_line_or_reason(invocation)},
          {"systemd", "systemd", timer_path(invocation)},
          {"next", "next", next_text(invocation)}};
}

int show(Invocation& invocation) {
  const auto lines = lines_to_show(invocation);
  if (invocation.globals().json) {
    Json json{{"schema", "felt.remind/1"}};
    for (const auto& line : lines) put(json, line.key, line.text);
    invocation.out() << json_text(json) << '\n';
    return 0;
  }
  std::vector<std::string> names;
  for (const auto& line : lines) names.push_back(line.name);
  for (const auto& line : lines)
    print_row(invocation, line.name, longest(names), line.text.empty() ? "(none)" : visible_line(line.text));
  return 0;
}

// --- pause and resume ---

// A day without a time of day means its beginning.
Instant pause_end(Invocation& invocation, const std::string& text) {
  const auto named = named_time(invocation, text, Lean::future);
  const auto calendar = calendar_of(invocation);
  const auto day = Day(std::chrono::floor<std::chrono::days>(named.moment.local()));
  const auto end = named.has_clock ? named.moment.at : calendar.start_of(day);
  if (end <= invocation.now())
    throw UsageError(fmt::format("{} has been already: {}", in_quotes(text), spoken_here(invocation, end)),
                     "Name a time to come, such as tomorrow 18:00 or in 3 days.");
  return end;
}

int pause(Invocation& invocation, const std::string& until) {
  rest_until(invocation, until.empty() ? std::nullopt : std::optional(pause_end(invocation, until)));
  say_rest(invocation, read_reminder_state(invocation));
  return 0;
}

int resume(Invocation& invocation) {
  auto state = read_reminder_state(invocation);
  state.rest.reset();
  keep_reminder_state(invocation, state);
  say_rest(invocation, state);
  return 0;
}

}  // namespace

Run declare_remind(CLI::App& app) {
  const auto until = std::make_shared<std::string>();
  add_word(app, "show", "What is wished for, what is installed, and what comes next");
  auto* install = add_word(app, "install", "Have felt asked every hour, by cron or systemd");
  auto* remove = add_word(app, "remove", "Take that out again");
  auto* pause_word = add_word(app, "pause", "Let all reminders rest");
  add_text(*pause_word, "--until", *until, "Until when; else until resumed", "TIME");
  auto* resume_word = add_word(app, "resume", "Let them speak again");
  auto* calendar = add_word(app, "calendar", "What is coming up, for a calendar (iCalendar)");
  const Run run_install = declare_installing(*install), run_remove = declare_removing(*remove);
  const Run run_calendar = declare_calendar(*calendar);
  return [=](Invocation& invocation) {
    if (install->parsed()) return run_install(invocation);
    if (remove->parsed()) return run_remove(invocation);
    if (calendar->parsed()) return run_calendar(invocation);
    if (pause_word->parsed()) return pause(invocation, *until);
    return resume_word->parsed() ? resume(invocation) : show(invocation);
  };
}

}  // namespace felt
