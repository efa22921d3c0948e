#include "report/line.hpp"

#include <algorithm>

#include "base/names.hpp"
#include "insight/resample.hpp"

namespace felt {
namespace {

constexpr Names<TooFew, 4> too_few_names{{{TooFew::difference, "difference"},
                                          {TooFew::overlap, "overlap"},
                                          {TooFew::overlap_interval, "overlap-interval"},
                                          {TooFew::trend, "trend"}}};

std::vector<TimedRating> ratings_of(const RatingSeries& series) {
  std::vector<TimedRating> ratings;
  ratings.reserve(series.points.size());
  for (const auto& point : series.points) ratings.push_back({point.at, point.value, point.offset});
  return ratings;
}

// With many sessions the mean is steady and fewer draws place its interval as well: about 200,000 numbers are
// drawn at most, and never fewer than 999 means.
ResamplePlan plan_for(std::size_t sessions) {
  constexpr std::uint64_t numbers = 200'000, fewest = 999;
  ResamplePlan plan;
  plan.draws = std::clamp(numbers / sessions, fewest, plan.draws);
  return plan;
}

std::optional<LineDifference> difference_of(std::vector<double> values) {
  if (!enough_for_median_difference(values.size())) return std::nullopt;
  const double middle = median(values), centre = mean(values);
  return LineDifference{std::move(values), middle, centre};
}

std::optional<LineOverlap> overlap_of(std::span<const TimedRating> ratings, const SessionTable& sessions,
                                      std::optional<Better> better) {
  if (!better || sessions.starts.empty()) return std::nullopt;
  const auto phases = phases_around(sessions.starts.front(), ratings);
  const auto shown = overlap_shown(phases.before.size(), phases.after.size());
  if (shown == OverlapShown::no) return std::nullopt;
  return LineOverlap{*phase_overlap(phases.before, phases.after, *better), shown};
}

std::optional<LineTrend> trend_of(std::span<const TimedRating> ratings) {
  const auto span = time_span(ratings);
  if (!enough_for_slope(ratings.size(), span)) return std::nullopt;
  const auto trend = rating_trend(ratings, ratings.front().at);
  if (!trend) return std::nullopt;
  const auto& line = trend->per_day;
  return LineTrend{
      trend->slope_per_week(), trend->interval_per_week(), trend->points, trend->daily_medians, span,
      line.joint_intercept,    line.separate_intercept};
}

LineDetails details_of(const Line& line, std::span<const TimedRating> ratings, const SessionTable& sessions) {
  LineDetails details;
  details.span = time_span(ratings);
  details.median_gap = median_gap(ratings);
  details.time_weighted_mean = time_weighted_mean(ratings);
  if (line.difference) details.pseudo_median = hodges_lehmann(line.difference->values);
  if (line.overlap) {
    const auto phases = phases_around(sessions.starts.front(), ratings);
    details.tau_u = tau_u(phases.before, phases.after, *better_of(line.wording));
  }
  if (!line.trend) return details;
  details.ranks = rank_trend(ratings);
  details.autocorrelation = lag1_autocorrelation(values_of(ratings));
  if (details.autocorrelation.value_or(0) > 0)
    details.effective_n = effective_sample_size(ratings.size(), *details.autocorrelation);
  return details;
}

std::vector<TooFew> too_few_of(const Line& line) {
  std::vector<TooFew> found;
  if (!line.difference) found.push_back(TooFew::difference);
  if (!line.overlap && better_of(line.wording)) found.push_back(TooFew::overlap);
  if (line.overlap && line.overlap->shown == OverlapShown::very_rough)
    found.push_back(TooFew::overlap_interval);
  if (!line.trend) found.push_back(TooFew::trend);
  return found;
}

LineFacts facts_of(CaveatFacts facts, std::span<const SessionShare> shares) {
  LineFacts found{facts, {}, {}};
  for (const auto& share : shares) {
    found.rated.push_back(share.session);
    if (share.contrast.difference()) found.compared.push_back(share.session);
  }
  return found;
}

std::vector<LineSession> named(const std::vector<SessionShare>& shares, const SessionTable& sessions) {
  std::vector<LineSession> found;
  for (const auto& share : shares) found.push_back({sessions.ids[share.session], share.contrast});
  return found;
}

std::vector<LineRun> named_runs(std::vector<SessionRun> runs, const SessionTable& sessions) {
  std::vector<LineRun> found;
  for (auto& run : runs) found.push_back({sessions.ids[run.session], std::move(run.points)});
  return found;
}

}  // namespace

std::string_view name_of(TooFew what) { return too_few_names.of(what); }

DifferenceCertainty certainty_of(const LineDifference& difference) {
  const auto& values = difference.values;
  const auto plan = plan_for(values.size());
  const auto sure = bootstrap(values, mean, plan);
  DifferenceCertainty certainty;
  certainty.interval = sure->interval;
  certainty.level = plan.confidence;
  certainty.resamples = sure->resamples;
  certainty.seed = sure->seed;
  if (enough_for_p(values.size())) certainty.p = sign_flip_p(values);
  if (certainty.p) certainty.smallest_p = smallest_sign_flip_p(values.size());
  return certainty;
}

std::size_t Line::compared_sessions() const {
  const auto is_compared = [](const LineSession& session) {
    return session.contrast.difference().has_value();
  };
  return static_cast<std::size_t>(std::count_if(sessions.begin(), sessions.end(), is_compared));
}

std::optional<Better> better_of(const Wording& wording) {
  if (wording.direction == Direction::neutral) return std::nullopt;
  return wording.direction == Direction::higher_better ? Better::higher : Better::lower;
}

BuiltLine build_line(const RatingSeries& series, const SessionTable& sessions, const TimeSpan& span,
                     Detail detail) {
  const auto ratings = ratings_of(series);
  const auto better = better_of(series.wording);
  const auto around = series_around(ratings, sessions.starts);
  Line line;
  line.wording = series.wording;
  line.thread = &thread_of(series.wording.name);
  line.all = *describe(values_of(ratings));
  line.sessions = named(around.shares, sessions);
  line.runs = named_runs(latest_runs(ratings, sessions.starts, most_runs), sessions);
  line.difference = difference_of(differences(around.shares));
  line.around = around.profile;
  line.overlap = overlap_of(ratings, sessions, better);
  line.trend = trend_of(ratings);
  line.over_time = over_time(ratings, span.from, span.to, points_over_time);
  line.turns = series.turns;
  line.too_few = too_few_of(line);
  if (detail == Detail::technical) line.details = details_of(line, ratings, sessions);
  const auto facts = caveat_facts(ratings, around, sessions.starts.size(), better);
  return {std::move(line), facts_of(facts, around.shares)};
}

}  // namespace felt
