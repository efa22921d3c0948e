#include "report/technical_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "insight/resample.hpp"

namespace felt {
namespace {

std::string decimals(double value, int places) {
  const double factor = std::pow(10, places);
  const double rounded = std::round(value * factor) / factor;
  return (rounded < 0 ? "−" : "") + number_text(std::abs(rounded));
}

std::string decimals(const std::optional<double>& value, int places) {
  return value ? decimals(*value, places) : "";
}

std::string with_interval(double value, const ConfidenceInterval& interval) {
  return fmt::format("{} ({} to {})", decimals(value, 2), decimals(interval.lower, 2),
                     decimals(interval.upper, 2));
}

// --- how the ratings lie in time ---

bool has_numbers(const Line& line) { return line.difference || line.overlap || line.trend; }

std::vector<Cell> time_row(const Line& line) {
  const auto& details = *line.details;
  return {marked_label(line),
          std::to_string(line.all.n),
          decimals(details.span.count(), 1),
          details.median_gap ? decimals(details.median_gap->count(), 1) : "",
          fmt::format("{} of {}", details.compared, details.sessions),
          decimals(line.all.mean, 2),
          decimals(details.time_weighted_mean, 2),
          decimals(details.autocorrelation, 2),
          decimals(details.effective_n, 1)};
}

NotedTable time_table(LineSpan lines) {
  return {"How the ratings lie in time",
          table_by_thread({{"", Align::left},
                           {"n", Align::right},
                           {"days", Align::right},
                           {"gap", Align::right},
                           {"sessions", Align::right},
                           {"mean", Align::right},
                           {"by time", Align::right},
                           {"lag 1", Align::right},
                           {"worth", Align::right}},
                          lines, time_row),
          "Days from the first rating to the last, and the median gap between two, in days; sessions with a "
          "rating before and after; the mean, and the mean weighted by time; how much a rating resembles the "
          "one before it (lag-1 autocorrelation), and how many independent ratings these are worth."};
}

// --- differences ---

bool has_difference(const Line& line) { return line.difference.has_value(); }

std::string range_cell(const std::vector<double>& values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return fmt::format("{} to {}", decimals(*low, 2), decimals(*high, 2));
}

std::string p_cell(const DifferenceCertainty& certainty) {
  if (!certainty.p) return {};
  return fmt::format("{} (least {})", decimals(*certainty.p, 3), decimals(*certainty.smallest_p, 3));
}

std::string resamples_cell(const DifferenceCertainty& certainty) {
  if (!certainty.seed) return fmt::format("all {}", certainty.resamples);
  return fmt::format("{}, {} seed {}", certainty.resamples, resample_generator, *certainty.seed);
}

std::vector<Cell> difference_row(const Line& line) {
  const auto& difference = *line.difference;
  const auto certainty = certainty_of(difference);
  return {marked_label(line),
          with_interval(difference.mean, certainty.interval),
          decimals(difference.median, 2),
          decimals(line.details->pseudo_median, 2),
          range_cell(difference.values),
          p_cell(certainty),
          resamples_cell(certainty)};
}

NotedTable difference_table(LineSpan lines) {
  return {
      "Differences over the sessions",
      table_by_thread({{"", Align::left},
                       {"mean difference", Align::left},
                       {"median", Align::right},
                       {"pseudo-median", Align::right},
                       {"range", Align::left},
                       {"p", Align::left},
                       {"resamples", Align::left}},
                      lines, difference_row),
      "Mean difference over sessions with its 95 % percentile bootstrap interval; median and Hodges-Lehmann "
      "pseudo-median of the differences; p from sign flips, from 6 sessions on, beside the least that so "
      "many sessions can give."};
}

// --- before the first session and after ---

bool has_overlap(const Line& line) { return line.overlap.has_value(); }

std::vector<Cell> overlap_row(const Line& line) {
  const auto& phases = line.overlap->phases;
  const bool is_rough = line.overlap->shown == OverlapShown::very_rough;
  return {marked_label(line),
          fmt::format("{} and {}", phases.before, phases.after),
          is_rough ? decimals(phases.nap, 2) + ", very rough" : with_interval(phases.nap, phases.interval),
          is_rough ? "" : decimals(phases.unbiased_error, 2),
          is_rough ? "" : decimals(phases.null_error, 2),
          decimals(phases.tau, 2),
          line.details->tau_u ? decimals(line.details->tau_u->value, 2) : ""};
}

NotedTable overlap_table(LineSpan lines) {
  return {
      "Before the first session, and after",
      table_by_thread({{"", Align::left},
                       {"ratings", Align::left},
                       {"NAP", Align::left},
                       {"error", Align::right},
                       {"if alike", Align::right},
                       {"Tau", Align::right},
                       {"Tau-U", Align::right}},
                      lines, overlap_row),
      "NAP of the ratings before the first session against all later ones, from 5 + 5 ratings on with "
      "Newcombe's interval, its unbiased standard error, and the one it would have if both were alike; Tau "
      "is 2 NAP − 1, and Tau-U has the trend before the first session taken off."};
}

// --- trend ---

bool has_trend(const Line& line) { return line.trend.has_value(); }

std::vector<Cell> trend_row(const Line& line) {
  const auto& trend = *line.trend;
  const auto& ranks = *line.details->ranks;
  return {marked_label(line),
          with_interval(trend.per_week, trend.interval) + (trend.daily_medians ? ", daily medians" : ""),
          decimals(trend.joint_intercept, 2),
          decimals(ranks.tau_b, 2),
          decimals(static_cast<double>(ranks.test.s), 0),
          decimals(ranks.test.variance, 1),
          decimals(ranks.test.z, 2)};
}

NotedTable trend_table(LineSpan lines) {
  return {
      "Trend",
      table_by_thread({{"", Align::left},
                       {"a week", Align::left},
                       {"begins at", Align::right},
                       {"tau-b", Align::right},
                       {"S", Align::right},
                       {"Var S", Align::right},
                       {"Z", Align::right}},
                      lines, trend_row),
      "Theil-Sen slope with Sen's interval, and where its line begins (joint intercept); Kendall's tau-b; S, "
      "its variance and Z of Mann and Kendall."};
}

// --- all of them ---

struct Part {
  bool (*has)(const Line&);
  NotedTable (*table)(LineSpan);
};
constexpr Part parts[]{{has_numbers, time_table},
                       {has_difference, difference_table},
                       {has_overlap, overlap_table},
                       {has_trend, trend_table}};

}  // namespace

std::vector<NotedTable> technical_tables(LineSpan lines) {
  std::vector<NotedTable> tables;
  for (const auto& part : parts) {
    std::vector<const Line*> chosen;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(chosen),
                 [&](const Line* line) { return line->details && part.has(*line); });
    if (!chosen.empty()) tables.push_back(part.table(chosen));
  }
  return tables;
}

}  // namespace felt
