#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/shells.hpp"
#include "commands/typed_line.hpp"
#include "commands/value_types.hpp"

namespace felt {
namespace {

Shell shell_named(const std::string& name) {
  return value_named(shell_names, name, "no shell here is called");
}

int explain(Invocation& invocation) {
  auto& out = invocation.out();
  out << "Tab completes felt's commands and options, ids, tags, questions and words.\n"
         "Where felt was installed for everyone, it does so already. Else tell your shell:\n\n";
  for (const auto& [shell, name] : shell_names.rows) out << setting_up(shell);
  out << "\nCompleting only reads. It never waits for a journal, and opens none that has a\npassphrase.\n";
  return 0;
}

// --- the words that may stand under the cursor ---

std::string shown_name(const CLI::Option& option, bool is_short) {
  const auto& names = is_short || option.get_lnames().empty() ? option.get_snames() : option.get_lnames();
  if (names.empty()) return {};
  return (&names == &option.get_snames() ? "-" : "--") + names.front();
}

void add_options(const TypedLine& line, std::string_view typed, Candidates& found) {
  const bool is_short = typed.size() == 2 && typed[1] != '-';
  for (const auto* option : line.open_options()) {
    const auto name = shown_name(*option, is_short);
    const bool is_there = std::any_of(found.words.begin(), found.words.end(),
                                      [&](const Candidate& other) { return other.word == name; });
    if (!name.empty() && !is_there) found.words.push_back({name, option->get_description()});
  }
}

void add_words(const TypedLine& line, Candidates& found) {
  if (!line.command().get_parent()) {
    for (const auto& command : commands())
      found.words.push_back({std::string(command.name), std::string(command.summary)});
    return;
  }
  for (const auto* word : line.command().get_subcommands([](const CLI::App*) { return true; }))
    found.words.push_back({word->get_name(), word->get_description()});
}

Candidates option_values(Invocation& invocation, const TypedLine& line, const std::string& typed) {
  const auto equals = typed.find('=');
  const auto* option = line.find_option(typed.substr(0, equals));
  if (!option || !takes_value(*option)) return {};
  const auto value = typed.substr(equals + 1);
  auto found = values_of(invocation, {option->get_type_name(), value, line.arguments()});
  for (auto& candidate : found.words) candidate.word.insert(0, typed, 0, equals + 1);
  return found;
}

Candidates argument_values(Invocation& invocation, const TypedLine& line, const std::string& typed) {
  Candidates found;
  if (const auto* argument = line.next_argument())
    found = values_of(invocation, {argument->get_type_name(), typed, line.arguments()});
  if (line.arguments().empty()) add_words(line, found);
  const bool is_bare = typed.empty() && found.words.empty() && !found.files;
  if (is_bare && !line.has_only_arguments() && !line.next_argument()) add_options(line, typed, found);
  return found;
}

Candidates candidates_at(Invocation& invocation, const TypedLine& line, const std::string& typed) {
  if (const auto* option = line.awaiting())
    return values_of(invocation, {option->get_type_name(), typed, line.arguments()});
  const bool may_be_option = typed.starts_with('-') && !line.has_only_arguments();
  if (!may_be_option) return argument_values(invocation, line, typed);
  if (typed.starts_with("--") && typed.find('=') != std::string::npos)
    return option_values(invocation, line, typed);
  Candidates found;
  add_options(line, typed, found);
  return found;
}

}  // namespace

int complete_words(std::span<const std::string> shell_and_line, World& world) {
  const auto shell = shell_named(shell_and_line.empty() ? "" : shell_and_line.front());
  const auto request = request_from(shell, shell_and_line.subspan(1));
  const TypedLine line(request.words);
  // A person is in the middle of typing: what is wrong is for the command itself to say.
  std::ostream nowhere(nullptr);
  World silent{world.in, world.out, nowhere, world.env, world.now, world.zone, false, {}, {}, {}};
  Invocation invocation(silent, line.globals(world.env));
  world.out << answer_for(shell, request, candidates_at(invocation, line, request.typed));
  return 0;
}

Run declare_completion(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  app.add_option("shell", *shell, "The shell whose script is printed; without one, how to set it up")
      ->type_name(type_of(shell_names));
  return [shell](Invocation& invocation) {
    if (shell->empty()) return explain(invocation);
    invocation.out() << script_of(shell_named(*shell));
    return 0;
  };
}

}  // namespace felt
