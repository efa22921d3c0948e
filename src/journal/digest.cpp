#include "journal/digest.hpp"

#include <sodium.h>

#include "base/error.hpp"

namespace felt {
namespace {

constexpr std::size_t digest_bytes = 32;

}  // namespace

struct Digest::State {
  crypto_generichash_state sum;
};

Digest::Digest() : m_state(std::make_unique<State>()) {
  // Chooses the processor's fastest way.
  if (sodium_init() < 0) throw Error(Exit::bug, "libsodium does not start");
  crypto_generichash_init(&m_state->sum, nullptr, 0, digest_bytes);
}

Digest::~Digest() = default;

void Digest::add(std::string_view bytes) {
  crypto_generichash_update(&m_state->sum, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

std::string Digest::hex() const {
  State ended = *m_state;
  unsigned char sum[digest_bytes];
  crypto_generichash_final(&ended.sum, sum, sizeof sum);
  char text[2 * digest_bytes + 1];
  return sodium_bin2hex(text, sizeof text, sum, sizeof sum);
}

}  // namespace felt
