#include "felt.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>
#include <ostream>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/commands.hpp"
#include "commands/declared.hpp"
#include "commands/help_text.hpp"
#include "commands/typed_line.hpp"

namespace felt {
namespace {

using Args = std::vector<std::string>;

constexpr std::string_view global_values[] = {"--journal",         "--config",        "--color",
                                              "--passphrase-file", "--passphrase-fd", "--passphrase-command"};

template <std::size_t n>
bool is_one_of(std::string_view arg, const std::string_view (&names)[n]) {
  return std::find(std::begin(names), std::end(names), arg) != std::end(names);
}

// The first argument that is neither a global option nor its value: the command's name.
const std::string* find_command_name(const Args& args) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (is_one_of(args[i], global_values))
      ++i;
    else if (!args[i].starts_with("-"))
      return &args[i];
  }
  return nullptr;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const auto& command : commands()) names.emplace_back(command.name);
  return names;
}

// Whether --note= stands where an option is read, and not as a value or behind --.
bool is_empty_value(std::span<const std::string> before, const std::string& arg) {
  if (!arg.starts_with("--") || arg.find('=') != arg.size() - 1) return false;
  const TypedLine line(before);
  if (line.awaiting() || line.has_only_arguments()) return false;
  const auto* option = line.find_option(arg.substr(0, arg.size() - 1));
  return option && takes_value(*option);
}

// Whether "[a, b]" stands as an argument of its own; the value of an option is left whole anyway.
bool is_bracketed_argument(std::span<const std::string> before, const std::string& arg) {
  if (arg.size() < 2 || arg.front() != '[' || arg.back() != ']') return false;
  return !TypedLine(before).awaiting();
}

// CLI11 refuses an empty value written as --note=, and takes a word like "[a, b]" apart as a list. A space in
// front keeps the word whole; commands trim their words.
Args suited_to_cli11(std::span<const std::string> given) {
  Args args;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto& arg = given[i];
    if (is_empty_value(given.first(i), arg)) {
      args.push_back(arg.substr(0, arg.size() - 1));
      args.emplace_back();
    } else {
      args.push_back(is_bracketed_argument(given.first(i), arg) ? " " + arg : arg);
    }
  }
  return args;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  if (app.get_parent())
    for (auto& name : option_names(*app.get_parent())) names.push_back(std::move(name));
  return names;
}

const CLI::App& innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.front());
}

std::vector<std::string> subcommand_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* subcommand : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(subcommand->get_name());
  return names;
}

std::string how_to_help(const CLI::App& app) {
  return app.get_parent()
             ? "See: felt help " +
                   std::string(app.get_parent()->get_parent() ? app.get_parent()->get_name() : app.get_name())
             : "See: felt help";
}

// What was left over: a misspelt option, a misspelt second word, or one argument too many.
UsageError unexpected(const CLI::App& app) {
  const auto left = app.remaining(true);
  const std::string word = left.empty() ? "" : left.front();
  const auto& command = innermost(app);
  if (word.starts_with("-")) {
    const auto hint = did_you_mean(word.substr(0, word.find('=')), option_names(command));
    return UsageError("no option is called " + in_quotes(word), hint.empty() ? how_to_help(command) : hint);
  }
  if (const auto names = subcommand_names(command); !names.empty()) {
    const auto hint = did_you_mean(word, names);
    return UsageError("'felt " + command.get_name() + "' has no " + in_quotes(word),
                      hint.empty() ? "It has: " + join(names, ", ") + "." : hint);
  }
  return UsageError(in_quotes(word) + " is one argument too many", how_to_help(command));
}

// "felt session add".
std::string words_of(const CLI::App& app) {
  return app.get_parent() ? words_of(*app.get_parent()) + " " + app.get_name() : app.get_name();
}

// What an argument is called where it is shown: WORDS, COPY|FILE.
std::string shown_argument(const CLI::App& command, const std::string& name) {
  for (const auto* option : command.get_options())
    if (option->get_name() == name) return option->get_type_name();
  return name;
}

// What stands in a sentence before and behind some words of it.
struct Around {
  std::string before, behind;
};
std::optional<Around> find_around(const std::string& sentence, std::string_view words) {
  const auto at = sentence.find(words);
  if (at == std::string::npos) return std::nullopt;
  return Around{sentence.substr(0, at), sentence.substr(at + words.size())};
}

std::string up_to(const std::string& sentence, std::string_view words) {
  return sentence.substr(0, sentence.find(words));
}

// CLI11 tells what is wrong in a sentence alone; nothing for one that is not known.
std::optional<UsageError> in_plain_words(const std::string& said, const CLI::App& command) {
  if (const auto missing = find_around(said, " is required"))
    return UsageError(in_quotes(words_of(command)) + " needs " + shown_argument(command, missing->before),
                      how_to_help(command));
  if (const auto twice = find_around(said, ": At Most "))
    return UsageError(in_quotes(twice->before) + " is given more than once", "Leave one of them.");
  if (const auto both = find_around(said, " excludes "))
    return UsageError(in_quotes(both->before) + " and " + in_quotes(both->behind) + " do not go together",
                      "Leave one of them.");
  if (const auto bare = find_around(said, ": 1 required "))
    return UsageError(in_quotes(bare->before) + " needs a value",
                      "Write it like: " + bare->before + " " + up_to(bare->behind, " missing"));
  if (const auto value = find_around(said, "Could not convert: "))
    return UsageError(in_quotes(up_to(value->behind, " = ")) + " takes no such value", how_to_help(command));
  return std::nullopt;
}

UsageError translated(const CLI::ParseError& error, const CLI::App& app) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) return unexpected(app);
  const auto& command = innermost(app);
  const auto known = in_plain_words(error.what(), command);
  return known ? *known : UsageError(visible_line(error.what()), how_to_help(command));
}

const Command& named_command(const std::string& name) {
  if (const auto* command = find_command(name)) return *command;
  const auto hint = did_you_mean(name, command_names());
  throw UsageError("no command is called " + in_quotes(name),
                   hint.empty() ? "All commands: felt help" : hint);
}

// The first screen is for people alone.
int run_bare(Invocation& invocation) {
  if (invocation.globals().json)
    throw UsageError("--json goes with a command", "For example: felt list --json");
  return run_home(invocation);
}

// Only the command that is named is declared: declaring all of them would cost more than most of them do.
Run declare(CLI::App& app, const std::string* name) {
  if (!name) return run_bare;
  return declare_command(app, named_command(*name)).run;
}

int print_version(World& world) {
  world.out << "felt " FELT_VERSION "\n";
  return 0;
}

int run_parsed(const Args& args, World& world, Globals& globals) {
  CLI::App app("", "felt");
  declare_globals(app, globals);
  app.require_subcommand(0, 1);
  app.fallthrough();
  const Run run = declare(app, find_command_name(args));
  try {
    app.parse(Args(args.rbegin(), args.rend()));
  } catch (const CLI::CallForHelp&) {
    Invocation invocation(world, globals);
    const auto& look = invocation.out_look();
    world.out << (app.get_subcommands().empty() ? overview_text(look) : help_text(app, look));
    return 0;
  } catch (const CLI::ParseError& error) {
    throw translated(error, app);
  }
  if (globals.version) return print_version(world);
  Invocation invocation(world, globals);
  return run(invocation);
}

// What stopped a run, told on standard error.
class Refusal {
 public:
  Refusal(World& world, const Globals& globals) : m_world(world), m_globals(globals) {}

  int say(const std::exception& error, Exit exit, const std::string& hint) const {
    const auto look = look_for(m_world.err_terminal, m_globals);
    m_world.out.flush();
    m_world.err << remark_text("felt: " + visible(error.what()), look);
    if (!hint.empty()) m_world.err << remark_text(visible(hint), look);
    return static_cast<int>(exit);
  }

 private:
  World& m_world;
  const Globals& m_globals;
};

}  // namespace

int run_felt(std::span<const std::string> args, World& world) {
  Globals globals;
  const Refusal refusal(world, globals);
  try {
    // Cron and shell prompts ask for little and ask often: the version needs no parser.
    if (args.size() == 1 && args.front() == "--version") return print_version(world);
    // A shell asks about lines that are not whole yet: they are looked at, not parsed.
    if (args.size() >= 2 && args[0] == "completion" && args[1] == "words")
      return complete_words(args.subspan(2), world);
    return run_parsed(suited_to_cli11(args), world, globals);
  } catch (const Error& error) {
    return refusal.say(error, error.exit(), error.hint());
  } catch (const std::bad_alloc&) {
    throw;  // main says it, without taking memory
  } catch (const std::exception& error) {
    return refusal.say(error, Exit::bug, "This is a mistake in felt. Nothing you wrote was changed by it.");
  }
}

}  // namespace felt
