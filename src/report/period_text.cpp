#include "report/period_text.hpp"

namespace felt {

std::string period_text(const std::optional<Moment>& from, const std::optional<Moment>& to, PeriodEnd end,
                        std::chrono::minutes day_start) {
  if (!from || !to) return {};
  auto last = *to;
  if (end == PeriodEnd::excluded) last.at -= std::chrono::seconds(1);
  const auto first_day = spoken_day(felt_day(*from, day_start)),
             last_day = spoken_day(felt_day(last, day_start));
  return first_day == last_day ? first_day : first_day + " to " + last_day;
}

}  // namespace felt
