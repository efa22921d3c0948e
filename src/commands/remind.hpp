#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

#include "commands/command.hpp"
#include "remind/schedule.hpp"

namespace felt {

// The words of `felt remind` that have a file of their own.
Run declare_installing(CLI::App& app);
Run declare_removing(CLI::App& app);
Run declare_calendar(CLI::App& app);

// What stands in the person's crontab.
struct CrontabReading {
  bool is_there = false;  // whether they have one
  std::string text;
};
// As `crontab -l` says. Error (not_saved) unless it clearly gave the crontab or clearly said that there is
// none; nothing where there is no such program.
std::optional<CrontabReading> read_crontab(Invocation& invocation);

// Where the user's units of systemd are kept; UsageError where no home is known.
std::filesystem::path unit_folder(Invocation& invocation);

}  // namespace felt
