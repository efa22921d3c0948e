#include "seal/keys.hpp"

#include <sodium.h>

#include "base/error.hpp"
#include "seal/recovery.hpp"
#include "seal/sodium_start.hpp"

namespace felt {
namespace {

constexpr std::size_t key_size = 32;

Secret stretched(const Secret& secret, const Bytes16& salt, const KdfCost& cost) {
  start_sodium();
  Secret key(key_size);
  const std::size_t memory = std::size_t{cost.memory_kib} * 1024;
  if (crypto_pwhash(key.data(), key.size(), reinterpret_cast<const char*>(secret.data()), secret.size(),
                    salt.data(), cost.passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw Error(Exit::not_saved, "there is too little memory to try the passphrase",
                "Nothing was changed. Close other programs, or give felt more memory.");
  return key;
}

std::optional<Secret> unlocked(const Slot& slot, const Bytes16& file, const Secret& key) {
  Secret master(key_size);
  const auto bound = bound_to(slot, file);
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      master.data(), nullptr, nullptr, slot.locked_key.data(), slot.locked_key.size(), bytes_in(bound),
      bound.size(), slot.nonce.data(), key.data());
  return failed ? std::nullopt : std::optional(std::move(master));
}

}  // namespace

Passphrase::Passphrase(Secret typed)
    : m_typed(std::move(typed)), m_recovery(parse_recovery(m_typed.view())) {}

const Secret* Passphrase::secret_for(SlotKind kind) const {
  if (kind == SlotKind::passphrase) return &m_typed;
  return m_recovery ? &*m_recovery : nullptr;
}

const Secret* Passphrase::find_key(const Slot& slot) {
  for (const auto& made : m_made)
    if (made.salt == slot.salt && made.cost == slot.cost) return &made.key;
  const auto* secret = secret_for(slot.kind);
  if (!secret) return nullptr;
  m_made.push_back({slot.salt, slot.cost, stretched(*secret, slot.salt, slot.cost)});
  return &m_made.back().key;
}

Secret new_master_key() { return Secret::by_chance(key_size); }

Slot make_slot(SlotKind kind, Passphrase& passphrase, const KdfCost& cost, const Bytes16& file,
               const Secret& master) {
  Slot slot{kind, cost, by_chance<Bytes16>(), by_chance<Bytes24>(), {}};
  const auto* key = passphrase.find_key(slot);
  if (!key) throw Error(Exit::bug, "a recovery key was expected");
  const auto bound = bound_to(slot, file);
  crypto_aead_xchacha20poly1305_ietf_encrypt(slot.locked_key.data(), nullptr, master.data(), master.size(),
                                             bytes_in(bound), bound.size(), nullptr, slot.nonce.data(),
                                             key->data());
  return slot;
}

std::optional<Secret> find_master_key(const Header& header, Passphrase& passphrase) {
  for (const auto& slot : header.slots)
    if (const auto* key = passphrase.find_key(slot))
      if (auto master = unlocked(slot, header.file, *key)) return master;
  return std::nullopt;
}

Secret body_key(const Header& header, const Secret& master) {
  std::string label = "felt/v1/body";
  label += view_of(header.file);
  for (int i = 0; i < 8; ++i) label += static_cast<char>(header.generation >> (8 * i) & 0xff);
  label += view_of(header.write_salt);
  Secret key(key_size);
  crypto_generichash(key.data(), key.size(), bytes_in(label), label.size(), master.data(), master.size());
  return key;
}

}  // namespace felt
