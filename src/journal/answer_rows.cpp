#include "journal/answer_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "journal/row_values.hpp"

namespace felt {
namespace {

template <class Value>
Value known(const std::optional<Value>& value, const char* what) {
  if (!value) refuse_damage(what);
  return *value;
}

// The entry with this id at or behind the place, which moves there; none where it is not among them.
const LivedEntry* advance(std::span<const LivedEntry>::iterator& place, std::span<const LivedEntry> entries,
                          Id id) {
  while (place != entries.end() && place->id < id) ++place;
  return place != entries.end() && place->id == id ? &*place : nullptr;
}

}  // namespace

EntryRuns::EntryRuns(std::span<const LivedEntry> entries, Id apart) : m_entries(entries) {
  for (const auto& entry : entries) {
    if (m_runs.empty() || entry.id - m_runs.back().second > apart) m_runs.emplace_back(entry.id, entry.id);
    m_runs.back().second = entry.id;
  }
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

AnswerRows::AnswerRows(SQLite::Database& sql, const std::string& columns, const std::string& condition)
    : m_rows(sql, fmt::format("SELECT entry_id, {} FROM answer WHERE question_id = ? AND entry_id BETWEEN ? "
                              "AND ? AND {} ORDER BY entry_id, item",
                              columns, condition)) {}

void AnswerRows::each(Id question, const EntryRuns& among, const Visit& visit) {
  const auto entries = among.entries();
  auto place = entries.begin();
  for (const auto& [first, last] : among.runs()) {
    m_rows.bind(1, static_cast<int64_t>(question));
    m_rows.bind(2, static_cast<int64_t>(first));
    m_rows.bind(3, static_cast<int64_t>(last));
    while (m_rows.executeStep())
      if (const auto* entry = advance(place, entries, m_rows.getColumn(0).getInt64())) visit(m_rows, *entry);
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
              known(find_side(row.getColumn(side_column).getText()), "a side"),
              known(find_aspect(row.getColumn(aspect_column).getText()), "an aspect"),
              {},
              std::nullopt};
  if (!row.isColumnNull(number_column)) place.strength = row.getColumn(number_column).getDouble();
  places.push_back({&entry, std::move(place)});
}

namespace {

// A wording, and whether its answers name places.
using Asked = std::pair<Id, bool>;

std::vector<Asked> wordings_besides(SQLite::Database& sql, std::optional<QuestionType> type) {
  SQLite::Statement rows(sql, "SELECT id, type = 'body' FROM question WHERE type <> ?");
  rows.bind(1, type ? std::string(name_of(*type)) : "");
  std::vector<Asked> asked;
  while (rows.executeStep())
    asked.emplace_back(rows.getColumn(0).getInt64(), rows.getColumn(1).getInt() != 0);
  return asked;
}

enum class RowsOfEntry { one, several };

// How many entries have a row that meets the condition: each has one answer to a question.
class EntryCount {
 public:
  EntryCount(SQLite::Database& sql, const std::string& condition, RowsOfEntry rows)
      : m_rows(sql, "item", condition),
        m_count(sql, fmt::format("SELECT count(*) FROM (SELECT {} entry_id FROM answer "
                                 "WHERE question_id = ? AND entry_id BETWEEN ? AND ? AND {})",
                                 rows == RowsOfEntry::one ? "" : "DISTINCT", condition)) {}

  // Rows come by entry.
  std::size_t among(Id question, const EntryRuns& entries) {
    std::size_t count = 0;
    const LivedEntry* last = nullptr;
    m_rows.each(question, entries, [&](SQLite::Statement&, const LivedEntry& entry) {
      count += &entry == last ? 0 : 1;
      last = &entry;
    });
    return count;
  }

  // The same where the runs hold nothing foreign.
  std::size_t in(Id question, std::span<const EntryRun> unbroken) {
    std::size_t count = 0;
    for (const auto& [first, last] : unbroken) {
      m_count.bind(1, static_cast<int64_t>(question));
      m_count.bind(2, static_cast<int64_t>(first));
      m_count.bind(3, static_cast<int64_t>(last));
      m_count.executeStep();
      count += static_cast<std::size_t>(m_count.getColumn(0).getInt64());
      m_count.reset();
    }
    return count;
  }

 private:
  AnswerRows m_rows;
  SQLite::Statement m_count;
};

}  // namespace

std::size_t answers_in(SQLite::Database& sql, std::span<const LivedEntry> entries,
                       std::optional<QuestionType> besides) {
  EntryRuns runs(entries, 1);
  const bool scattered = runs.runs().size() > entries.size() / close_together;
  if (scattered) runs = EntryRuns(entries);
  const auto entries_with = [&](EntryCount& rows, Id question) {
    return scattered ? rows.among(question, runs) : rows.in(question, runs.runs());
  };
  // Both are read off their indexes; asking for the answers that are not unsure would look at each.
  EntryCount given(sql, "item = 0", RowsOfEntry::one);
  EntryCount unsure(sql, "item = 0 AND state = 'unsure'", RowsOfEntry::one);
  EntryCount places(sql, "of_item IS NULL", RowsOfEntry::several);  // the first of them may be hidden
  std::size_t answers = 0;
  for (const auto& [question, has_places] : wordings_besides(sql, besides))
    answers += entries_with(has_places ? places : given, question) - entries_with(unsure, question);
  return answers;
}

}  // namespace felt
