#include "report/line_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "report/change_words.hpp"
#include "report/line_pictures.hpp"

namespace felt {
namespace {

// Above so many sessions a table names their range instead of each.
constexpr std::size_t most_sessions_in_a_row = 12;

std::vector<const LineSession*> compared(const Line& line) {
  std::vector<const LineSession*> found;
  for (const auto& session : line.sessions)
    if (session.contrast.difference()) found.push_back(&session);
  return found;
}

std::string range_text(const Description& values) {
  if (values.min == values.max) return rounded_text(values.median);
  return fmt::format("median {} ({} to {})", rounded_text(values.median), rounded_text(values.min),
                     rounded_text(values.max));
}

std::string change_of(const Line& line, const LineSession& session) {
  return change_text(line.wording, session.contrast.before->mean, session.contrast.after->mean);
}

// The means over sessions, each session counting once.
std::string change_over(const Line& line, const std::vector<const LineSession*>& sessions) {
  double before = 0, after = 0;
  for (const auto* session : sessions) {
    before += session->contrast.before->mean;
    after += session->contrast.after->mean;
  }
  const auto n = static_cast<double>(sessions.size());
  return change_text(line.wording, before / n, after / n);
}

std::string change_cell(const Line& line) {
  const auto sessions = compared(line);
  if (sessions.empty()) return range_text(line.all);
  if (line.difference) return change_over(line, sessions);
  std::vector<std::string> each;
  for (const auto* session : sessions) each.push_back(change_of(line, *session));
  return join(each, "; ");
}

std::string many_sessions_text(const std::vector<const LineSession*>& sessions) {
  std::vector<double> values;
  for (const auto* session : sessions) values.push_back(*session->contrast.difference());
  const auto all = *describe(values);
  return fmt::format("median {} over {}, from {} to {}", signed_text(all.median), counted(all.n, "session"),
                     signed_text(all.min), signed_text(all.max));
}

Phrase sessions_cell(const Line& line) {
  const auto sessions = compared(line);
  if (sessions.size() > most_sessions_in_a_row) return many_sessions_text(sessions);
  Phrase each;
  for (const auto* session : sessions) {
    if (!each.empty()) each.add(", ", Voice::felt);
    each.add_whole(fmt::format("{}: {}", session->session, signed_text(*session->contrast.difference())));
  }
  return each;
}

std::vector<Cell> around_row(const Line& line) {
  std::vector<Cell> row{marked_label(line)};
  for (const auto& bin : line.around)
    row.emplace_back(bin.values ? fmt::format("{} ({})", rounded_text(bin.values->mean), bin.n) : "");
  return row;
}

}  // namespace

std::string marked_label(const Line& line) {
  return label_of(line.wording.name) + (line.turns.empty() ? "" : "*");
}

Table table_by_thread(std::vector<Column> columns, LineSpan lines, const LineRow& row) {
  Table table{std::move(columns), {}};
  const Thread* thread = nullptr;
  for (const auto* line : lines) {
    if (line->thread != thread) table.groups.push_back({capitalized(line->thread->name), {}});
    thread = line->thread;
    table.groups.back().rows.push_back(row(*line));
  }
  return table;
}

std::string rating_in_words(const Line& line) {
  return fmt::format("{} {}, n {}", marked_label(line), range_text(line.all), line.all.n);
}

Table comparison_table(LineSpan lines) {
  const bool any =
      std::any_of(lines.begin(), lines.end(), [](const Line* line) { return line->compared_sessions() > 0; });
  std::vector<Column> columns{
      {"", Align::left}, {any ? "before → after" : "ratings", Align::left, true}, {"n", Align::right}};
  if (any) columns.insert(columns.end(), {{"days around", Align::left}, {"each session", Align::left}});
  return table_by_thread(std::move(columns), lines, [any](const Line& line) {
    std::vector<Cell> row{marked_label(line), change_cell(line), std::to_string(line.all.n)};
    if (any) row.insert(row.end(), {spark_of(line), sessions_cell(line)});
    return row;
  });
}

Table around_table(LineSpan lines) {
  return table_by_thread({{"", Align::left},
                          {"3 to 1 days before", Align::right},
                          {"day before", Align::right},
                          {"first day", Align::right},
                          {"1 to 3 days", Align::right},
                          {"3 to 7 days", Align::right}},
                         lines, around_row);
}

}  // namespace felt
