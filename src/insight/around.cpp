#include "insight/around.hpp"

#include <algorithm>
#include <utility>

namespace felt {

namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// Takes ratings in time order, so that those of one session come one after the other.
class Sorter {
 public:
  explicit Sorter(SessionStarts starts) : m_finder(starts) {}

  void take(const TimedRating& rating) {
    const auto place = m_finder.find(rating.at);
    if (!place) return;
    if (!m_session || *m_session != place->session) close_session();
    m_session = place->session;
    take_side(rating, side_of(place->elapsed));
    take_bin(rating.value, place->elapsed);
  }

  SeriesAround result() {
    close_session();
    for (std::size_t bin = 0; bin < m_bins.size(); ++bin) {
      auto& profile = m_result.profile[bin];
      profile = {profile_stretches[bin], m_bins[bin].size(), profile.sessions, describe(m_bins[bin])};
    }
    return std::move(m_result);
  }

 private:
  void take_side(const TimedRating& rating, WindowSide side) {
    if (side == WindowSide::outside) return;
    const bool is_before = side == WindowSide::before;
    (is_before ? m_before : m_after).push_back(rating.value);
    (is_before ? m_result.before : m_result.after).push_back(rating);
    if (m_finder.is_near_two(rating.at)) ++m_result.near_two;
  }

  void take_bin(double value, seconds elapsed) {
    for (std::size_t bin = 0; bin < m_bins.size(); ++bin) {
      if (!profile_stretches[bin].holds(elapsed)) continue;
      m_bins[bin].push_back(value);
      m_touched[bin] = true;
    }
  }

  void close_session() {
    if (!m_before.empty() || !m_after.empty())
      m_result.shares.push_back({*m_session, {describe(m_before), describe(m_after)}});
    m_before.clear();
    m_after.clear();
    for (std::size_t bin = 0; bin < m_bins.size(); ++bin)
      m_result.profile[bin].sessions += m_touched[bin] ? 1 : 0;
    m_touched.fill(false);
  }

  SessionFinder m_finder;
  SeriesAround m_result;
  std::optional<std::size_t> m_session;  // whose ratings are being taken
  std::vector<double> m_before, m_after;
  std::array<std::vector<double>, profile_stretches.size()> m_bins;
  std::array<bool, profile_stretches.size()> m_touched{};  // bins the session has a rating in
};

bool is_in_profile(seconds elapsed) {
  return elapsed >= std::chrono::hours{24 * profile_stretches.front().from} &&
         elapsed <= std::chrono::hours{24 * profile_stretches.back().to};
}

}  // namespace

WindowSide side_of(seconds elapsed) {
  if (elapsed <= seconds{0}) return -elapsed <= window_before ? WindowSide::before : WindowSide::outside;
  return elapsed <= window_after ? WindowSide::after : WindowSide::outside;
}

void SessionFinder::move_to(sys_seconds at) {
  while (m_next < m_starts.size() && m_starts[m_next] <= at) ++m_next;
  while (m_next > 0 && m_starts[m_next - 1] > at) --m_next;
}

std::size_t SessionFinder::first_of_equals(std::size_t session) const {
  while (session > 0 && m_starts[session - 1] == m_starts[session]) --session;
  return session;
}

std::optional<SessionPlace> SessionFinder::find(sys_seconds at) {
  if (m_starts.empty()) return std::nullopt;
  move_to(at);
  const bool is_last = m_next == m_starts.size();
  const bool is_next_nearer = m_next == 0 || (!is_last && m_starts[m_next] - at < at - m_starts[m_next - 1]);
  const auto session = is_next_nearer ? m_next : first_of_equals(m_next - 1);
  return SessionPlace{session, at - m_starts[session]};
}

WindowSide SessionFinder::window(sys_seconds at) {
  const auto place = find(at);
  return place ? side_of(place->elapsed) : WindowSide::outside;
}

bool SessionFinder::is_near_two(sys_seconds at) {
  move_to(at);
  std::size_t near = 0;
  // If two sessions are near, two of the nearest four are.
  const auto last = std::min(m_next + 2, m_starts.size());
  for (std::size_t i = m_next < 2 ? 0 : m_next - 2; i < last; ++i)
    near += side_of(at - m_starts[i]) != WindowSide::outside ? 1 : 0;
  return near > 1;
}

std::optional<double> SessionContrast::difference() const {
  if (!before || !after) return std::nullopt;
  return after->mean - before->mean;
}

SeriesAround series_around(std::span<const TimedRating> ratings, SessionStarts starts) {
  Sorter sorter(starts);
  for (const auto& rating : ratings) sorter.take(rating);
  return sorter.result();
}

std::vector<double> differences(std::span<const SessionShare> shares) {
  std::vector<double> found;
  for (const auto& share : shares)
    if (const auto d = share.contrast.difference()) found.push_back(*d);
  return found;
}

std::vector<SessionRun> latest_runs(std::span<const TimedRating> ratings, SessionStarts starts,
                                    std::size_t most) {
  SessionFinder finder(starts);
  std::vector<SessionRun> runs;  // the latest session first, and in it the latest rating
  for (auto rating = ratings.rbegin(); rating != ratings.rend(); ++rating) {
    const auto place = finder.find(rating->at);
    if (!place || !is_in_profile(place->elapsed)) continue;
    if (runs.empty() || runs.back().session != place->session) {
      if (runs.size() == most) break;
      runs.push_back({place->session, {}});
    }
    runs.back().points.push_back({place->elapsed, rating->value});
  }
  for (auto& run : runs) std::reverse(run.points.begin(), run.points.end());
  std::reverse(runs.begin(), runs.end());
  return runs;
}

Phases phases_around(sys_seconds first_session, std::span<const TimedRating> ratings) {
  Phases phases;
  for (const auto& rating : in_time_order(ratings))
    (rating.at <= first_session ? phases.before : phases.after).push_back(rating.value);
  return phases;
}

}  // namespace felt
