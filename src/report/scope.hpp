#pragma once

namespace felt {

// What felt is not: the last line of every page.
inline constexpr const char* scope_line =
    "felt is a notebook, not medical care or psychotherapy, and it does not diagnose.";

// The same for who is handed a page.
inline constexpr const char* shared_scope_line =
    "felt is a notebook, not medical care or psychotherapy, and it does not diagnose. Bodywork is not either "
    "of these; for those, a doctor or a trained therapist is the person to see.";

}  // namespace felt
