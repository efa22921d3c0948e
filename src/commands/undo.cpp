#include <fmt/format.h>

#include <ostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/step_text.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

// What one direction is called.
struct Words {
  std::string_view schema, command, done, other;
};
constexpr Words undoing{"felt.undo/1", "felt undo", "took back", "Put it back with: felt redo"};
constexpr Words redoing{"felt.redo/1", "felt redo", "put back", "Take it back with: felt undo"};

std::size_t count_of(const std::string& text, const Words& words) {
  if (text.empty()) return 1;
  const auto count = parse_whole(text);
  if (!count || *count < 1)
    throw UsageError(in_quotes(text) + " is not a number of changes",
                     fmt::format("Write it like: {} 2", words.command));
  return static_cast<std::size_t>(*count);
}

void say_step(Invocation& invocation, const Step& step, const Words& words) {
  const auto say = [&](std::string_view what, const std::string& of) {
    invocation.out() << drawn(fmt::format("{}: {}", what, of), invocation.out_look()) << '\n';
  };
  if (step.staying.empty() || !step.parts.empty()) say(words.done, step_words(step));
  if (!step.staying.empty()) say("stays", staying_words(step));
}

void say_steps(Invocation& invocation, const std::vector<Step>& steps, const Words& words) {
  if (invocation.globals().json) {
    Json list = Json::array();
    for (const auto& step : steps) list.push_back(step_json(step));
    invocation.out() << json_text({{"schema", words.schema}, {"steps", std::move(list)}}) << '\n';
    return;
  }
  for (const auto& step : steps) say_step(invocation, step, words);
  const auto many = steps.size() > 1 ? fmt::format(" {}", steps.size()) : "";
  if (!invocation.globals().quiet) invocation.say(std::string(words.other) + many);
}

// Only a journal that is there can have anything to take back.
Journal& journal_to_turn(Invocation& invocation) {
  invocation.journal();
  return invocation.writable_journal();
}

int run_undo(Invocation& invocation, const std::string& count) {
  const auto wanted = count_of(count, undoing);
  say_steps(invocation, journal_to_turn(invocation).undo(wanted), undoing);
  return 0;
}

int run_redo(Invocation& invocation, const std::string& count) {
  const auto wanted = count_of(count, redoing);
  say_steps(invocation, journal_to_turn(invocation).redo(wanted), redoing);
  return 0;
}

std::shared_ptr<std::string> declare_count(CLI::App& app, const std::string& help) {
  const auto count = std::make_shared<std::string>();
  app.add_option("count", *count, help)->type_name("N");
  return count;
}

}  // namespace

Run declare_undo(CLI::App& app) {
  const auto count = declare_count(app, "How many of the latest changes; 1 unless told");
  return [count](Invocation& invocation) { return run_undo(invocation, *count); };
}

Run declare_redo(CLI::App& app) {
  const auto count = declare_count(app, "How many of those that were taken back; 1 unless told");
  return [count](Invocation& invocation) { return run_redo(invocation, *count); };
}

}  // namespace felt
