#pragma once

#include "commands/command.hpp"
#include "model/step.hpp"

namespace felt {

// Deleting by number, as felt delete, felt session delete and felt carry delete do it alike.

// The argument that takes the numbers.
struct NumbersArgument {
  const char* name;
  const char* type;
  const char* help;
};
// Adds the argument and --forever. What it returns shows what goes, asks once, deletes all of it or nothing,
// and says what still holds it.
Run declare_deletion(CLI::App& app, Thing thing, const NumbersArgument& numbers);

}  // namespace felt
