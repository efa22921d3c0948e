#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "commands/arguments.hpp"
#include "commands/config_file.hpp"
#include "commands/output_file.hpp"
#include "commands/remind.hpp"
#include "commands/reminding.hpp"
#include "journal/uuid.hpp"
#include "remind/icalendar.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

struct CalendarOptions {
  std::string file;
  bool force = false;
};

constexpr std::size_t largest_memory = std::size_t{4} * 1024 * 1024;

fs::path memory_file(Invocation& invocation) { return state_file_of_journal(invocation, "calendars"); }

CalendarMemory read_memory(Invocation& invocation) {
  const auto file = memory_file(invocation);
  if (!is_there(file)) return {new_uuid(), {}};
  try {
    return parse_memory(read_file(file, largest_memory), file.string());
  } catch (const ContentError& error) {
    invocation.say_warning(error.what(),
                           "Calendars are told everything as new, so some reminders may stand there twice.");
    return {new_uuid(), {}};
  }
}

void keep_memory(Invocation& invocation, const CalendarMemory& memory) {
  make_private_folder(memory_file(invocation).parent_path());
  write_atomically(memory_file(invocation), memory_text(memory));
}

std::vector<CalendarEvent> coming_events(Invocation& invocation, const Reminding& reminding,
                                         std::string_view id) {
  const auto& state = reminding.state();
  if (!is_resting(state, invocation.now()))
    return events_to_come(reminding.sessions(), reminding.calendar(), invocation.now(), id);
  if (!state.rest->until) return {};
  return events_to_come(reminding.sessions(), reminding.calendar(), invocation.now(), id, state.rest->until);
}

void say_what_rests(Invocation& invocation, const ReminderState& state) {
  if (is_resting(state, invocation.now()) && !invocation.globals().quiet)
    invocation.say(rest_text(invocation, state) + " The calendar leaves that time out.");
}

int print_calendar(Invocation& invocation, const CalendarOptions& options) {
  auto memory = read_memory(invocation);
  const Reminding reminding(invocation, Asked::no);
  tell(memory, coming_events(invocation, reminding, memory.id), invocation.now());
  say_what_rests(invocation, reminding.state());
  const auto text = icalendar_text(memory);
  if (text.empty()) {
    if (!invocation.globals().quiet) invocation.say("Nothing is coming up that a calendar could hold.");
    return static_cast<int>(Exit::no);
  }
  hand_over(invocation, options.file, options.force ? Overwrite::yes : Overwrite::no,
            [&](const Pieces& add) { add(text); });
  keep_memory(invocation, memory);
  if (!options.file.empty() && !invocation.globals().quiet)
    invocation.err() << counted(memory.told.size(), "reminder") << " in " << quoted_path(options.file)
                     << ".\n";
  return 0;
}

}  // namespace

Run declare_calendar(CLI::App& app) {
  const auto options = std::make_shared<CalendarOptions>();
  add_output(app, "-o", options->file, "Write it to a file");
  app.add_flag("--force", options->force, "Overwrite that file if it exists");
  return [options](Invocation& invocation) { return print_calendar(invocation, *options); };
}

}  // namespace felt
