#pragma once

#include <cstddef>
#include <set>
#include <string_view>

namespace felt {

// The numbers ticked in a list that counts from 1: "1,3-5", "2 4", "all"; none for an empty text. UsageError
// for anything else, and for what is not on the list.
std::set<std::size_t> ticked_numbers(std::string_view typed, std::size_t list_size);

}  // namespace felt
