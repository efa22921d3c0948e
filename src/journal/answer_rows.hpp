#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "journal/database.hpp"
#include "journal/journal.hpp"

namespace felt {

// Answers read question by question off the index answer_by_question, for chosen entries only.

// Entries by id, a few at a time, so that what several questions say of an entry can stand side by side.
inline constexpr std::size_t entries_at_a_time = 512;
template <class Visit>
void each_portion(std::span<const LivedEntry> entries, const Visit& visit) {
  for (; !entries.empty(); entries = entries.subspan(std::min(entries.size(), entries_at_a_time)))
    visit(entries.first(std::min(entries.size(), entries_at_a_time)));
}

// First and last id of entries that lie close together: what is between them is read over.
using EntryRun = std::pair<Id, Id>;

// Up to so many ids apart, reading over foreign rows is quicker than looking the next one up.
inline constexpr Id close_together = 32;

// Entries by id and the runs they lie in. The entries must outlive it.
class EntryRuns {
 public:
  // Neighbours in a run have ids at most so far apart: with 1, nothing foreign is between them.
  explicit EntryRuns(std::span<const LivedEntry> entries, Id apart = close_together);
  std::span<const LivedEntry> entries() const { return m_entries; }
  std::span<const EntryRun> runs() const { return m_runs; }

 private:
  std::span<const LivedEntry> m_entries;
  std::vector<EntryRun> m_runs;
};

// A wording of a question; one name can have several.
struct KeptQuestion {
  std::string name;
  Id id = 0;
};
// Of one type, by name, the wordings of a name in the order they came.
std::vector<KeptQuestion> kept_questions(SQLite::Database& sql, QuestionType type);
std::vector<Id> wordings_of(SQLite::Database& sql, std::string_view question);

// The rows of one wording in some entries, by entry and item. `columns` follow the entry's id in the row;
// rows that do not meet the condition are left out.
class AnswerRows {
 public:
  AnswerRows(SQLite::Database& sql, const std::string& columns, const std::string& condition = "TRUE");

  using Visit = std::function<void(SQLite::Statement& row, const LivedEntry& entry)>;
  void each(Id question, const EntryRuns& among, const Visit& visit);

 private:
  SQLite::Statement m_rows;
};

// The words of lists by their number, each read once.
class KeptWords {
 public:
  explicit KeptWords(SQLite::Database& sql);
  // Error (damaged) for a number that has no word.
  const Word& word(Id id);

 private:
  SQLite::Statement m_word;
  std::unordered_map<Id, Word> m_words;
};

// A place and the entry that names it.
struct PlaceRow {
  const LivedEntry* entry = nullptr;  // never null
  Place place;
};
// What PlaceRow is put together from.
inline constexpr const char* place_columns = "word_id, side, aspect, of_item, number";
// Adds the place that a row begins, or its quality to the place before it; an unsure row adds nothing.
void take_place(std::vector<PlaceRow>& places, KeptWords& words, SQLite::Statement& row,
                const LivedEntry& entry);

// How many answers the entries hold, unsure ones not counted, nor those to questions of the type.
std::size_t answers_in(SQLite::Database& sql, std::span<const LivedEntry> entries,
                       std::optional<QuestionType> besides);

}  // namespace felt
