#include "commands/pager.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/process.hpp"

namespace felt {
namespace {

struct Pager {
  std::filesystem::path program;
  std::vector<std::string> arguments;
};

std::optional<Pager> found_pager(const Environment& environment, std::vector<std::string> words) {
  if (words.empty()) return std::nullopt;
  const auto program = find_program(words.front(), value_of(environment, "PATH"));
  return program ? std::optional(Pager{*program, std::move(words)}) : std::nullopt;
}

// An empty PAGER wants none.
std::optional<Pager> pager_of(const Environment& environment) {
  if (environment.find("PAGER") == environment.end()) return found_pager(environment, {"less"});
  return found_pager(environment,
                     command_words(value_of(environment, "PAGER")).value_or(std::vector<std::string>{}));
}

// Short pages stay on the screen, and no word that is looked for in a page is kept in a file.
Environment environment_for_pager(Environment environment) {
  environment.emplace("LESS", "FRX");
  environment["LESSHISTFILE"] = "-";
  return environment;
}

bool is_read_on_a_terminal(Invocation& invocation) {
  return invocation.out_look().is_terminal && invocation.err_look().is_terminal &&
         invocation.world().in_is_terminal;
}

int exit_of(Invocation& invocation, const Pager& pager, const Page& produce) {
  auto look = invocation.out_look();
  look.color = false;
  invocation.out().flush();
  invocation.err().flush();
  return run_reading(pager.program, pager.arguments, environment_for_pager(invocation.world().env),
                     [&](const auto& add) { produce(look, add); });
}

// What kept the pager from showing the page; empty where it did. An error of `produce` looks the same, and
// comes again with the next call.
std::string failure_of(Invocation& invocation, const Pager& pager, const Page& produce) {
  try {
    const int code = exit_of(invocation, pager, produce);
    return code == 0 ? "" : fmt::format("{} ended with exit code {}", quoted_path(pager.program), code);
  } catch (const Error& error) {
    if (error.exit() != Exit::not_saved) throw;
    return error.what();
  }
}

// Whether it was shown; where not, it is said why.
bool page_through(Invocation& invocation, const Pager& pager, const Page& produce) {
  const auto failure = failure_of(invocation, pager, produce);
  if (!failure.empty()) invocation.say_warning(failure, "The page stands here instead.");
  return failure.empty();
}

}  // namespace

void show_page(Invocation& invocation, const Page& produce) {
  const auto pager = is_read_on_a_terminal(invocation) ? pager_of(invocation.world().env) : std::nullopt;
  if (pager && page_through(invocation, *pager, produce)) return;
  produce(invocation.err_look(), [&](std::string_view piece) { invocation.err() << piece; });
}

}  // namespace felt
