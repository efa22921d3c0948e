#include "commands/pager.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/process.hpp"
#include "base/text.hpp"

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

void page_through(Invocation& invocation, const Pager& pager, const Page& produce) {
  auto look = invocation.out_look();
  look.color = false;
  invocation.out().flush();
  invocation.err().flush();
  run_reading(pager.program, pager.arguments, environment_for_pager(invocation.world().env),
              [&](const auto& add) { produce(look, add); });
}

}  // namespace

void show_page(Invocation& invocation, const Page& produce) {
  const auto pager = is_read_on_a_terminal(invocation) ? pager_of(invocation.world().env) : std::nullopt;
  if (pager) return page_through(invocation, *pager, produce);
  produce(invocation.err_look(), [&](std::string_view piece) { invocation.err() << piece; });
}

}  // namespace felt
