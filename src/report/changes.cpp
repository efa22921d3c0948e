#include "report/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "insight/change.hpp"
#include "report/change_words.hpp"

namespace felt {
namespace {

constexpr std::array<std::string_view, 2> compared_questions{"posture/compared",
                                                             "pain-movement/pain-compared"};
constexpr std::array<std::string_view, 2> news_questions{"pain-movement/new-pain", "pain-movement/strain"};
constexpr std::string_view going_question = "aftercare/since-going";
constexpr std::string_view growing = "growing", easing = "easing";

using Wanted = std::function<bool(std::string_view)>;

std::vector<ChangedLine> each_session(const Line& line) {
  std::vector<ChangedLine> each;
  for (const auto& [session, contrast] : line.sessions)
    if (contrast.difference())
      each.push_back({line.wording.name, contrast.before->mean, contrast.after->mean, {session}});
  return each;
}

ChangedLine mean_of(const std::vector<ChangedLine>& each) {
  ChangedLine change{each.front().question, 0, 0, {}};
  for (const auto& one : each) {
    change.sessions.insert(change.sessions.end(), one.sessions.begin(), one.sessions.end());
    change.before += one.before;
    change.after += one.after;
  }
  const auto n = static_cast<double>(each.size());
  change.before /= n;
  change.after /= n;
  return change;
}

std::vector<ChangedLine> changed_lines(const Line& line) {
  auto each = each_session(line);
  if (!enough_for_median_difference(each.size())) return each;
  return {mean_of(each)};
}

void sort_line(Changes& changes, const Line& line) {
  if (!better_of(line.wording)) return;
  for (auto& change : changed_lines(line)) {
    const auto word = change_word(line.wording, change.after - change.before);
    auto& kind = word.empty() ? changes.same : word == "easier" ? changes.easier : changes.harder;
    kind.push_back(std::move(change));
  }
}

void count(ComparedDirectly& compared, double rating) {
  ++(rating > 0 ? compared.easier : rating < 0 ? compared.harder : compared.same);
}

void add_compared(Changes& changes, const Journal& journal, std::span<const LivedEntry> entries,
                  const Wanted& is_wanted) {
  std::array<ComparedDirectly, compared_questions.size()> counted;
  journal.each_row(compared_questions, entries, [&](Journal::Numbers row, const LivedEntry&) {
    for (std::size_t i = 0; i < row.size(); ++i)
      if (row[i]) count(counted[i], *row[i]);
  });
  for (std::size_t i = 0; i < counted.size(); ++i) {
    counted[i].question = compared_questions[i];
    const bool any = counted[i].easier + counted[i].same + counted[i].harder > 0;
    if (any && is_wanted(counted[i].question)) changes.compared.push_back(counted[i]);
  }
}

void add_news(Changes& changes, const Journal& journal, std::span<const LivedEntry> entries,
              const Wanted& is_wanted) {
  std::array<AnsweredYes, news_questions.size()> counted;
  journal.each_row(news_questions, entries, [&](Journal::Numbers row, const LivedEntry&) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      counted[i].n += row[i] ? 1 : 0;
      counted[i].yes += row[i] && *row[i] > 0 ? 1 : 0;
    }
  });
  for (std::size_t i = 0; i < counted.size(); ++i) {
    counted[i].question = news_questions[i];
    if (counted[i].n > 0 && is_wanted(counted[i].question)) changes.news.push_back(counted[i]);
  }
}

std::size_t named(const std::vector<NamedWord>& words, std::string_view id) {
  for (const auto& word : words)
    if (word.id == id) return word.entries;
  return 0;
}

}  // namespace

bool Changes::has_easier() const {
  return !easier.empty() || !softer.empty() || named(going, easing) > 0 ||
         std::any_of(compared.begin(), compared.end(), [](const auto& one) { return one.easier > 0; });
}

bool Changes::has_harder() const {
  return !harder.empty() || named(going, growing) > 0 ||
         std::any_of(news.begin(), news.end(), [](const auto& one) { return one.yes > 0; }) ||
         std::any_of(compared.begin(), compared.end(), [](const auto& one) { return one.harder > 0; });
}

bool Changes::was_asked_directly() const { return !compared.empty() || !news.empty() || !going.empty(); }

bool Changes::empty() const {
  return !has_easier() && !has_harder() && same.empty() && !was_asked_directly();
}

Changes changes_of(const Journal& journal, std::span<const LivedEntry> entries, SessionStarts starts,
                   const std::vector<Line>& lines, const Wanted& is_wanted) {
  Changes changes;
  for (const auto& line : lines) sort_line(changes, line);
  add_compared(changes, journal, entries, is_wanted);
  add_news(changes, journal, entries, is_wanted);
  if (is_wanted(going_question)) changes.going = words_in(journal, going_question, entries);
  if (is_wanted(softer_question))
    changes.softer = named_places(journal, std::span(&softer_question, 1), entries, starts);
  return changes;
}

std::string matters_text(std::string_view question, const Matters& matters) {
  auto size = matters.points == 1 ? "1 point" : rounded_text(matters.points) + " points";
  if (matters.percent > 0) size += fmt::format(" or {} %", rounded_text(matters.percent));
  const bool is_pain = &thread_of(question) == &thread_of(news_questions[0]);
  return size +
         (is_pain ? " is a size many people with pain call clearly better"
                  : " is a size that a published source calls noticeable") +
         "; smaller changes can matter to you.";
}

bool reaches(const Matters& matters, const ChangedLine& change) {
  ChangeThreshold threshold;
  if (matters.points > 0) threshold.points = matters.points;
  if (matters.percent > 0) threshold.percent = matters.percent;
  return reaches(threshold, change.before, change.after);
}

}  // namespace felt
