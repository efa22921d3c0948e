#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"

namespace felt {

// What the types of options and arguments mean, as `felt help` shows them behind their names: words divided
// by | that are values themselves, and names of kinds of values in capitals: "SESSION|last|none". A kind may
// have words in front ("entry:ID"), and ",..." behind it where several can stand with commas between them.

// A value that may stand there, with what it is. One that ends in = or : goes on.
struct Candidate {
  std::string word;
  std::string about;  // none of the person's own words; may be empty
};
struct Candidates {
  std::vector<Candidate> words;
  bool files = false;  // so may any file
};

struct ValueRequest {
  std::string_view type;
  std::string_view typed;                  // what stands there already
  std::span<const std::string> arguments;  // of the command, those before it
};
// The values of a type. Kinds that number many are narrowed to what begins as typed; others are not. What
// cannot be read (a journal, a prompt file, the configuration) gives none. The invocation must be of a world
// that hears no warnings.
Candidates values_of(Invocation& invocation, const ValueRequest& request);

// The kinds in a type, "SESSION" for the one above.
std::vector<std::string> kinds_in(std::string_view type);
// Whether something is known of a kind, if only that nothing can be offered for it.
bool is_known_kind(std::string_view kind);

// "a|b|c" of a table of names.
template <class Table>
std::string type_of(const Table& names) {
  std::string type;
  for (const auto& [value, name] : names.rows) type += (type.empty() ? "" : "|") + std::string(name);
  return type;
}

}  // namespace felt
