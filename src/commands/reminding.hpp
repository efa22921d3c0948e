#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "commands/command.hpp"
#include "commands/sealed_state.hpp"
#include "remind/due.hpp"

namespace felt {

// What `felt due` and `felt remind` share.

// Where reminders keep what is not in the journal; UsageError where no home is known.
std::filesystem::path state_folder(Invocation& invocation);

// Where something about the journal that the command is about is kept: in a folder of the state folder, under
// a name that is made from the journal's path. UsageError as state_folder.
std::filesystem::path state_file_of_journal(Invocation& invocation, const std::string& folder);

// An empty state where there is none, where it cannot be read and where no home is known.
ReminderState read_reminder_state(Invocation& invocation);
void keep_reminder_state(Invocation& invocation, const ReminderState& state);

// Puts all reminders off; the end is at or after now, nothing means until they are resumed.
void rest_until(Invocation& invocation, std::optional<Instant> until);

// "Reminders rest until …", or that they do not.
std::string rest_text(Invocation& invocation, const ReminderState& state);
// The same on standard error, unless quiet; as JSON on standard output.
void say_rest(Invocation& invocation, const ReminderState& state);

Calendar calendar_of(Invocation& invocation);

// Whether somebody asks, or felt speaks of its own accord (see settings_unasked).
enum class Asked { yes, no };

// What is known now. A plain journal is opened for reading, without waiting for a lock: its errors come at
// once. A sealed one stays closed: what is remembered of it is enough.
class Reminding {
 public:
  explicit Reminding(Invocation& invocation, Asked asked = Asked::yes);
  Reminding(const Reminding&) = delete;
  Reminding& operator=(const Reminding&) = delete;

  const Calendar& calendar() const { return m_calendar; }
  const std::vector<Session>& sessions() const { return m_sessions; }
  const ReminderState& state() const { return m_facts.state; }
  Verdict verdict() const { return judge(m_facts, m_calendar, m_now); }
  std::optional<Coming> find_coming() const { return felt::find_coming(m_facts, m_calendar, m_now); }
  // `felt log evening`
  std::string command(const Occasion& occasion) const;

 private:
  bool is_done(const Occasion& occasion) const;

  Invocation& m_invocation;
  Instant m_now;
  Settings m_settings;
  Calendar m_calendar;
  std::optional<SealedState> m_sealed;  // of a sealed journal, instead of the journal itself
  std::vector<Session> m_sessions;
  DueFacts m_facts;
};

// The neutral line, the same whatever was written and whenever.
std::string due_line(const std::string& command);
// "the evening check-in of session 3", "the daily check-in".
std::string spoken_occasion(const Occasion& occasion);
// Text on standard output, drawn and wrapped to its width.
void print_lines(Invocation& invocation, const std::string& text);
// The instant as it is shown to the person here.
std::string spoken_here(Invocation& invocation, Instant at);

}  // namespace felt
