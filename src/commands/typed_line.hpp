#pragma once

#include <CLI/CLI.hpp>

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"

namespace felt {

// A command line as far as it has been typed, read by what the commands declare. Nothing is refused: an
// option that is not known is passed over.
class TypedLine {
 public:
  // The whole words before the one that is being typed, without the program's name.
  explicit TypedLine(std::span<const std::string> words);
  TypedLine(const TypedLine&) = delete;
  TypedLine& operator=(const TypedLine&) = delete;

  // The innermost command that has been named; felt itself before the first.
  const CLI::App& command() const { return *m_command; }
  // The option whose value is the next word; null for none.
  const CLI::Option* awaiting() const { return m_awaiting; }
  // Whether a -- stood before, so that words beginning with - are none but arguments.
  bool has_only_arguments() const { return m_has_only_arguments; }
  // The arguments of the command that stand there.
  const std::vector<std::string>& arguments() const { return m_arguments; }
  // What the next argument would be; null where no more are taken.
  const CLI::Option* next_argument() const;
  // An option of the command, or of those around it, as it is typed: "--tag", "-n". Null where there is none.
  const CLI::Option* find_option(const std::string& typed) const;
  // The options that may still be given: each once, but for those that may be repeated.
  std::vector<const CLI::Option*> open_options() const;
  // The files that were named, as a shell would have expanded them.
  Globals globals(const Environment& environment) const;

 private:
  void take(const std::string& word);
  void take_long_option(const std::string& word);
  void take_short_options(const std::string& word);
  void take_argument(const std::string& word);
  CLI::App* find_word(const std::string& name);
  void take_value(const CLI::Option& option, const std::string& value);
  bool is_over(const CLI::Option& option) const;

  CLI::App m_felt;
  Globals m_declared, m_globals;
  CLI::App* m_command;
  const CLI::Option* m_awaiting = nullptr;
  bool m_has_only_arguments = false;
  std::vector<std::string> m_arguments;
  std::set<const CLI::Option*> m_given;
};

// Whether a word has to follow it.
bool takes_value(const CLI::Option& option);

}  // namespace felt
