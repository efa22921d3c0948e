#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace felt {

class Passphrase;

// Asked for the passphrase of a sealed journal, and again after each one that was wrong, with how many were.
// Throws where there is none (any more).
using AskPassphrase = std::function<std::shared_ptr<Passphrase>(int wrong)>;

// How a journal is opened.
struct Opening {
  // How long a call waits for another program that is writing, before it throws Error (locked).
  static constexpr std::chrono::milliseconds patience{5000};
  std::chrono::milliseconds wait = patience;
  AskPassphrase ask = {};  // a sealed journal stays closed without it
  // Called before a journal of an earlier schema is brought to this one, which it is not if this throws.
  std::function<void()> before_migration = {};
};

// What everybody can see of a sealed journal.
struct SealedFacts {
  std::string file;              // 32 hexadecimal digits that stay the same for as long as it lives
  std::uint64_t generation = 0;  // one more with every save
};

}  // namespace felt
