#include "report/summary_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "insight/minimum.hpp"
#include "report/change_words.hpp"

namespace felt {
namespace {

using Sessions = std::vector<Id>;

std::string sessions_text(const Sessions& sessions) {
  if (enough_for_median_difference(sessions.size())) return {};
  std::vector<std::string> names;
  for (const auto id : sessions) names.push_back(std::to_string(id));
  return fmt::format(" (session {})", join(names, " and "));
}

std::string changed_cell(const std::vector<ChangedLine>& lines) {
  std::vector<std::pair<std::string_view, Sessions>> questions;
  for (const auto& line : lines) {
    if (questions.empty() || questions.back().first != line.question)
      questions.push_back({line.question, {}});
    auto& sessions = questions.back().second;
    sessions.insert(sessions.end(), line.sessions.begin(), line.sessions.end());
  }
  std::vector<std::string> names;
  for (const auto& [question, sessions] : questions)
    names.push_back(label_of(question) + sessions_text(sessions));
  return join(names, ", ");
}

using Row = std::vector<Cell>;
using Rows = std::vector<Row>;

void add_compared(Rows& rows, const Changes& changes) {
  for (const auto& one : changes.compared)
    rows.push_back(
        {thread_of(one.question).name == "posture" ? "posture, compared directly" : "pain, compared directly",
         times_text(one.easier), times_text(one.harder), times_text(one.same)});
}

void add_news(Rows& rows, const Changes& changes) {
  for (const auto& one : changes.news)
    rows.push_back({one.question == "pain-movement/strain" ? "new strain" : "new or stronger pain", "",
                    one.yes > 0 ? fmt::format("yes, {} of {}", one.yes, counted(one.n, "answer"))
                                : fmt::format("no, {}", counted(one.n, "answer"))});
}

std::string going_cell(const Changes& changes, const std::string& id) {
  for (const auto& word : changes.going)
    if (word.id == id) return id + " " + times_text(word.entries);
  return {};
}

std::string staying_cell(const Changes& changes) {
  std::size_t times = 0;
  for (const auto& word : changes.going)
    if (word.id != "easing" && word.id != "growing") times += word.entries;
  return times > 0 ? "staying, or coming and going " + times_text(times) : "";
}

Phrase softer_cell(const NamedPlaces& softer) {
  constexpr std::size_t most = 4;
  Phrase cell;
  for (const auto& place : std::span(softer.places).first(std::min(softer.places.size(), most))) {
    if (!cell.empty()) cell.add("; ", Voice::felt);
    append(cell, place_name(softer, place));
    cell.add(" " + times_text(place.all.entries), Voice::felt);
  }
  return cell;
}

}  // namespace

Table changes_table(const Changes& changes) {
  Table table{{{"", Align::left}, {"easier", Align::left}, {"new or harder", Align::left}}, {{}}};
  table.columns.push_back({"about the same", Align::left});
  auto& rows = table.groups.front().rows;
  if (!changes.easier.empty() || !changes.harder.empty() || !changes.same.empty())
    rows.push_back(
        {"ratings", changed_cell(changes.easier), changed_cell(changes.harder), changed_cell(changes.same)});
  add_compared(rows, changes);
  add_news(rows, changes);
  if (!changes.going.empty())
    rows.push_back({"what was noticed since", going_cell(changes, "easing"), going_cell(changes, "growing"),
                    staying_cell(changes)});
  if (!changes.softer.empty()) rows.push_back({"places that got softer", softer_cell(changes.softer)});
  return table;
}

}  // namespace felt
