#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "journal/answer_rows.hpp"
#include "journal/journal.hpp"
#include "journal/row_reader.hpp"
#include "journal/row_values.hpp"
#include "journal/selection.hpp"

namespace felt {
namespace {

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

bool lived_earlier(const RatingSeries::Point& a, const RatingSeries::Point& b) { return a.at < b.at; }

void sort_by_time(std::vector<RatingSeries::Point>& points) {
  if (!std::is_sorted(points.begin(), points.end(), lived_earlier))
    std::stable_sort(points.begin(), points.end(), lived_earlier);
}

std::optional<Instant> last_lived(std::span<const RatingSeries::Point> points) {
  const auto last = std::max_element(points.begin(), points.end(), lived_earlier);
  return last == points.end() ? std::nullopt : std::optional(last->at);
}

// All wordings of one question, from the first of its rows to the one behind the last.
template <class Row>
RatingSeries series_of(AnswerRows& answers, const EntryRuns& among, RowReader& reader, Row first, Row last) {
  RatingSeries series;
  Readings readings;
  std::optional<Instant> latest;
  for (auto row = first; row != last; ++row) {
    const auto wording = reader.wording(row->id);
    const auto reading = readings.place_of(wording);
    const auto before = series.points.size();
    answers.each(row->id, among, [&](SQLite::Statement& answer, const LivedEntry& entry) {
      if (!answer.isColumnNull(1))
        series.points.push_back({entry.at, answer.getColumn(1).getDouble(), entry.offset, reading});
    });
    const auto lived = last_lived(std::span(series.points).subspan(before));
    if (!lived || lived < latest) continue;
    latest = lived;
    series.wording = *wording;
  }
  sort_by_time(series.points);
  series.turns = readings.turns_of(series.points);
  return series;
}

using Wordings = std::vector<std::vector<Id>>;  // of each question

Wordings wordings_of_each(SQLite::Database& sql, std::span<const std::string_view> questions) {
  Wordings wordings;
  for (const auto question : questions) wordings.push_back(wordings_of(sql, question));
  return wordings;
}

// A row for each entry, a column for each question.
class NumberTable {
 public:
  NumberTable(Journal::ChosenEntries entries, std::size_t columns)
      : m_among(entries), m_columns(columns), m_numbers(entries.size() * columns) {}

  void read(AnswerRows& answers, Id question, std::size_t column) {
    answers.each(question, m_among, [&](SQLite::Statement& answer, const LivedEntry& entry) {
      const auto row = static_cast<std::size_t>(&entry - m_among.entries().data());
      if (!answer.isColumnNull(1)) m_numbers[row * m_columns + column] = answer.getColumn(1).getDouble();
    });
  }

  template <class Visit>
  void each(const Visit& visit) const {
    const auto entries = m_among.entries();
    for (std::size_t row = 0; row < entries.size(); ++row) {
      const auto numbers = Journal::Numbers(m_numbers).subspan(row * m_columns, m_columns);
      if (std::any_of(numbers.begin(), numbers.end(), [](const auto& number) { return number.has_value(); }))
        visit(numbers, entries[row]);
    }
  }

 private:
  EntryRuns m_among;
  std::size_t m_columns;
  std::vector<std::optional<double>> m_numbers;
};

// Those of one entry stand together, whatever question they were named at.
std::vector<PlaceRow> places_in(AnswerRows& answers, KeptWords& words, const Wordings& wordings,
                                const EntryRuns& among) {
  std::vector<PlaceRow> places;
  for (const auto& ids : wordings)
    for (const auto id : ids)
      answers.each(id, among, [&](SQLite::Statement& answer, const LivedEntry& entry) {
        take_place(places, words, answer, entry);
      });
  const auto by_entry = [](const PlaceRow& a, const PlaceRow& b) { return a.entry->id < b.entry->id; };
  if (!std::is_sorted(places.begin(), places.end(), by_entry))
    std::stable_sort(places.begin(), places.end(), by_entry);
  return places;
}

// The wording of the entry that was lived last, of those that were the last ones written in each wording.
std::optional<Id> latest_wording(SQLite::Database& sql, std::string_view question) {
  SQLite::Statement row(
      sql,
      "SELECT id FROM question WHERE name = ? ORDER BY (SELECT about_at FROM entry WHERE "
      "entry.id = (SELECT max(entry_id) FROM answer WHERE question_id = question.id)) DESC, "
      "id DESC LIMIT 1");
  row.bind(1, std::string(question));
  if (!row.executeStep()) return std::nullopt;
  return row.getColumn(0).getInt64();
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

std::optional<Span> Journal::span(const Query& query) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Span> {
    const auto first = moment_at_end(sql, query, "ASC");
    if (!first) return std::nullopt;
    return Span{*first, *moment_at_end(sql, query, "DESC")};
  });
}

LivedEntries Journal::lived(const Query& query) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    const Selection selection(query);
    const auto* newest = query.limit == 0 ? "" : " ORDER BY entry.about_at DESC, entry.id DESC";
    SQLite::Statement rows(
        sql, fmt::format("SELECT entry.id, entry.about_at, entry.offset_min FROM entry WHERE {}{}{}",
                         selection.where(), newest, selection.limit()));
    selection.bind(rows);
    LivedEntries entries;
    while (rows.executeStep())
      entries.push_back({rows.getColumn(0).getInt64(), parse_utc_text(rows.getColumn(1).getText()),
                         std::chrono::minutes(rows.getColumn(2).getInt())});
    const auto by_id = [](const LivedEntry& a, const LivedEntry& b) { return a.id < b.id; };
    if (!std::is_sorted(entries.begin(), entries.end(), by_id))
      std::sort(entries.begin(), entries.end(), by_id);
    return entries;
  });
}

std::size_t Journal::answers_in(ChosenEntries entries, std::optional<QuestionType> besides) const {
  return guarded(*m_database, [&](SQLite::Database& sql) { return felt::answers_in(sql, entries, besides); });
}

std::vector<std::string> Journal::questions_of(QuestionType type) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    std::vector<std::string> names;
    for (const auto& question : kept_questions(sql, type))
      if (names.empty() || names.back() != question.name) names.push_back(question.name);
    return names;
  });
}

std::optional<Wording> Journal::find_wording(std::string_view question) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<Wording> {
    const auto id = latest_wording(sql, question);
    if (!id) return std::nullopt;
    return *RowReader(sql).wording(*id);
  });
}

void Journal::each_series(QuestionType type, ChosenEntries entries,
                          const std::function<void(RatingSeries)>& visit) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const auto questions = kept_questions(sql, type);
    const EntryRuns among(entries);
    AnswerRows answers(sql, "number");
    RowReader reader(sql);
    for (auto first = questions.begin(); first != questions.end();) {
      const auto last = std::find_if(first, questions.end(),
                                     [&](const KeptQuestion& other) { return other.name != first->name; });
      auto series = series_of(answers, among, reader, first, last);
      if (!series.points.empty()) visit(std::move(series));
      first = last;
    }
  });
}

void Journal::each_row(std::span<const std::string_view> questions, ChosenEntries entries,
                       const std::function<void(Numbers, const LivedEntry&)>& visit) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const auto columns = wordings_of_each(sql, questions);
    AnswerRows answers(sql, "number");
    each_portion(entries, [&](ChosenEntries portion) {
      NumberTable table(portion, questions.size());
      for (std::size_t column = 0; column < columns.size(); ++column)
        for (const auto id : columns[column]) table.read(answers, id, column);
      table.each(visit);
    });
  });
}

void Journal::each_day(std::string_view question, ChosenEntries entries,
                       const std::function<void(Day, const LivedEntry&)>& visit) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    const EntryRuns among(entries);
    AnswerRows answers(sql, "text", "number IS NOT NULL");
    for (const auto id : wordings_of(sql, question))
      answers.each(id, among, [&](SQLite::Statement& answer, const LivedEntry& entry) {
        if (!answer.isColumnNull(1)) visit(day_in(answer.getColumn(1).getString()), entry);
      });
  });
}

void Journal::each_pick(std::string_view question, ChosenEntries entries,
                        const std::function<void(const Word&, const LivedEntry&)>& visit) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    KeptWords words(sql);
    const EntryRuns among(entries);
    AnswerRows answers(sql, "word_id");
    for (const auto id : wordings_of(sql, question))
      answers.each(id, among, [&](SQLite::Statement& answer, const LivedEntry& entry) {
        if (!answer.isColumnNull(1)) visit(words.word(answer.getColumn(1).getInt64()), entry);
      });
  });
}

void Journal::each_place(std::span<const std::string_view> questions, ChosenEntries entries,
                         const std::function<void(const Place&, const LivedEntry&)>& visit) const {
  guarded(*m_database, [&](SQLite::Database& sql) {
    KeptWords words(sql);
    const auto wordings = wordings_of_each(sql, questions);
    AnswerRows answers(sql, place_columns);
    each_portion(entries, [&](ChosenEntries portion) {
      for (const auto& row : places_in(answers, words, wordings, EntryRuns(portion)))
        visit(row.place, *row.entry);
    });
  });
}

std::vector<std::string> Journal::texts(std::string_view question, ChosenEntries entries) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    std::vector<std::pair<Instant, std::string>> found;
    const EntryRuns among(entries);
    AnswerRows answers(sql, "text");
    for (const auto id : wordings_of(sql, question))
      answers.each(id, among, [&](SQLite::Statement& answer, const LivedEntry& entry) {
        if (!answer.isColumnNull(1)) found.emplace_back(entry.at, answer.getColumn(1).getString());
      });
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> texts;
    for (auto& [at, text] : found) texts.push_back(std::move(text));
    return texts;
  });
}

}  // namespace felt
