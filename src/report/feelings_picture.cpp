#include "report/summary_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/numbers.hpp"
#include "base/visible.hpp"
#include "report/change_words.hpp"

namespace felt {
namespace {

constexpr std::size_t feelings_shown = 12;

double on_axis(double value, const std::optional<Wording>& axis) {
  if (!axis) return 0;
  return share_between(value, axis->min.value_or(-1), axis->max.value_or(1));
}

void add_ratings(FeelingsMap& map, const Feelings& feelings) {
  for (const auto& cell : feelings.cells)
    for (const auto& [side, times] : {std::pair(FeelingsSide::before, cell.before),
                                      {FeelingsSide::after, cell.after},
                                      {FeelingsSide::other, cell.other}})
      if (times > 0)
        map.points.push_back({on_axis(cell.pleasant, feelings.pleasant),
                              on_axis(cell.energy, feelings.energy),
                              side,
                              {},
                              times});
}

std::span<const PlacedFeeling> named_most(const Feelings& feelings) {
  return std::span(feelings.named).first(std::min(feelings.named.size(), feelings_shown));
}

// Feelings at one place of the map share a point.
void add_named(FeelingsMap& map, const Feelings& feelings, FeelingsSide side,
               std::size_t PlacedFeeling::*times) {
  std::map<std::pair<double, double>, FeelingsPoint> points;
  for (const auto& feeling : named_most(feelings)) {
    if (feeling.*times == 0) continue;
    auto [at, is_new] = points.try_emplace({feeling.pleasant, feeling.energy});
    auto& point = at->second;
    point.pleasant = feeling.pleasant;
    point.energy = feeling.energy;
    point.side = side;
    point.times = (is_new ? 0 : point.times) + feeling.*times;
    if (!is_new) point.label.add(", ", Voice::felt);
    point.label.add(visible_line(feeling.label), Voice::person);
  }
  for (auto& [place, point] : points) map.points.push_back(std::move(point));
}

std::string mean_cell(const std::optional<FeelingsMiddle>& middle, double FeelingsMiddle::*axis) {
  return middle ? fmt::format("{} ({})", rounded_text((*middle).*axis), middle->n) : "";
}

Table feelings_table(const Feelings& feelings) {
  Table table{{{"", Align::left}, {"before", Align::right}, {"after", Align::right}}, {{}}};
  table.columns.push_back({"other days", Align::right});
  auto& rows = table.groups.front().rows;
  const auto before = middle_of(feelings.cells, WindowSide::before),
             after = middle_of(feelings.cells, WindowSide::after),
             other = middle_of(feelings.cells, WindowSide::outside);
  const auto add = [&](const char* name, double FeelingsMiddle::*axis) {
    rows.push_back({name, mean_cell(before, axis), mean_cell(after, axis), mean_cell(other, axis)});
  };
  if (!feelings.cells.empty()) {
    add("pleasantness, mean", &FeelingsMiddle::pleasant);
    add("energy, mean", &FeelingsMiddle::energy);
  }
  for (const auto& feeling : named_most(feelings))
    rows.push_back(
        {said_by_person(visible_line(feeling.label)), times_text(feeling.before), times_text(feeling.after)});
  return table;
}

std::string middle_sentence(const char* side, const std::optional<FeelingsMiddle>& middle) {
  if (!middle) return {};
  return fmt::format(" {}, {} had pleasantness {} and energy {} on average.", side,
                     counted(middle->n, "check-in"), rounded_text(middle->pleasant),
                     rounded_text(middle->energy));
}

std::string feelings_description(const Feelings& feelings) {
  std::string text = "Pleasantness from left to right, energy from low to high.";
  text += middle_sentence("Up to three days before a session", middle_of(feelings.cells, WindowSide::before));
  text += middle_sentence("Up to three days after", middle_of(feelings.cells, WindowSide::after));
  if (!feelings.named.empty()) text += " Feelings that were named stand where their list places them.";
  return text;
}

}  // namespace

FeelingsMap feelings_map(const Feelings& feelings) {
  FeelingsMap map{{"Feelings by pleasantness and energy", feelings_description(feelings), {}}, {}};
  map.in_words.table = feelings_table(feelings);
  add_ratings(map, feelings);
  add_named(map, feelings, FeelingsSide::before, &PlacedFeeling::before);
  add_named(map, feelings, FeelingsSide::after, &PlacedFeeling::after);
  return map;
}

}  // namespace felt
