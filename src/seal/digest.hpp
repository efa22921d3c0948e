#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace felt {

using Bytes16 = std::array<unsigned char, 16>;
using Bytes24 = std::array<unsigned char, 24>;
using Bytes32 = std::array<unsigned char, 32>;

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

// BLAKE2b-128 and BLAKE2b-256, without a key.
Bytes16 sum_128(std::string_view bytes);
Bytes32 sum_256(std::string_view bytes);

// Two small hexadecimal digits for each byte.
std::string hex_text(std::string_view bytes);

// Fills bytes by chance, from the system's source for keys.
void fill_by_chance(unsigned char* bytes, std::size_t size);
template <class Bytes>
Bytes by_chance() {
  Bytes bytes{};
  fill_by_chance(bytes.data(), bytes.size());
  return bytes;
}

// An array of bytes as a text and back, for functions that take the one or the other.
template <class Bytes>
std::string_view view_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline const unsigned char* bytes_in(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace felt
