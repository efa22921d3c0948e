#pragma once

namespace felt {

// What felt is not: the last line of every page.
inline constexpr const char* scope_line =
    "felt is a notebook, not medical care or psychotherapy, and it does not diagnose.";

}  // namespace felt
