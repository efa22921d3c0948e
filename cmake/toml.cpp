// toml++'s own way to be compiled once.
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
