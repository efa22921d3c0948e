#include <ostream>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/entry_text.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

struct SearchOptions {
  Filter filter;
  std::vector<std::string> terms;
  bool fail_empty = false;
};

void print_json(Invocation& invocation, std::vector<Found> found) {
  std::vector<Entry> entries;
  for (auto& one : found) entries.push_back(std::move(one.entry));
  invocation.out() << json_text(entry_list_json(entries)) << '\n';
}

void print_text(Invocation& invocation, const std::vector<Found>& found) {
  const auto& look = invocation.out_look();
  for (const auto& [entry, lines] : found) {
    auto without_words = entry;
    without_words.note.clear();
    without_words.answers.clear();
    invocation.out() << entry_in_list(without_words, look);
    for (const auto& line : lines)
      for (const auto& part : wrapped(visible_line(line), static_cast<std::size_t>(look.columns) - 4))
        invocation.out() << "    " << part << '\n';
  }
}

int search(Invocation& invocation, const SearchOptions& options) {
  const auto query = query_of(invocation, options.filter);
  auto found = invocation.journal().search(options.terms, query);
  const bool none = found.empty();
  if (invocation.globals().json)
    print_json(invocation, std::move(found));
  else
    print_text(invocation, found);
  if (none && !invocation.globals().quiet) invocation.say("Nothing found.");
  return none && options.fail_empty ? static_cast<int>(Exit::no) : 0;
}

}  // namespace

Run declare_search(CLI::App& app) {
  const auto options = std::make_shared<SearchOptions>();
  app.add_option("words", options->terms,
                 "Words; several in one argument are a phrase; begin* finds beginnings")
      ->type_name("WORDS")
      ->required()
      ->expected(1, 100);
  declare_filter(app, options->filter);
  app.add_flag("--fail-empty", options->fail_empty, "Exit 1 if nothing is found");
  return [options](Invocation& invocation) { return search(invocation, *options); };
}

}  // namespace felt
