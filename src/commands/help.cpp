#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>
#include <utility>

#include "base/closest.hpp"
#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/visible.hpp"
#include "commands/commands.hpp"
#include "commands/help_text.hpp"
#include "commands/manual.hpp"

namespace felt {
namespace {

constexpr std::size_t about_column = 29;
constexpr std::size_t widest = 72;

constexpr std::string_view global_options[] = {"--journal FILE",
                                               "--config FILE",
                                               "--json",
                                               "--color auto|always|never",
                                               "--passphrase-file FILE",
                                               "--passphrase-fd N",
                                               "--passphrase-command CMD",
                                               "--plain",
                                               "-q, --quiet",
                                               "-y, --yes",
                                               "--version",
                                               "-h, --help"};

std::string row_text(const Command& command, const Look& look) {
  auto name = fmt::format("felt {}", command.name);
  if (!command.arguments.empty()) name += fmt::format(" {}", command.arguments);
  return help_row(name, command.summary, about_column, look);
}

std::string group_text(std::string_view group, const Look& look) {
  std::string text = "\n" + painted(group, Style::heading, look) + "\n";
  if (group == "reflect") text += help_row("felt", "One quiet screen: where you are", about_column, look);
  for (const auto& command : commands())
    if (command.group == group) text += row_text(command, look);
  return text;
}

// As many in a line as fit.
std::string global_options_text(const Look& look) {
  const auto columns = std::min(widest, static_cast<std::size_t>(look.columns));
  std::string text, line;
  for (const auto option : global_options) {
    if (!line.empty() && line.size() + 3 + option.size() > columns) text += std::exchange(line, "") + "\n";
    line += line.empty() ? "  " : "   ";
    line += option;
  }
  return text + line + "\n";
}

UsageError unknown_page(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& page : manual_pages()) names.emplace_back(name_of(page));
  return UsageError("no command is called " + in_quotes(name), did_you_mean(name, names));
}

// What there is without man.
int print_short_help(Invocation& invocation, const ManualPage& page) {
  const auto* command = find_command(name_of(page));
  if (!command)
    throw Error(Exit::not_saved, fmt::format("there is no man here that shows '{}'", page.file),
                fmt::format("Install man, or read man/{} among the sources of felt.", page.file));
  CLI::App app(std::string(command->summary), "felt " + std::string(command->name));
  command->declare(app);
  invocation.out() << help_text(app, invocation.out_look());
  return 0;
}

int print_help(Invocation& invocation, const std::string& name) {
  if (name.empty()) {
    invocation.out() << overview_text(invocation.out_look());
    return 0;
  }
  const auto* page = find_manual_page(name);
  if (!page) throw unknown_page(name);
  return show_manual_page(invocation, *page) ? 0 : print_short_help(invocation, *page);
}

}  // namespace

Run declare_help(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  app.add_option("name", *name, "The command, or another page: felt, dates, privacy …")->type_name("PAGE");
  return [name](Invocation& invocation) { return print_help(invocation, *name); };
}

std::string overview_text(const Look& look) {
  auto text = help_lines("felt: a private notebook for the hours and days after a bodywork session", look);
  for (const auto group : command_groups()) text += group_text(group, look);
  text += "\n" + painted("everywhere", Style::heading, look) + "\n";
  text += global_options_text(look) + "\n";
  text += help_lines(
      "The page of a command: felt help COMMAND. In short: felt COMMAND --help.\n"
      "The manual begins with: felt help felt.",
      look);
  return drawn(text, look);
}

}  // namespace felt
