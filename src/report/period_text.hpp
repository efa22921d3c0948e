#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/time.hpp"

namespace felt {

enum class PeriodEnd { included, excluded };

// An end that was wished is excluded; else it is the last entry, which is included.
PeriodEnd end_of(const std::optional<Moment>& wished);

// The last felt day of a period that ends there.
Day last_day(Moment to, PeriodEnd end, std::chrono::minutes day_start);

// "Thu 12 Mar 2026 to Fri 13 Mar 2026" in felt days, or the one day it is; empty where an end is not known.
std::string period_text(const std::optional<Moment>& from, const std::optional<Moment>& to, PeriodEnd end,
                        std::chrono::minutes day_start);

}  // namespace felt
