#include "report/line_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "insight/minimum.hpp"
#include "report/change_words.hpp"

namespace felt {
namespace {

constexpr std::array<std::string_view, profile_stretches.size()> stretch_names{
    "3 to 1 days before", "day before", "first day", "1 to 3 days", "3 to 7 days"};

std::string capitalized_label(const Line& line) { return capitalized(label_of(line.wording.name)); }

Phrase anchor_at(const Wording& wording, double value) {
  for (const auto& anchor : wording.anchors)
    if (anchor.at == value) return said_by_person(anchor.label);
  return {};
}

// --- the days around ---

std::string middle_text(const Line& line) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < line.around.size(); ++i)
    if (const auto& values = line.around[i].values)
      parts.push_back(fmt::format("{} {}", stretch_names[i], rounded_text(values->median)));
  return join(parts, " · ");
}

std::string left_out_text(const Line& line) {
  if (line.runs.size() < most_runs) return {};
  return fmt::format(" · drawn are the latest {} sessions", most_runs);
}

Table days_table(const Line& line) {
  Table table{{{"days", Align::left},
               {"middle", Align::right},
               {"lowest", Align::right},
               {"highest", Align::right},
               {"n", Align::right}},
              {{}}};
  for (std::size_t i = 0; i < line.around.size(); ++i) {
    const auto& bin = line.around[i];
    auto& row = table.groups.front().rows.emplace_back();
    row.emplace_back(std::string(stretch_names[i]));
    for (const auto part : {&Description::median, &Description::min, &Description::max})
      row.emplace_back(bin.values ? rounded_text(*bin.values.*part) : "");
    row.emplace_back(std::to_string(bin.n));
  }
  return table;
}

RhythmRun run_of(const LineRun& run) {
  RhythmRun drawn{std::to_string(run.session), {}};
  for (const auto& point : run.points) drawn.points.push_back({point.elapsed.count(), point.value});
  return drawn;
}

RhythmBin bin_of(const ProfileBin& bin) {
  RhythmBin drawn{static_cast<double>(bin.stretch.from), static_cast<double>(bin.stretch.to), std::nullopt,
                  enough_for_profile_line(bin.n, bin.sessions)};
  if (bin.values) drawn.median = bin.values->median;
  return drawn;
}

// --- before and after ---

std::vector<const LineSession*> latest_compared(const Line& line) {
  std::vector<const LineSession*> found;
  for (auto session = line.sessions.rbegin(); session != line.sessions.rend(); ++session)
    if (session->contrast.difference() && found.size() < most_runs) found.push_back(&*session);
  std::reverse(found.begin(), found.end());
  return found;
}

// "Of 3 sessions: lower after 2, about the same after 1."
std::string pairs_text(const Line& line, const std::vector<const LineSession*>& sessions) {
  std::size_t lower = 0, higher = 0, same = 0;
  for (const auto* session : sessions) {
    const double change = *session->contrast.difference();
    ++(is_about_the_same(line.wording, change) ? same : change < 0 ? lower : higher);
  }
  std::vector<std::string> parts;
  if (lower > 0) parts.push_back(fmt::format("lower after {}", lower));
  if (higher > 0) parts.push_back(fmt::format("higher after {}", higher));
  if (same > 0) parts.push_back(fmt::format("about the same after {}", same));
  return fmt::format("Of {}{}: {}.", sessions.size() < line.compared_sessions() ? "the latest " : "",
                     counted(sessions.size(), "session"), join(parts, ", "));
}

}  // namespace

ScaleEnds scale_of(const Line& line) {
  const double lowest = line.wording.min.value_or(line.all.min);
  const double highest = line.wording.max.value_or(line.all.max);
  return {lowest, highest > lowest ? highest : lowest + 1, anchor_at(line.wording, lowest),
          anchor_at(line.wording, highest)};
}

bool has_days_around(const Line& line) {
  return std::any_of(line.around.begin(), line.around.end(), [](const ProfileBin& bin) { return bin.n > 0; });
}

Rhythm rhythm_of(const Line& line) {
  Rhythm rhythm;
  rhythm.in_words = {capitalized_label(line), middle_text(line) + left_out_text(line), days_table(line)};
  rhythm.scale = scale_of(line);
  rhythm.from_days = profile_stretches.front().from;
  rhythm.to_days = profile_stretches.back().to;
  for (const auto& run : line.runs) rhythm.runs.push_back(run_of(run));
  for (const auto& bin : line.around) rhythm.middle.push_back(bin_of(bin));
  return rhythm;
}

Pairs pairs_of(const Line& line) {
  const auto sessions = latest_compared(line);
  Table table{
      {{"session", Align::left}, {"before", Align::right}, {"after", Align::right}, {"change", Align::right}},
      {{}}};
  Pairs pairs;
  for (const auto* session : sessions) {
    const auto& [before, after] = session->contrast;
    const auto name = std::to_string(session->session);
    pairs.pairs.push_back({name, before->mean, after->mean});
    table.groups.front().rows.push_back({name, rounded_text(before->mean), rounded_text(after->mean),
                                         signed_text(*session->contrast.difference())});
  }
  pairs.in_words = {capitalized_label(line), pairs_text(line, sessions), std::move(table)};
  pairs.scale = scale_of(line);
  return pairs;
}

Cell spark_of(const Line& line) {
  if (!has_days_around(line)) return {};
  const auto scale = scale_of(line);
  Spark spark{scale.lowest, scale.highest, {}, std::nullopt};
  for (const auto& bin : line.around) {
    if (!spark.session_before && bin.stretch.from >= 0) spark.session_before = spark.values.size();
    spark.values.push_back(bin.values ? std::optional(bin.values->median) : std::nullopt);
  }
  return {std::move(spark), middle_text(line)};
}

}  // namespace felt
