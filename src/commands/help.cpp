#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <ostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "commands/commands.hpp"
#include "commands/manual.hpp"

namespace felt {
namespace {

constexpr std::size_t name_column = 34;

std::string row_text(const Command& command) {
  auto name = fmt::format("  felt {}", command.name);
  if (!command.arguments.empty()) name += fmt::format(" {}", command.arguments);
  return padded(name, name_column) + " " + std::string(command.summary) + "\n";
}

std::string group_text(std::string_view group, const Look& look) {
  std::string text = "\n" + painted(group, Style::heading, look) + "\n";
  if (group == "reflect") text += padded("  felt", name_column) + " One quiet screen: where you are\n";
  for (const auto& command : commands())
    if (command.group == group) text += row_text(command);
  return text;
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
  invocation.out() << app.help();
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
  std::string text = "felt: a private notebook for the hours and days after a bodywork session\n";
  for (const auto group : command_groups()) text += group_text(group, look);
  text += "\n" + painted("everywhere", Style::heading, look) + "\n";
  text +=
      "  --journal FILE   --config FILE   --json   --color auto|always|never\n"
      "  --passphrase-file FILE   --passphrase-fd N   --passphrase-command CMD\n"
      "  --plain   -q, --quiet   -y, --yes   --version   -h, --help\n"
      "\nThe page of a command: felt help COMMAND. In short: felt COMMAND --help.\n"
      "The manual begins with: felt help felt.\n";
  return drawn(text, look);
}

}  // namespace felt
