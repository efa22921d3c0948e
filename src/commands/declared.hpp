#pragma once

#include <CLI/CLI.hpp>

#include "commands/command.hpp"

namespace felt {

// What felt takes on its command line, as CLI11 knows it: for running what is asked and for completing it.

// The options every command takes.
void declare_globals(CLI::App& felt, Globals& globals);
// Adds a command of the table and what it declares. Global options may follow it.
struct DeclaredCommand {
  CLI::App* app;
  Run run;
};
DeclaredCommand declare_command(CLI::App& felt, const Command& command);

}  // namespace felt
