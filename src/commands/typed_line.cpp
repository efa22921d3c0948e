#include "commands/typed_line.hpp"

#include <algorithm>

#include "commands/commands.hpp"
#include "commands/declared.hpp"

namespace felt {
namespace {

bool is_repeatable(const CLI::Option& option) { return option.get_items_expected_max() > 1; }

// ~/x, $HOME/x and ${HOME}/x, as they stand in a line that no shell has expanded yet.
std::string expanded(const std::string& path, const Environment& environment) {
  const auto slash = std::min(path.find('/'), path.size());
  auto name = path.substr(0, slash);
  if (name == "~")
    name = "HOME";
  else if (name.starts_with("${") && name.ends_with("}"))
    name = name.substr(2, name.size() - 3);
  else if (name.starts_with("$"))
    name.erase(0, 1);
  else
    return path;
  return value_of(environment, name) + path.substr(slash);
}

}  // namespace

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

TypedLine::TypedLine(std::span<const std::string> words) : m_felt("", "felt"), m_command(&m_felt) {
  declare_globals(m_felt, m_declared);
  for (const auto& word : words) take(word);
}

void TypedLine::take(const std::string& word) {
  if (m_awaiting)
    take_value(*m_awaiting, word);
  else if (m_has_only_arguments || word.size() < 2 || word.front() != '-')
    take_argument(word);
  else if (word == "--")
    m_has_only_arguments = true;
  else if (word.starts_with("--"))
    take_long_option(word);
  else
    take_short_options(word);
}

void TypedLine::take_long_option(const std::string& word) {
  const auto equals = std::min(word.find('='), word.size());
  const auto* option = find_option(word.substr(0, equals));
  if (!option) return;
  if (equals < word.size())
    take_value(*option, word.substr(equals + 1));
  else if (takes_value(*option))
    m_awaiting = option;
  else
    m_given.insert(option);
}

// -qy, -n5 and -n 5
void TypedLine::take_short_options(const std::string& word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    const auto* option = find_option({'-', word[i]});
    if (!option) return;
    if (takes_value(*option) && i + 1 < word.size()) return take_value(*option, word.substr(i + 1));
    if (takes_value(*option))
      m_awaiting = option;
    else
      m_given.insert(option);
  }
}

void TypedLine::take_value(const CLI::Option& option, const std::string& value) {
  m_given.insert(&option);
  m_awaiting = nullptr;
  if (option.check_lname("journal")) m_globals.journal = value;
  if (option.check_lname("config")) m_globals.config = value;
}

void TypedLine::take_argument(const std::string& word) {
  if (auto* named = m_arguments.empty() ? find_word(word) : nullptr)
    m_command = named;
  else
    m_arguments.push_back(word);
}

// Commands are declared once they are named.
CLI::App* TypedLine::find_word(const std::string& name) {
  if (m_command == &m_felt) {
    const auto* command = find_command(name);
    return command ? declare_command(m_felt, *command).app : nullptr;
  }
  const auto found = m_command->get_subcommands([&](const CLI::App* app) { return app->check_name(name); });
  return found.empty() ? nullptr : found.front();
}

const CLI::Option* TypedLine::next_argument() const {
  auto given = m_arguments.size();
  for (const auto* option : m_command->get_options()) {
    if (!option->get_positional()) continue;
    const auto most = static_cast<std::size_t>(option->get_items_expected_max());
    if (given < most) return option;
    given -= most;
  }
  return nullptr;
}

const CLI::Option* TypedLine::find_option(const std::string& typed) const {
  for (const CLI::App* app = m_command; app; app = app->get_parent())
    for (const auto* option : app->get_options())
      if (!option->get_positional() && option->check_name(typed)) return option;
  return nullptr;
}

bool TypedLine::is_over(const CLI::Option& option) const {
  if (m_given.contains(&option)) return !is_repeatable(option);
  const auto excluded = option.get_excludes();
  return std::any_of(excluded.begin(), excluded.end(),
                     [&](const CLI::Option* other) { return m_given.contains(other); });
}

std::vector<const CLI::Option*> TypedLine::open_options() const {
  std::vector<const CLI::Option*> open;
  for (const CLI::App* app = m_command; app; app = app->get_parent())
    for (const auto* option : app->get_options())
      if (!option->get_positional() && !option->get_group().empty() && !is_over(*option))
        open.push_back(option);
  return open;
}

Globals TypedLine::globals(const Environment& environment) const {
  auto globals = m_globals;
  globals.journal = expanded(globals.journal, environment);
  globals.config = expanded(globals.config, environment);
  return globals;
}

}  // namespace felt
