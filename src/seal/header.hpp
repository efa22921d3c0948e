#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "seal/digest.hpp"

namespace felt {

// The head of a sealed file, as felt-sealed(5) has it. Nothing in it is secret.

// What making a key of a passphrase costs, for felt and for whoever guesses: Argon2id with one lane.
struct KdfCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 256 * 1024;
  friend bool operator==(const KdfCost&, const KdfCost&) = default;
};
// Files that ask for more or less than this are refused before anything is computed.
inline constexpr KdfCost least_cost{1, 8 * 1024}, most_cost{16, 2 * 1024 * 1024};

enum class SlotKind : unsigned char { passphrase = 1, recovery = 2 };

// The master key, locked with what one passphrase or recovery key becomes.
struct Slot {
  SlotKind kind = SlotKind::passphrase;
  KdfCost cost;
  Bytes16 salt{};
  Bytes24 nonce{};
  std::array<unsigned char, 48> locked_key{};
  friend bool operator==(const Slot&, const Slot&) = default;
};
inline constexpr std::size_t most_slots = 8;

struct Header {
  Bytes16 file{};                // by chance, never changes
  std::uint64_t generation = 0;  // one more with every save
  std::vector<Slot> slots;       // 1 to 8
  Bytes32 write_salt{};          // by chance with every save
  Bytes24 stream{};              // the head of the secret stream
  friend bool operator==(const Header&, const Header&) = default;
};

inline constexpr std::size_t largest_header = 120 + 112 * most_slots;

// Whether these are the first bytes of a sealed file, of this or of a later version. Eight bytes are enough.
bool is_sealed(std::string_view beginning);

// The generation that stands in the first bytes of a sealed file, whether or not the rest is whole; 0 where
// they are too few.
inline constexpr std::size_t beginning_size = 40;
std::uint64_t generation_in(std::string_view beginning);
// Which sealed file they are of, likewise; zeros where they are of none or too few.
Bytes16 file_in(std::string_view beginning);

std::size_t header_size(std::size_t slots);
std::string header_bytes(const Header& header);

// Reads the header a file begins with. `name` is the file in quotes, for errors: Error (damaged) where
// anything in it is not as felt writes it or asks for costs outside the limits, Error (newer) where it is
// whole but of a later version.
Header parse_header(std::string_view file, const std::string& name);

// What a slot's key is bound to: it opens in this file, for these costs, and nowhere else.
std::string bound_to(const Slot& slot, const Bytes16& file);

}  // namespace felt
