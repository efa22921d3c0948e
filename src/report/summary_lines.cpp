#include "report/summary_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "report/change_words.hpp"
#include "report/line_pictures.hpp"
#include "report/line_table.hpp"
#include "report/summary_pictures.hpp"
#include "report/technical_tables.hpp"

namespace felt {
namespace {

constexpr std::size_t most_small_lines = 9;
constexpr std::size_t most_pictured = 4;  // lines; two pages of paper hold no more

bool is_compared(const Line& line) { return line.compared_sessions() > 0; }

// On one screen: what a thread is mainly about, and whatever can be compared.
ChosenLines lines_shown(const Summary& summary) {
  ChosenLines chosen;
  for (const auto& line : summary.lines)
    if (summary.wish.thread || line.is_main() || is_compared(line)) chosen.push_back(&line);
  return chosen;
}

bool is_any(const ChosenLines& lines, bool (*holds)(const Line&)) {
  return std::any_of(lines.begin(), lines.end(), [&](const Line* line) { return holds(*line); });
}

bool is_summed_up(const Line& line) { return line.difference.has_value(); }
bool is_each_by_itself(const Line& line) { return !line.difference && is_compared(line); }

std::string how_compared(const ChosenLines& lines) {
  std::string text = is_any(lines, is_summed_up)
                         ? "Means over the sessions, of the ratings up to three days before and after each."
                         : "Means of the ratings up to three days before and after.";
  if (is_any(lines, is_each_by_itself))
    text += " Fewer than 3 sessions are too few to sum up: each stands by itself.";
  text += " Days around: from 3 days before to 7 days after; the line is the session.";
  return text;
}

// "* distress was asked in another language from Thu 12 Mar 2026 on (en, then nl)."
std::string turn_text(const Line& line) {
  const auto& turn = line.turns.front();
  const auto day = spoken_day(felt_day({turn.at, turn.offset, ""}, std::chrono::minutes(0)));
  const bool other_language = turn.from_language != turn.to_language;
  auto text = fmt::format("* {} was asked in {} from {} on", label_of(line.wording.name),
                          other_language ? "another language" : "other words", day);
  if (other_language) text += fmt::format(" ({}, then {})", turn.from_language, turn.to_language);
  if (line.turns.size() > 1)
    text += fmt::format(", and changed {} in all", counted(line.turns.size(), "time"));
  return text + ".";
}

void add_turns(Document& page, const ChosenLines& lines) {
  for (const auto* line : lines)
    if (!line->turns.empty()) page.add(Note{turn_text(*line)});
}

void add_rhythms(Document& page, const ChosenLines& pictured) {
  if (pictured.empty()) return;
  page.add(
      Note{"Each thin line is one session, the strong line the middle of all; the dashed line is where "
           "the sessions are."});
  for (const auto* line : pictured) page.add(rhythm_of(*line));
}

// Where a change has a published size, this size is told once for each kind of it.
void add_matters(Document& page, const Summary& summary) {
  std::vector<std::string> said;
  for (const auto& [question, matters] : summary.matters) {
    auto text = matters_text(question, matters);
    if (std::find(said.begin(), said.end(), text) == said.end()) said.push_back(std::move(text));
  }
  for (const auto& text : said) page.add(Note{text});
}

// What cannot be compared takes a row only where nothing can, or where there is room for it.
std::pair<ChosenLines, ChosenLines> rows_and_words(const Summary& summary, const ChosenLines& lines) {
  std::pair<ChosenLines, ChosenLines> parts;
  const bool all_in_rows = summary.wish.thread || !is_any(lines, is_compared);
  for (const auto* line : lines)
    (all_in_rows || is_compared(*line) ? parts.first : parts.second).push_back(line);
  return parts;
}

std::string ratings_in_words(const ChosenLines& lines) {
  std::vector<std::string> each;
  for (const auto* line : lines) each.push_back(rating_in_words(*line));
  return "Rated, not both before and after a session: " + join(each, "; ") + ".";
}

Phrase wording_text(const Wording& wording) {
  Phrase text(label_of(wording.name) + ": ");
  text.add(wording.prompt, Voice::person);
  for (const auto& anchor : wording.anchors) {
    text.add(fmt::format(" · {} ", rounded_text(anchor.at)), Voice::felt);
    text.add(anchor.label, Voice::person);
  }
  return text;
}

bool is_level(const Line& line) {
  constexpr ElapsedDays week{7};
  return is_about_the_same(line.wording, line.trend->per_week * (line.trend->span / week));
}

std::string trend_text(const Line& line) {
  const auto& [low, high] = line.trend->interval;
  auto text = fmt::format("{} {} a week ({} to {})", marked_label(line), signed_text(line.trend->per_week),
                          signed_text(low), signed_text(high));
  const bool may_be_level = low <= 0 && high >= 0;
  const auto better = better_of(line.wording);
  if (may_be_level) return text + ", perhaps level";
  if (!better) return text;
  return text + ((line.trend->per_week > 0) == (*better == Better::higher) ? ", easier" : ", harder");
}

}  // namespace

ChosenLines lines_pictured(const Summary& summary, Room room) {
  ChosenLines chosen;
  if (room == Room::screen && !summary.wish.thread) return chosen;
  for (const auto* line : lines_shown(summary)) {
    const bool same_thread = !chosen.empty() && chosen.back()->thread == line->thread;
    if (!is_compared(*line) || (same_thread && !summary.wish.thread)) continue;
    if (summary.wish.thread || chosen.size() < most_pictured) chosen.push_back(line);
  }
  return chosen;
}

ChosenLines lines_over_time(const Summary& summary) {
  ChosenLines chosen = lines_shown(summary);
  std::stable_partition(chosen.begin(), chosen.end(), [](const Line* line) { return is_compared(*line); });
  chosen.resize(std::min(chosen.size(), most_small_lines));
  return chosen;
}

void add_comparison(Document& page, const Summary& summary) {
  const auto lines = lines_shown(summary);
  const auto left_out = summary.lines.size() - lines.size();
  const bool compares = is_any(lines, is_compared);
  const auto [in_rows, in_words] = rows_and_words(summary, lines);
  if (!lines.empty()) {
    page.add(Heading{2, compares ? "Before and after the sessions" : "Ratings"});
    page.add(comparison_table(in_rows));
    if (compares) page.add(Note{how_compared(lines)});
    add_matters(page, summary);
    add_turns(page, lines);
  }
  if (!in_words.empty()) page.add(Note{ratings_in_words(in_words)});
  if (left_out > 0)
    page.add(Note{fmt::format("{} rated, not both before and after a session{}.",
                              counted(left_out, "more question was", "more questions were"),
                              for_the_writer(summary, "; see felt report --thread NAME"))});
}

void add_around(Document& page, const Summary& summary, const ChosenLines& pictured) {
  ChosenLines others;
  if (summary.wish.thread)
    for (const auto* line : lines_shown(summary))
      if (has_days_around(*line) && std::find(pictured.begin(), pictured.end(), line) == pictured.end())
        others.push_back(line);
  if (pictured.empty() && others.empty()) return;
  page.add(Heading{2, "Days around the sessions"});
  add_rhythms(page, pictured);
  if (others.empty()) return;
  page.add(around_table(others));
  page.add(Note{"Means of the ratings, with how many there are."});
}

void add_pairs(Document& page, const ChosenLines& pictured) {
  if (pictured.empty()) return;
  page.add(Heading{2, "Session by session"});
  page.add(Note{"Each line is one session, from the ratings before it to the ratings after it."});
  for (const auto* line : pictured) page.add(pairs_of(*line));
}

void add_trend(Document& page, const Summary& summary) {
  List list;
  std::vector<std::string> level;
  for (const auto* line : lines_shown(summary)) {
    if (!line->trend) continue;
    if (is_level(*line))
      level.push_back(marked_label(*line));
    else
      list.points.emplace_back(trend_text(*line));
  }
  if (!level.empty()) list.points.emplace_back("about the same: " + join(level, ", "));
  if (summary.lines.empty() || summary.wish.session) return;
  page.add(Heading{2, "Over the whole time"});
  if (summary.wish.thread) page.add(small_lines(summary, lines_shown(summary)));
  if (list.points.empty())
    page.add(Note{"Too few ratings for a trend yet: it takes 6 of one kind over two weeks."});
  else
    page.add(std::move(list));
}

void add_technical(Document& page, const Summary& summary) {
  if (!summary.wish.technical) return;
  page.add(Heading{2, "Technical"});
  auto tables = technical_tables(lines_shown(summary));
  if (tables.empty()) return page.add(Note{"Too few ratings for any of these numbers yet."});
  for (auto& [title, table, note] : tables) {
    page.add(Heading{3, title});
    page.add(std::move(table));
    page.add(Note{note});
  }
  page.add(Note{"All take ratings as independent, which they are not."});
}

void add_wordings(Document& page, const Summary& summary) {
  if (!summary.wish.thread || summary.lines.empty()) return;
  page.add(Heading{2, "What was asked"});
  List list;
  for (const auto& line : summary.lines) list.points.push_back(wording_text(line.wording));
  page.add(std::move(list));
}

}  // namespace felt
