#include "journal/answer_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "journal/rows.hpp"

namespace felt {
namespace {

// Reading over a few foreign rows is quicker than looking the next one up.
constexpr Id widest_gap = 32;

template <class Value>
Value known(const std::optional<Value>& value, const char* what) {
  if (!value) refuse_damage(what);
  return *value;
}

std::string text_in(SQLite::Statement& row, int column) { return row.getColumn(column).getString(); }

// The entry with this id at or behind the place, which moves there; none where it is not among them.
const LivedEntry* advance(std::span<const LivedEntry>::iterator& place, std::span<const LivedEntry> entries,
                          Id id) {
  while (place != entries.end() && place->id < id) ++place;
  return place != entries.end() && place->id == id ? &*place : nullptr;
}

}  // namespace

std::vector<Run> runs_of(std::span<const LivedEntry> entries) {
  std::vector<Run> runs;
  for (const auto& entry : entries) {
    if (runs.empty() || entry.id - runs.back().second > widest_gap) runs.emplace_back(entry.id, entry.id);
    runs.back().second = entry.id;
  }
  return runs;
}

std::vector<KeptQuestion> kept_questions(SQLite::Database& sql, QuestionType type) {
  SQLite::Statement rows(sql, "SELECT name, id FROM question WHERE type = ? ORDER BY name, id");
  rows.bind(1, std::string(name_of(type)));
  std::vector<KeptQuestion> questions;
  while (rows.executeStep()) questions.push_back({text_in(rows, 0), rows.getColumn(1).getInt64()});
  return questions;
}

std::vector<Id> wordings_of(SQLite::Database& sql, std::string_view question) {
  SQLite::Statement rows(sql, "SELECT id FROM question WHERE name = ? ORDER BY id");
  rows.bind(1, std::string(question));
  std::vector<Id> ids;
  while (rows.executeStep()) ids.push_back(rows.getColumn(0).getInt64());
  return ids;
}

AnswerRows::AnswerRows(SQLite::Database& sql, std::span<const LivedEntry> entries, const std::string& columns)
    : m_entries(entries),
      m_runs(runs_of(entries)),
      m_rows(sql, fmt::format("SELECT entry_id, {} FROM answer WHERE question_id = ? AND entry_id BETWEEN ? "
                              "AND ? ORDER BY entry_id, item",
                              columns)) {}

void AnswerRows::each(Id question, const Visit& visit) {
  auto place = m_entries.begin();
  for (const auto& [first, last] : m_runs) {
    m_rows.bind(1, static_cast<int64_t>(question));
    m_rows.bind(2, static_cast<int64_t>(first));
    m_rows.bind(3, static_cast<int64_t>(last));
    while (m_rows.executeStep())
      if (const auto* entry = advance(place, m_entries, m_rows.getColumn(0).getInt64()))
        visit(m_rows, *entry);
    m_rows.reset();
  }
}

KeptWords::KeptWords(SQLite::Database& sql) : m_word(sql, "SELECT item, label FROM word WHERE id = ?") {}

const Word& KeptWords::word(Id id) {
  if (const auto found = m_words.find(id); found != m_words.end()) return found->second;
  m_word.bind(1, static_cast<int64_t>(id));
  if (!m_word.executeStep()) refuse_damage("a picked word");
  const auto added = m_words.emplace(id, Word{text_in(m_word, 0), text_in(m_word, 1)}).first;
  m_word.reset();
  return added->second;
}

void take_place(std::vector<PlaceRow>& places, KeptWords& words, SQLite::Statement& row,
                const LivedEntry& entry) {
  enum { word_column = 1, side_column, aspect_column, of_item_column, number_column };
  if (row.isColumnNull(word_column)) return;
  const auto& word = words.word(row.getColumn(word_column).getInt64());
  if (!row.isColumnNull(of_item_column)) {
    if (!places.empty()) places.back().place.qualities.push_back(word);
    return;
  }
  Place place{word,
              known(find_side(text_in(row, side_column)), "a side"),
              known(find_aspect(text_in(row, aspect_column)), "an aspect"),
              {},
              std::nullopt};
  if (!row.isColumnNull(number_column)) place.strength = row.getColumn(number_column).getDouble();
  places.push_back({&entry, std::move(place)});
}

namespace {

// Counts the answers of a run, and leaves out those of entries that are only read over.
class AnswerCounter {
 public:
  explicit AnswerCounter(SQLite::Database& sql)
      : m_entries(sql, "SELECT count(*) FROM entry WHERE id BETWEEN ? AND ?"),
        m_all(
            sql,
            "SELECT count(*) FROM answer WHERE entry_id BETWEEN ? AND ? AND item = 0 AND state = 'answered'"),
        m_each(sql,
               "SELECT entry_id, count(*) FROM answer WHERE entry_id BETWEEN ? AND ? AND item = 0 AND "
               "state = 'answered' GROUP BY entry_id") {}

  // The entries are those of the run.
  std::size_t count(std::span<const LivedEntry> entries) {
    if (one_number(m_entries, entries) == entries.size()) return one_number(m_all, entries);
    std::size_t answers = 0;
    auto place = entries.begin();
    bind(m_each, entries);
    while (m_each.executeStep())
      if (advance(place, entries, m_each.getColumn(0).getInt64())) answers += number_in(m_each, 1);
    m_each.reset();
    return answers;
  }

 private:
  static void bind(SQLite::Statement& statement, std::span<const LivedEntry> entries) {
    statement.bind(1, static_cast<int64_t>(entries.front().id));
    statement.bind(2, static_cast<int64_t>(entries.back().id));
  }
  static std::size_t number_in(SQLite::Statement& row, int column) {
    return static_cast<std::size_t>(row.getColumn(column).getInt64());
  }
  static std::size_t one_number(SQLite::Statement& statement, std::span<const LivedEntry> entries) {
    bind(statement, entries);
    statement.executeStep();
    const auto number = number_in(statement, 0);
    statement.reset();
    return number;
  }

  SQLite::Statement m_entries, m_all, m_each;
};

}  // namespace

std::size_t answers_in(SQLite::Database& sql, std::span<const LivedEntry> entries) {
  AnswerCounter counter(sql);
  std::size_t answers = 0;
  auto first = entries.begin();
  for (const auto& run : runs_of(entries)) {
    const auto last =
        std::find_if(first, entries.end(), [&](const LivedEntry& entry) { return entry.id > run.second; });
    answers += counter.count({first, last});
    first = last;
  }
  return answers;
}

}  // namespace felt
