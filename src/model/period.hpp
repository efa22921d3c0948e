#pragma once

#include <optional>

#include "model/query.hpp"

namespace felt {

// A part of a journal that is looked back on; none does not narrow. Where a whole felt day was named, what
// was lived belongs to it by the clock it was lived by; `from` and `to` are then where the day begins and
// ends for whoever asks.
struct Period {
  std::optional<Moment> from;  // lived at or after
  std::optional<Moment> to;    // lived before
  std::optional<Day> first_day, last_day;
};

Query query_of(const Period& period);
bool is_within(const Period& period, const Moment& lived, std::chrono::minutes day_start);

}  // namespace felt
