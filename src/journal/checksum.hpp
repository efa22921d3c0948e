#pragma once

#include <string>

#include "model/carry.hpp"
#include "model/entry.hpp"
#include "model/session.hpp"

namespace felt {

// BLAKE2b-128 over everything a person wrote in the entry, as 32 hexadecimal digits; how the bytes are laid
// out is said in checksum.cpp and never changes.
std::string checksum_of(const Entry& entry);

// The same over everything kept about a session.
std::string checksum_of(const Session& session);
// The same over a carried note, but for whether it is done.
std::string checksum_of(const CarriedNote& note);

}  // namespace felt
