#pragma once

#include <string_view>

#include "base/time.hpp"

namespace felt::test {

// A few zones with their present rules, so that tests need no time-zone database: UTC, Europe/Vienna,
// America/New_York, Asia/Kathmandu, Pacific/Auckland. Throws for any other.
Zone zone_named(std::string_view name);

}  // namespace felt::test
