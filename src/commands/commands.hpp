#pragma once

#include <span>
#include <string>
#include <string_view>

#include "commands/command.hpp"

namespace felt {

// Every command, by name.
std::span<const Command> commands();
const Command* find_command(std::string_view name);

// The groups of commands in the order they are listed.
std::span<const std::string_view> command_groups();

// What `felt` alone does.
int run_home(Invocation& invocation);

// What `felt completion words` does: answers a shell's script, which comes first, about the line that is
// being typed. UsageError for a shell that is not known; whatever is wrong beyond that only leaves less to
// choose from.
int complete_words(std::span<const std::string> shell_and_line, World& world);

// The lists of `felt --help` and `felt help`.
std::string overview_text(const Look& look);

// The commands, one file each.
Run declare_backup(CLI::App& app);
Run declare_body(CLI::App& app);
Run declare_carry(CLI::App& app);
Run declare_completion(CLI::App& app);
Run declare_config(CLI::App& app);
Run declare_delete(CLI::App& app);
Run declare_demo(CLI::App& app);
Run declare_doctor(CLI::App& app);
Run declare_due(CLI::App& app);
Run declare_edit(CLI::App& app);
Run declare_export(CLI::App& app);
Run declare_help(CLI::App& app);
Run declare_history(CLI::App& app);
Run declare_import(CLI::App& app);
Run declare_init(CLI::App& app);
Run declare_list(CLI::App& app);
Run declare_log(CLI::App& app);
Run declare_passphrase(CLI::App& app);
Run declare_prompts(CLI::App& app);
Run declare_redo(CLI::App& app);
Run declare_remind(CLI::App& app);
Run declare_report(CLI::App& app);
Run declare_restore(CLI::App& app);
Run declare_search(CLI::App& app);
Run declare_session(CLI::App& app);
Run declare_share(CLI::App& app);
Run declare_sheet(CLI::App& app);
Run declare_show(CLI::App& app);
Run declare_support(CLI::App& app);
Run declare_undo(CLI::App& app);
Run declare_verify(CLI::App& app);

}  // namespace felt
