#pragma once

#include <cstdlib>

namespace felt::test {

// FELT_FULL=1 asks for everything, however long it takes.
inline bool is_full_run() {
  const auto* full = std::getenv("FELT_FULL");
  return full && *full;
}

// As much as there is time for in every run, or all of it.
inline unsigned a_few_or(unsigned few, unsigned all) { return is_full_run() ? all : few; }

}  // namespace felt::test
