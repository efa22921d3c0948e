#include "report/period_text.hpp"

namespace felt {

PeriodEnd end_of(const std::optional<Moment>& wished) {
  return wished ? PeriodEnd::excluded : PeriodEnd::included;
}

Day last_day(Moment to, PeriodEnd end, std::chrono::minutes day_start) {
  if (end == PeriodEnd::excluded) to.at -= std::chrono::seconds(1);
  return felt_day(to, day_start);
}

std::string period_text(const std::optional<Moment>& from, const std::optional<Moment>& to, PeriodEnd end,
                        std::chrono::minutes day_start) {
  if (!from || !to) return {};
  const auto first = spoken_day(felt_day(*from, day_start)), last = spoken_day(last_day(*to, end, day_start));
  return first == last ? first : first + " to " + last;
}

}  // namespace felt
