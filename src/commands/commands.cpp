#include "commands/commands.hpp"

#include <algorithm>
#include <array>

namespace felt {
namespace {

// A new command is its own file, a row here, a transcript and a page of the manual.
constexpr std::array table{
    Command{"backup", "keep", "[FILE|list]", "A copy of the journal, read back before it counts",
            declare_backup},
    Command{"body", "look back", "", "Where in the body, how often and how strong", declare_body},
    Command{"carry", "reflect", "[add TEXT]", "Things to bring to the next session", declare_carry},
    Command{"completion", "set up", "[SHELL]", "Tab for commands, options, ids, tags and words",
            declare_completion},
    Command{"config", "set up", "[WHAT]", "Settings: all of them, one, or a new value", declare_config},
    Command{"delete", "keep", "ID...", "Entries: now, or for good with --forever", declare_delete},
    Command{"demo", "set up", "[FILE]", "An invented journal, to look at before writing", declare_demo},
    Command{"doctor", "keep", "", "Is everything as it was written? What to do if not", declare_doctor},
    Command{"due", "remind", "", "Is a check-in due now? One line, or silence", declare_due},
    Command{"edit", "keep", "ID", "One entry as a text, to change in your editor", declare_edit},
    Command{"export", "share", "", "Everything you wrote, in an open format", declare_export},
    Command{"help", "set up", "[COMMAND]", "This list, or a page of the manual", declare_help},
    Command{"history", "keep", "[ID]", "What was changed when; one entry's versions", declare_history},
    Command{"import", "share", "FILE", "Take in what was exported here or elsewhere", declare_import},
    Command{"init", "set up", "", "A few questions to set felt up; skip any", declare_init},
    Command{"list", "look back", "", "Entries in lived time, newest last", declare_list},
    Command{"log", "reflect", "[FLOW]", "A check-in: asked here, or given with --set", declare_log},
    Command{"passphrase", "keep", "[WHAT]", "Seal the journal; change or remove the seal",
            declare_passphrase},
    Command{"prompts", "set up", "[WHAT]", "Packs, check-ins and words; check your own", declare_prompts},
    Command{"redo", "keep", "[N]", "Put back what undo took back", declare_redo},
    Command{"remind", "remind", "[WHAT]", "Cron, a timer or a calendar that asks; pause", declare_remind},
    Command{"report", "look back", "", "What changes around your sessions", declare_report},
    Command{"restore", "keep", "FILE", "Put a copy in the place of the journal", declare_restore},
    Command{"search", "look back", "WORDS", "Entries whose notes and texts hold words", declare_search},
    Command{"session", "reflect", "[add WHEN]", "Sessions, past and planned", declare_session},
    Command{"share", "share", "[list] -o FILE", "A page for somebody else, as you choose it", declare_share},
    Command{"sheet", "reflect", "", "One page to bring along to a session", declare_sheet},
    Command{"show", "look back", "ID", "One entry, whole", declare_show},
    Command{"support", "reflect", "", "People to turn to: your own, and listening lines", declare_support},
    Command{"undo", "keep", "[N]", "Take back the latest change", declare_undo},
    Command{"verify", "share", "FILE", "Compare an export with the journal", declare_verify},
};

constexpr bool by_name(const Command& a, const Command& b) { return a.name < b.name; }
static_assert(std::is_sorted(table.begin(), table.end(), by_name), "rows stand by name");

constexpr std::array<std::string_view, 6> groups{"reflect", "look back", "share", "remind", "keep", "set up"};

}  // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Command& row) { return row.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::span<const std::string_view> command_groups() { return groups; }

}  // namespace felt
