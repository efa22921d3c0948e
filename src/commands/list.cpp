#include <ostream>

#include "base/json.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/entry_text.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

int list_entries(Invocation& invocation, const Filter& filter) {
  const auto query = query_of(invocation, filter);
  const auto entries = invocation.journal().entries(query);
  if (invocation.globals().json) {
    invocation.out() << json_text(entry_list_json(entries)) << '\n';
    return 0;
  }
  for (const auto& entry : entries) invocation.out() << entry_in_list(entry, invocation.out_look());
  if (entries.empty() && !invocation.globals().quiet) invocation.say("No entries here.");
  return 0;
}

}  // namespace

Run declare_list(CLI::App& app) {
  const auto filter = std::make_shared<Filter>();
  declare_filter(app, *filter);
  return [filter](Invocation& invocation) { return list_entries(invocation, *filter); };
}

}  // namespace felt
