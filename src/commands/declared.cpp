#include "commands/declared.hpp"

#include "commands/arguments.hpp"

namespace felt {

void declare_globals(CLI::App& felt, Globals& globals) {
  felt.add_option("--journal", globals.journal, "The journal to use")->type_name("FILE");
  felt.add_option("--config", globals.config, "The configuration to use")->type_name("FILE");
  take_one_of(felt.add_option("--color", globals.color, "When to use colour")->type_name("auto|always|never"),
              {"auto", "always", "never"});
  felt.add_option("--passphrase-file", globals.passphrase.file, "A file with the journal's passphrase")
      ->type_name("FILE");
  felt.add_option("--passphrase-fd", globals.passphrase.descriptor, "An open file with it")->type_name("N");
  felt.add_option("--passphrase-command", globals.passphrase.command, "A program that prints it")
      ->type_name("CMD");
  felt.add_flag("--json", globals.json, "Print JSON");
  felt.add_flag("--plain", globals.plain, "ASCII only, no colour");
  felt.add_flag("-q,--quiet", globals.quiet, "Say only what matters");
  felt.add_flag("-y,--yes", globals.yes, "Answer yes to questions");
  felt.add_flag("--version", globals.version, "Print the version");
}

DeclaredCommand declare_command(CLI::App& felt, const Command& command) {
  auto* app = felt.add_subcommand(std::string(command.name), std::string(command.summary));
  app->require_subcommand(0, 1);
  app->fallthrough();
  return {app, command.declare(*app)};
}

}  // namespace felt
