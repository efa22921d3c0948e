#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "base/visible.hpp"
#include "base/when.hpp"
#include "commands/command.hpp"
#include "model/entry.hpp"
#include "model/period.hpp"

namespace felt {

// What several commands read the same way.

// An option that takes one text and leaves the words after it alone.
CLI::Option* add_text(CLI::App& app, const std::string& names, std::string& value, const std::string& help,
                      const std::string& type);

// Lets an option take a whole number of a range alone, or one of some words; UsageError for anything else.
void take_whole_number(CLI::Option* option, long least, std::optional<long> most = std::nullopt);
void take_one_of(CLI::Option* option, const std::vector<std::string>& words);

// UsageError for a word that is none of those known: with the nearest one, else with `otherwise`, which names
// all of them unless told.
[[noreturn]] void refuse_word(const std::string& mistake, const std::string& word,
                              const std::vector<std::string>& known, const std::string& otherwise = {});
// What a table has for a name; refused where it has none, as `unknown` says in front of the name.
template <class Table>
auto value_named(const Table& table, const std::string& name, const std::string& unknown,
                 const std::string& otherwise = {}) {
  if (const auto value = table.find(name)) return *value;
  std::vector<std::string> known;
  for (const auto& row : table.rows) known.emplace_back(row.second);
  refuse_word(unknown + " " + in_quotes(name), name, known, otherwise);
}

// A second word of a command, as in `felt session add`.
CLI::App* add_word(CLI::App& app, const std::string& name, const std::string& summary);

// A time in the one grammar, counted from now; UsageError if it cannot be read.
NamedTime named_time(Invocation& invocation, const std::string& text, Lean lean);
// The same for an entry: a time to come is refused.
Moment past_time(Invocation& invocation, const std::string& text);
// Both by the clock that the time before was lived by, whose place it takes.
Moment changed_time(Invocation& invocation, const std::string& text, const Moment& before);
Moment changed_past_time(Invocation& invocation, const std::string& text, const Moment& before);
// Where a period begins and where it ends: a day without a clock time is in it whole.
void begin_period(Invocation& invocation, const std::string& text, Period& period);
void end_period(Invocation& invocation, const std::string& text, Period& period);

// The session with this number, or the last one that has started for "last"; UsageError if there is none.
Session session_named(Invocation& invocation, const std::string& name);
// The entry with this number, or the newest one for "last"; UsageError if there is none.
Entry entry_named(Invocation& invocation, const std::string& name);
// A whole number of the kind felt prints first on each line.
Id id_of(const std::string& text, const std::string& what);

// The full name of a question by its full name, that name without its owner, or its id alone: of those that
// are kept, answers of the journal, a retired or removed one too, or else of the library. UsageError with the
// nearest one.
std::string question_named(Invocation& invocation, const std::set<std::string>& kept, std::string_view typed);

// A tag as it is kept, without the # that felt shows before it.
std::string tag_name(std::string_view typed);

// The id of a region, by id, label or another name for it, as typed in a check-in; UsageError with the
// nearest one.
std::string region_named(Invocation& invocation, const std::string& typed);

// The options that narrow a list of entries.
struct Filter {
  std::string since, until, session, tag, phase, question;
  std::size_t limit = 20;
};
void declare_filter(CLI::App& app, Filter& filter);
Query query_of(Invocation& invocation, const Filter& filter);

}  // namespace felt
