#pragma once

#include <string>
#include <string_view>

namespace felt {

// By chance, version 4 of RFC 9562.
std::string new_uuid();
// The same for the same text, version 8 of RFC 9562.
std::string uuid_from(std::string_view text);

}  // namespace felt
