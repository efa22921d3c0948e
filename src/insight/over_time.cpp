#include "insight/over_time.hpp"

#include <algorithm>

namespace felt {
namespace {

class Binner {
 public:
  Binner(std::chrono::sys_seconds from, ElapsedDays length, std::size_t last)
      : m_from(from), m_length(length), m_last(last) {}

  void take(const TimedRating& rating) {
    const auto since = ElapsedDays(rating.at - m_from);
    const auto stretch = m_length.count() > 0 ? static_cast<std::size_t>(since / m_length) : 0;
    const auto place = std::min(stretch, m_last);  // the end of the period lies in the last one
    if (m_bins.empty() || place != m_place) m_bins.emplace_back();
    m_place = place;
    auto& bin = m_bins.back();
    const auto n = static_cast<double>(++bin.n);
    bin.mean += (rating.value - bin.mean) / n;
    bin.middle += (since - bin.middle) / n;
  }
  std::vector<TimeBin> result() { return std::move(m_bins); }

 private:
  std::chrono::sys_seconds m_from;
  ElapsedDays m_length;
  std::size_t m_last;
  std::size_t m_place = 0;
  std::vector<TimeBin> m_bins;
};

std::vector<TimeBin> each_by_itself(std::span<const TimedRating> ratings, std::chrono::sys_seconds from) {
  std::vector<TimeBin> points;
  for (const auto& rating : ratings) points.push_back({ElapsedDays(rating.at - from), 1, rating.value});
  return points;
}

}  // namespace

std::vector<TimeBin> over_time(std::span<const TimedRating> ratings, std::chrono::sys_seconds from,
                               std::chrono::sys_seconds to, std::size_t bins) {
  const auto earlier = [](const TimedRating& rating, auto at) { return rating.at < at; };
  const auto first = std::lower_bound(ratings.begin(), ratings.end(), from, earlier);
  const auto last = std::upper_bound(first, ratings.end(), to,
                                     [](auto at, const TimedRating& rating) { return at < rating.at; });
  const std::span<const TimedRating> inside(first, last);
  if (inside.size() <= bins) return each_by_itself(inside, from);
  Binner binner(from, ElapsedDays(to - from) / static_cast<double>(bins), bins - 1);
  for (const auto& rating : inside) binner.take(rating);
  return binner.result();
}

}  // namespace felt
