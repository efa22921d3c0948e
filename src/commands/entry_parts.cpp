#include "commands/entry_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/entry_text.hpp"
#include "exchange/entry_json.hpp"
#include "model/night.hpp"
#include "prompts/library.hpp"

namespace felt {

void take_session(Invocation& invocation, const std::string& name, Entry& entry) {
  entry.session_chosen = true;
  if (name == "none") return leave_session(entry);
  give_session(entry, session_named(invocation, name));
}

void add_tag(Entry& entry, const std::string& tag) {
  const auto name = tag_name(tag);
  if (name.empty() || find_bad_utf8(name) || display_width(name) > widest_tag ||
      name.find_first_of(" \t\n,") != std::string::npos)
    throw UsageError(in_quotes(tag) + " is not a tag",
                     fmt::format("A tag is one word of at most {} characters.", widest_tag));
  if (std::find(entry.tags.begin(), entry.tags.end(), name) == entry.tags.end()) entry.tags.push_back(name);
}

void date_answers(Invocation& invocation, Entry& entry, Dates dates) {
  const auto find = [&](std::string_view name) { return invocation.library().find_question(name); };
  const auto has_clock = [](const Given& given) {
    return std::holds_alternative<ClockTime>(given.answer.value);
  };
  if (std::any_of(entry.answers.begin(), entry.answers.end(), has_clock))
    place_nights(entry.answers, entry.about, find, dates);
}

void print_entry(Invocation& invocation, std::string_view what, const Entry& entry) {
  if (invocation.globals().json) {
    invocation.out() << json_text(entry_json(entry)) << '\n';
    return;
  }
  const auto& look = invocation.out_look();
  const auto text = drawn(fmt::format("{} {}", what, entry_heading(entry)), look);
  // In a pipe it stays one line, for programs.
  const auto lines =
      look.is_terminal ? wrapped(text, static_cast<std::size_t>(look.columns)) : std::vector{text};
  for (const auto& line : lines) invocation.out() << line << '\n';
}

}  // namespace felt
