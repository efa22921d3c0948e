#include "model/period.hpp"

namespace felt {

Query query_of(const Period& period) {
  Query query;
  query.first_day = period.first_day;
  query.last_day = period.last_day;
  if (period.from && !period.first_day) query.since = period.from->at;
  if (period.to && !period.last_day) query.until = period.to->at;
  return query;
}

bool is_within(const Period& period, const Moment& lived, std::chrono::minutes day_start) {
  const auto query = query_of(period);
  const auto day = felt_day(lived, day_start);
  if ((query.since && lived.at < *query.since) || (query.until && lived.at >= *query.until)) return false;
  return (!query.first_day || day >= *query.first_day) && (!query.last_day || day <= *query.last_day);
}

}  // namespace felt
