#include "model/step.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace felt {

ThingWords words_of(Thing thing) {
  switch (thing) {
    case Thing::session:
      return {"session", "sessions", "felt session list"};
    case Thing::carried:
      return {"carried note", "carried notes", "felt carry list --all"};
    case Thing::entry:
      break;
  }
  return {"entry", "entries", "felt list"};
}

std::string no_such(Thing thing, std::span<const Id> ids) {
  const auto words = words_of(thing);
  std::vector<std::string> numbers;
  for (const Id id : ids) numbers.push_back(std::to_string(id));
  return numbers.size() == 1 ? fmt::format("there is no {} {}", words.one, numbers.front())
                             : fmt::format("there are no {} {}", words.several, join(numbers, ", "));
}

}  // namespace felt
