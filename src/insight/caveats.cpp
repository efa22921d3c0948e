#include "insight/caveats.hpp"

#include <algorithm>

#include "insight/change.hpp"
#include "insight/describe.hpp"

namespace felt {

namespace {

bool is_worse(double value, double usual, Better better) { return improvement(usual, value, better) < 0; }

std::optional<TimeOfDay> time_of_day_gap(std::span<const TimedRating> before,
                                         std::span<const TimedRating> after) {
  const auto one = median_time_of_day(before), other = median_time_of_day(after);
  if (!one || !other) return std::nullopt;
  return std::chrono::abs(*one - *other);
}

bool has_thin_coverage(const CaveatFacts& facts) {
  return facts.coverage && *facts.coverage < enough_coverage;
}

std::size_t compared_sessions(const CaveatFacts& facts) {
  return facts.differences > 0 ? facts.differences : facts.sessions;
}

}  // namespace

CaveatFacts caveat_facts(std::span<const TimedRating> ratings, const SeriesAround& around,
                         std::size_t sessions, std::optional<Better> better) {
  CaveatFacts facts;
  facts.ratings = ratings.size();
  facts.sessions = sessions;
  facts.differences = differences(around.shares).size();
  facts.coverage = coverage(facts.differences, sessions);
  facts.near_two_sessions = around.near_two;
  facts.before_mainly_worse = better && before_mainly_worse(around.before, ratings, *better);
  facts.sparser_when_worse = better && sparser_when_worse(ratings, *better);
  facts.time_of_day_gap = time_of_day_gap(around.before, around.after);
  return facts;
}

std::optional<double> coverage(std::size_t compared, std::size_t sessions) {
  if (sessions == 0) return std::nullopt;
  return static_cast<double>(compared) / static_cast<double>(sessions);
}

std::vector<AppliedCaveat> applied_caveats(const CaveatFacts& facts) {
  std::vector<AppliedCaveat> applied{{Caveat::own_ratings, std::nullopt}};
  const auto add_if = [&](bool applies, Caveat caveat, std::optional<std::size_t> number = std::nullopt) {
    if (applies) applied.push_back({caveat, number});
  };
  const auto compared = compared_sessions(facts);
  add_if(facts.before_mainly_worse, Caveat::booked_when_worse);
  add_if(facts.ratings > 1, Caveat::ratings_resemble, facts.ratings);
  add_if(has_thin_coverage(facts) || facts.sparser_when_worse, Caveat::days_without_entry);
  add_if(compared > 0 && compared < enough_sessions, Caveat::few_sessions, compared);
  add_if(facts.near_two_sessions > 0, Caveat::near_two_sessions, facts.near_two_sessions);
  add_if(facts.time_of_day_gap && *facts.time_of_day_gap > usual_time_of_day_gap, Caveat::other_times_of_day);
  return applied;
}

bool before_mainly_worse(std::span<const TimedRating> before, std::span<const TimedRating> all,
                         Better better) {
  if (before.empty() || all.empty()) return false;
  const double usual = median(values_of(all));
  const auto worse = std::count_if(before.begin(), before.end(), [&](const TimedRating& rating) {
    return is_worse(rating.value, usual, better);
  });
  return 2 * static_cast<std::size_t>(worse) > before.size();
}

bool sparser_when_worse(std::span<const TimedRating> ratings, Better better) {
  if (ratings.empty()) return false;
  const auto sorted = in_time_order(ratings);
  const double usual = median(values_of(ratings));
  std::vector<double> after_worse, after_others;
  for (std::size_t i = 1; i < sorted.size(); ++i)
    (is_worse(sorted[i - 1].value, usual, better) ? after_worse : after_others)
        .push_back(ElapsedDays{sorted[i].at - sorted[i - 1].at}.count());
  constexpr std::size_t needed = 3;
  if (after_worse.size() < needed || after_others.size() < needed) return false;
  return median(after_worse) > 0 && median(after_worse) >= 1.5 * median(after_others);
}

std::optional<TimeOfDay> median_time_of_day(std::span<const TimedRating> ratings) {
  if (ratings.empty()) return std::nullopt;
  std::vector<double> times;
  for (const auto& rating : ratings) {
    const auto since_beginning = rating.at + rating.offset - day_begins;
    times.push_back(
        TimeOfDay{since_beginning - std::chrono::floor<std::chrono::days>(since_beginning)}.count());
  }
  return TimeOfDay{median(times)};
}

}  // namespace felt
