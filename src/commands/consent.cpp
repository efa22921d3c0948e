#include "commands/consent.hpp"

#include <fmt/format.h>

#include <string>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "commands/guided.hpp"

namespace felt {

bool agrees(Invocation& invocation, std::string_view question) {
  if (invocation.globals().yes) return true;
  if (!invocation.world().in_is_terminal)
    throw UsageError("there is no terminal to ask on", "To do it without being asked, add --yes.");
  const auto prompt = drawn(std::string(question) + " y/N ", invocation.err_look());
  const auto typed = reader_of(invocation)->read(prompt, {}, {}, PastedBreaks::become_spaces);
  if (!typed) return false;
  const auto word = folded(trim(*typed));
  return word == "y" || word == "yes";
}

int declined(Invocation& invocation, std::string_view done) {
  invocation.say(fmt::format("Nothing was {}.", done));
  return static_cast<int>(Exit::no);
}

}  // namespace felt
