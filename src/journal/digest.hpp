#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace felt {

// BLAKE2b-256 over bytes that come piece by piece: what `b2sum -l 256` prints for all of them.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(std::string_view bytes);
  // Of everything added so far, as 64 hexadecimal digits.
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace felt
