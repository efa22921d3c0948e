#include "seal/digest.hpp"

#include <sodium.h>

#include "base/error.hpp"
#include "seal/sodium_start.hpp"

namespace felt {
namespace {

constexpr std::size_t digest_bytes = 32;

template <class Sum>
Sum sum_of(std::string_view bytes) {
  Sum sum;
  crypto_generichash(sum.data(), sum.size(), bytes_in(bytes), bytes.size(), nullptr, 0);
  return sum;
}

}  // namespace

void start_sodium() {
  if (sodium_init() < 0) throw Error(Exit::bug, "libsodium does not start");
}

struct Digest::State {
  crypto_generichash_state sum;
};

Digest::Digest() : m_state(std::make_unique<State>()) {
  start_sodium();
  crypto_generichash_init(&m_state->sum, nullptr, 0, digest_bytes);
}

Digest::~Digest() = default;

void Digest::add(std::string_view bytes) {
  crypto_generichash_update(&m_state->sum, bytes_in(bytes), bytes.size());
}

std::string Digest::hex() const {
  State ended = *m_state;
  Bytes32 sum;
  crypto_generichash_final(&ended.sum, sum.data(), sum.size());
  return hex_text(view_of(sum));
}

Bytes16 sum_128(std::string_view bytes) { return sum_of<Bytes16>(bytes); }
Bytes32 sum_256(std::string_view bytes) { return sum_of<Bytes32>(bytes); }

std::string hex_text(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes_in(bytes), bytes.size());
  text.pop_back();
  return text;
}

void fill_by_chance(unsigned char* bytes, std::size_t size) { randombytes_buf(bytes, size); }

}  // namespace felt
