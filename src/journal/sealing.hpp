#pragma once

#include <memory>
#include <optional>
#include <string>

#include "journal/opening.hpp"
#include "seal/header.hpp"
#include "seal/keys.hpp"

namespace felt {

// What a journal is sealed with.
struct NewSeal {
  std::shared_ptr<Passphrase> passphrase;
  KdfCost cost = {};
  std::shared_ptr<Passphrase> recovery = {};  // a recovery key as it is typed; none where there is to be none
};

// Each of these leaves the journal as it was, whole, or as it is to be, whole, wherever it is cut short; what
// is read back from the disk is compared before it takes its place. All throw Error: no journal (10), locked
// (11), wrong passphrase (12), damaged (13), newer (14), not saved (15).

// Whether nothing of the plain file is left where it was.
enum class Rest { gone, elsewhere };

// A plain journal becomes a sealed one; the plain file is overwritten. Rest::elsewhere where it has another
// name, too, by which it is still there. UsageError for a journal that is sealed already.
Rest seal_journal(const std::string& path, const NewSeal& seal, const Opening& opening);

// A sealed journal gets new keys altogether: what opened it opens nothing of it any more, PATH.prev included.
// UsageError for a plain one.
void reseal_journal(const std::string& path, const NewSeal& seal, const Opening& opening);

// A copy of a journal, plain or sealed, is locked with the new seal from now on and is otherwise as it was.
// The same errors; nobody may be writing to it.
Rest seal_copy(const std::string& path, const NewSeal& seal, const Opening& opening);

// A sealed journal becomes a plain one, PATH.prev goes. UsageError for a plain one.
void unseal_journal(const std::string& path, const Opening& opening);

// How a sealed journal is sealed. Nothing where it is plain.
std::optional<Header> find_seal(const std::string& path);

}  // namespace felt
