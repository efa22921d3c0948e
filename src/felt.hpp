#pragma once

#include <span>
#include <string>

namespace felt {

struct World;

// Runs one command line (without the program's name) and returns the exit code. Whatever goes wrong is said
// on the world's standard error; only std::bad_alloc is thrown.
int run_felt(std::span<const std::string> args, World& world);

}  // namespace felt
