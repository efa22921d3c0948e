// toml++'s own way to be compiled once. Its assertions fail on mistakes that people make in a file
// ("2025-01-01 0 "), and with NDEBUG it hands them to the optimiser as promises; felt wants neither, but the
// error that follows.
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
