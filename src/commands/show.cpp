#include <ostream>

#include "base/json.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/entry_text.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

int show_entry(Invocation& invocation, const std::string& name) {
  const auto entry = entry_named(invocation, name);
  if (invocation.globals().json) {
    invocation.out() << json_text(entry_json(entry)) << '\n';
    return 0;
  }
  const auto latest_text = [&](std::string_view question) {
    return invocation.journal().latest_text(question);
  };
  invocation.out() << entry_in_full(entry, invocation.out_look(), latest_text);
  return 0;
}

}  // namespace

Run declare_show(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  app.add_option("id", *name, "The entry's number, or last")->type_name("ID|last")->required();
  return [name](Invocation& invocation) { return show_entry(invocation, *name); };
}

}  // namespace felt
