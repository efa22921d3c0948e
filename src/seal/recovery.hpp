#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "seal/secret.hpp"

namespace felt {

// A key made by chance that opens a journal when the passphrase is lost: 20 bytes.
Secret new_recovery_key();

// As it is written down: eight groups of five letters and figures, the last of which check the rest. None of
// them is an I, L, O or U, so none is mistaken for another.
std::string recovery_text(const Secret& key);

// The key that was written down, in large or small letters, with any spaces and hyphens; O counts as 0, I and
// L as 1. Nothing where it is none, or mistyped.
std::optional<Secret> parse_recovery(std::string_view typed);

}  // namespace felt
