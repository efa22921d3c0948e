#pragma once

#include <optional>
#include <string_view>

#include "seal/secret.hpp"

namespace felt {

// Reads a line from the process's own terminal without showing it, without its line break. Nothing at the end
// of input, and where there is no terminal. Error (interrupted, terminated, hangup) where a signal ended the
// reading; the terminal is put back in any case.
std::optional<Secret> read_secret_from_terminal(std::string_view prompt);

}  // namespace felt
