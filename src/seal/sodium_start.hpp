#pragma once

namespace felt {

// Lets libsodium choose the processor's fastest ways; to be called before anything else of it. Error (bug)
// where it does not start.
void start_sodium();

}  // namespace felt
