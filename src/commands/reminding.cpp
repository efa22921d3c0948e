#include "commands/reminding.hpp"

#include <fmt/format.h>

#include <ostream>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "commands/config_file.hpp"
#include "commands/suggestion.hpp"
#include "journal/journal.hpp"
#include "journal/sealed_store.hpp"
#include "seal/digest.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_state = 65'536;

fs::path state_file(Invocation& invocation) { return state_folder(invocation) / "reminders.json"; }

}  // namespace

fs::path state_folder(Invocation& invocation) {
  return xdg_folder(invocation.world().env, "XDG_STATE_HOME", ".local/state");
}

fs::path state_file_of_journal(Invocation& invocation, const std::string& folder) {
  const auto path = path_from_root(invocation.journal_path());
  std::error_code unknown;
  auto journal = fs::weakly_canonical(path, unknown);
  if (unknown) journal = path.lexically_normal();
  return state_folder(invocation) / folder / (hex_text(view_of(sum_128(journal.string()))) + ".json");
}

ReminderState read_reminder_state(Invocation& invocation) {
  try {
    const auto file = state_file(invocation);
    return is_there(file) ? parse_state(read_file(file, largest_state)) : ReminderState();
  } catch (const Error&) {
    return {};
  }
}

void keep_reminder_state(Invocation& invocation, const ReminderState& state) {
  const auto file = state_file(invocation);
  make_private_folder(file.parent_path());
  write_atomically(file, state_text(state));
}

void rest_until(Invocation& invocation, std::optional<Instant> until) {
  auto state = read_reminder_state(invocation);
  state.rest = ReminderState::Rest{invocation.now(), until};
  keep_reminder_state(invocation, state);
}

std::string rest_text(Invocation& invocation, const ReminderState& state) {
  if (!is_resting(state, invocation.now())) return "Reminders are not paused.";
  if (!state.rest->until) return "Reminders rest until felt remind resume.";
  return fmt::format("Reminders rest until {}.", spoken_here(invocation, *state.rest->until));
}

void say_rest(Invocation& invocation, const ReminderState& state) {
  if (invocation.globals().json) {
    Json json{{"schema", "felt.rest/1"}, {"resting", is_resting(state, invocation.now())}};
    if (is_resting(state, invocation.now()) && state.rest->until)
      put(json, "until", iso_text(moment_at(*state.rest->until, invocation.zone())));
    invocation.out() << json_text(json) << '\n';
  } else if (!invocation.globals().quiet) {
    invocation.say(rest_text(invocation, state));
  }
}

Calendar calendar_of(Invocation& invocation) { return {invocation.zone(), invocation.settings()}; }

Reminding::Reminding(Invocation& invocation, Asked asked)
    : m_invocation(invocation),
      m_now(invocation.now()),
      m_settings(asked == Asked::yes ? invocation.settings() : settings_unasked(invocation.settings())),
      m_calendar{invocation.zone(), m_settings} {
  m_settings.flows = flows_there(invocation);
  if (is_sealed_file(invocation.journal_path())) m_sealed = find_sealed_state(invocation);
  m_sessions =
      m_sealed ? m_sealed->sessions : invocation.journal_at_once().sessions_since(m_now - longest_reach);
  m_facts = {m_sessions, [this](const Occasion& occasion) { return is_done(occasion); },
             read_reminder_state(invocation)};
}

bool Reminding::is_done(const Occasion& occasion) const {
  const bool is_around_session = occasion.cause == Cause::session;
  const Journal::CheckIn check_in{occasion.session, occasion.phase,
                                  flow_for(occasion.phase, m_settings.flows), occasion.from, occasion.until};
  if (m_sealed)
    return is_around_session ? m_sealed->has_check_in(check_in) : m_sealed->has_entry_on(occasion.day);
  const auto& journal = m_invocation.journal_at_once();
  return is_around_session ? journal.has_check_in(check_in) : journal.has_entry_on(occasion.day);
}

std::string Reminding::command(const Occasion& occasion) const {
  return "felt log " + flow_for(occasion.phase, m_settings.flows);
}

std::string due_line(const std::string& command) {
  return "A check-in could be now, if you like: " + command;
}

std::string spoken_occasion(const Occasion& occasion) {
  if (occasion.cause != Cause::session) return fmt::format("the {} check-in", name_of(occasion.cause));
  switch (occasion.phase) {
    case Phase::before:
      return fmt::format("the check-in before session {}", occasion.session);
    case Phase::after:
      return fmt::format("the check-in right after session {}", occasion.session);
    case Phase::evening:
      return fmt::format("the check-in on the evening of session {}", occasion.session);
    case Phase::morning:
      return fmt::format("the check-in on the morning after session {}", occasion.session);
    case Phase::day3:
      return fmt::format("the check-in some days after session {}", occasion.session);
    default:
      return fmt::format("the check-in a week after session {}", occasion.session);
  }
}

void print_lines(Invocation& invocation, const std::string& text) {
  const auto& look = invocation.out_look();
  for (const auto& line : wrapped(drawn(text, look), static_cast<std::size_t>(look.columns)))
    invocation.out() << line << '\n';
}

std::string spoken_here(Invocation& invocation, Instant at) {
  return spoken_moment(moment_at(at, invocation.zone()));
}

}  // namespace felt
