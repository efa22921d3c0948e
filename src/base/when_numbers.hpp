#pragma once

#include <string_view>

namespace felt {

// Days in numbers alone, which do not say what is the day and what the month: how they are refused.

// 5/6, 13.2., 05-06-2026
bool is_numeric_day(std::string_view token);
// UsageError naming the text, with the days and the time of day that the token may mean; `next` stands behind
// it.
[[noreturn]] void refuse_numeric(std::string_view text, std::string_view token, std::string_view next);

}  // namespace felt
