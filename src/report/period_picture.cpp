#include "report/summary_pictures.hpp"

#include <algorithm>

#include "report/change_words.hpp"
#include "report/line_pictures.hpp"
#include "report/period_text.hpp"

namespace felt {
namespace {

SmallLine small_line(const Line& line, double first_day) {
  SmallLine small{marked_label(line), scale_of(line), {}};
  for (const auto& bin : line.over_time) small.points.push_back({first_day + bin.middle.count(), bin.mean});
  return small;
}

Table over_time_table(LineSpan lines) {
  Table table{{{"", Align::left}, {"ratings", Align::right}, {"first", Align::right}}, {{}}};
  for (const auto* title : {"last", "lowest", "highest"}) table.columns.push_back({title, Align::right});
  for (const auto* line : lines)
    if (!line->over_time.empty())
      table.groups.front().rows.push_back({marked_label(*line), std::to_string(line->all.n),
                                           rounded_text(line->over_time.front().mean),
                                           rounded_text(line->over_time.back().mean),
                                           rounded_text(line->all.min), rounded_text(line->all.max)});
  return table;
}

double days_between(Instant from, Instant to) { return ElapsedDays(to - from).count(); }

}  // namespace

SmallLines small_lines(const Summary& summary, LineSpan lines) {
  const auto& [from, to] = summary.period;
  SmallLines small;
  small.in_words = {"Each question over the period", "Each line is one question; the marks are the sessions.",
                    over_time_table(lines)};
  small.from = spoken_day(felt_day(*from, summary.wish.day_start));
  small.to = spoken_day(last_day(*to, end_of(summary.wish.period.to), summary.wish.day_start));
  constexpr double at_least = 1;
  const TimeSpan span{std::min(from->at, summary.span.from), std::max(to->at, summary.span.to)};
  small.days = std::max(days_between(span.from, span.to), at_least);
  for (const auto& mark : summary.sessions)
    if (mark.at >= span.from && mark.at <= span.to)
      small.sessions.push_back(days_between(span.from, mark.at));
  for (const auto* line : lines)
    if (!line->over_time.empty())
      small.lines.push_back(small_line(*line, days_between(span.from, summary.span.from)));
  return small;
}

}  // namespace felt
