#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "seal/header.hpp"
#include "seal/secret.hpp"

namespace felt {

// A passphrase as it was typed, or a recovery key, and the keys that were made of it: making one takes long
// on purpose, and a command may open its journal more than once.
class Passphrase {
 public:
  explicit Passphrase(Secret typed);
  const Secret& typed() const { return m_typed; }
  // The key that opens this slot, should the passphrase be right; nothing where the slot wants a recovery key
  // and this is none. Error (not_saved) where there is too little memory.
  const Secret* find_key(const Slot& slot);

 private:
  struct Made {
    Bytes16 salt;
    KdfCost cost;
    Secret key;
  };
  const Secret* secret_for(SlotKind kind) const;

  Secret m_typed;
  std::optional<Secret> m_recovery;
  std::vector<Made> m_made;
};

// By chance; everything in a sealed file is locked with keys made of it.
Secret new_master_key();

// The master key, locked so that the passphrase (or recovery key) opens it in this file at this cost.
Slot make_slot(SlotKind kind, Passphrase& passphrase, const KdfCost& cost, const Bytes16& file,
               const Secret& master);

// The master key; nothing where the passphrase opens no slot.
std::optional<Secret> find_master_key(const Header& header, Passphrase& passphrase);

// The key of one save.
Secret body_key(const Header& header, const Secret& master);

}  // namespace felt
