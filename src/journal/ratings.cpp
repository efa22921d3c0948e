#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "journal/journal.hpp"
#include "journal/rows.hpp"
#include "journal/selection.hpp"

namespace felt {
namespace {

// When each selected entry was lived. Ratings are looked up in it, so that the answers can be read straight
// off their index, whose order is that of the questions.
class EntryTimes {
 public:
  EntryTimes(SQLite::Database& sql, const Query& query) {
    const Selection selection(query);
    SQLite::Statement rows(
        sql, fmt::format("SELECT entry.id, entry.about_at, entry.offset_min FROM entry WHERE {}",
                         selection.where()));
    selection.bind(rows);
    while (rows.executeStep())
      m_times.emplace(rows.getColumn(0).getInt64(), Lived{parse_utc_text(rows.getColumn(1).getText()),
                                                          std::chrono::minutes(rows.getColumn(2).getInt())});
  }
  struct Lived {
    Instant at;
    std::chrono::minutes offset;
  };
  const Lived* find(Id entry) const {
    const auto found = m_times.find(entry);
    return found == m_times.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<Id, Lived> m_times;
};

std::vector<std::pair<std::string, Id>> questions_of(SQLite::Database& sql, QuestionType type) {
  SQLite::Statement rows(sql, "SELECT name, id FROM question WHERE type = ? ORDER BY name, id");
  rows.bind(1, std::string(name_of(type)));
  std::vector<std::pair<std::string, Id>> questions;
  while (rows.executeStep())
    questions.emplace_back(rows.getColumn(0).getString(), rows.getColumn(1).getInt64());
  return questions;
}

// Wordings that read the same to the person who is asked, whatever the version of their pack.
class Readings {
 public:
  std::size_t place_of(const std::shared_ptr<const Wording>& wording) {
    const auto same = [&](const auto& other) {
      return other->language == wording->language && other->prompt == wording->prompt &&
             other->anchors == wording->anchors;
    };
    const auto found = std::find_if(m_readings.begin(), m_readings.end(), same);
    const auto place = static_cast<std::size_t>(found - m_readings.begin());
    if (found == m_readings.end()) m_readings.push_back(wording);
    return place;
  }
  std::vector<RatingSeries::Turn> turns_of(const std::vector<RatingSeries::Point>& points) const {
    std::vector<RatingSeries::Turn> turns;
    for (std::size_t i = 1; i < points.size(); ++i)
      if (points[i].wording != points[i - 1].wording)
        turns.push_back({points[i].at, points[i].offset, m_readings[points[i - 1].wording]->language,
                         m_readings[points[i].wording]->language});
    return turns;
  }

 private:
  std::vector<std::shared_ptr<const Wording>> m_readings;
};

void add_points(SQLite::Database& sql, const EntryTimes& times, Id question, std::size_t wording,
                RatingSeries& series) {
  SQLite::Statement rows(sql,
                         "SELECT entry_id, number FROM answer WHERE question_id = ? AND number IS NOT NULL");
  rows.bind(1, static_cast<int64_t>(question));
  while (rows.executeStep())
    if (const auto* lived = times.find(rows.getColumn(0).getInt64()))
      series.points.push_back({lived->at, rows.getColumn(1).getDouble(), lived->offset, wording});
}

std::string selected_answers(const Selection& selection) {
  return fmt::format(
      " FROM answer JOIN entry ON entry.id = answer.entry_id LEFT JOIN word ON word.id = answer.word_id "
      "WHERE answer.question_id IN (SELECT id FROM question WHERE name = ?) AND {} "
      "ORDER BY entry.about_at, entry.id, answer.item",
      selection.where());
}

// The moment of the first entry in this order.
std::optional<Moment> moment_at_end(SQLite::Database& sql, const Query& query, const char* order) {
  const Selection selection(query);
  SQLite::Statement row(sql, fmt::format("SELECT entry.about_at, entry.offset_min, entry.zone FROM entry "
                                         "WHERE {} ORDER BY entry.about_at {}, entry.id {} LIMIT 1",
                                         selection.where(), order, order));
  selection.bind(row);
  if (!row.executeStep()) return std::nullopt;
  return Moment{parse_utc_text(row.getColumn(0).getText()), std::chrono::minutes(row.getColumn(1).getInt()),
                row.getColumn(2).getString()};
}

}  // namespace

void Journal::each_series(QuestionType type, const Query& query,
                          const std::function<void(RatingSeries)>& visit) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const EntryTimes times(sql, query);
    const auto questions = questions_of(sql, type);
    RowReader reader(sql);
    for (auto question = questions.begin(); question != questions.end();) {
      RatingSeries series;
      Readings readings;
      const auto& name = question->first;
      for (; question != questions.end() && question->first == name; ++question) {
        const auto wording = reader.wording(question->second);
        series.wording = *wording;
        add_points(sql, times, question->second, readings.place_of(wording), series);
      }
      if (series.points.empty()) continue;
      std::stable_sort(series.points.begin(), series.points.end(),
                       [](const auto& a, const auto& b) { return a.at < b.at; });
      series.turns = readings.turns_of(series.points);
      visit(std::move(series));
    }
  });
}

void Journal::each_pick(std::string_view question, const Query& query,
                        const std::function<void(const Word&, Instant)>& visit) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const Selection selection(query);
    SQLite::Statement rows(sql, "SELECT word.item, word.label, entry.about_at" + selected_answers(selection));
    rows.bind(1, std::string(question));
    selection.bind(rows, 2);
    while (rows.executeStep())
      if (!rows.isColumnNull(0))
        visit({rows.getColumn(0).getString(), rows.getColumn(1).getString()},
              parse_utc_text(rows.getColumn(2).getText()));
  });
}

std::vector<std::string> Journal::texts(std::string_view question, const Query& query) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    const Selection selection(query);
    SQLite::Statement rows(sql, "SELECT answer.text" + selected_answers(selection));
    rows.bind(1, std::string(question));
    selection.bind(rows, 2);
    std::vector<std::string> found;
    while (rows.executeStep())
      if (!rows.isColumnNull(0)) found.push_back(rows.getColumn(0).getString());
    return found;
  });
}

std::optional<Span> Journal::span(const Query& query) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Span> {
    const auto first = moment_at_end(sql, query, "ASC");
    if (!first) return std::nullopt;
    return Span{*first, *moment_at_end(sql, query, "DESC")};
  });
}

Journal::Totals Journal::totals(const Query& query) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    const Selection selection(query);
    SQLite::Statement row(
        sql,
        fmt::format("SELECT count(*), (SELECT count(*) FROM answer JOIN entry ON entry.id = answer.entry_id "
                    "WHERE answer.item = 0 AND answer.state = 'answered' AND {}) FROM entry WHERE {}",
                    selection.where(), selection.where()));
    selection.bind(row);
    selection.bind(row, row.getBindParameterCount() / 2 + 1);
    row.executeStep();
    Totals totals;
    totals.entries = static_cast<std::size_t>(row.getColumn(0).getInt64());
    totals.answers = static_cast<std::size_t>(row.getColumn(1).getInt64());
    return totals;
  });
}

}  // namespace felt
