#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journal/database.hpp"
#include "model/entry.hpp"

namespace felt {

// Values to rows, inside a transaction the caller holds.

// Finds or adds the wording, and the words picked from lists; remembers most of them while it lives,
// which is no longer than a transaction.
class RowWriter {
 public:
  explicit RowWriter(SQLite::Database& sql) : m_sql(sql) {}
  Id add_entry(const Entry& entry);  // the row and its tags, no answers; with its id if it has one
  void remove_entry(Id entry);       // with everything that belongs to it
  // The row, tags, answers and indexed words of an entry in the place of those it had.
  void replace_entry(const Entry& entry);
  void add_answers(const Entry& entry);  // all of them, in their order
  void add_answer(Id entry, int place, const Given& given);
  void remove_answer(Id entry, std::string_view question);
  void index_words(const Entry& entry);

 private:
  Id question_id(const Wording& wording);
  Id word_id(const Word& word);
  void add_tags(Id entry, const std::vector<std::string>& tags);
  void remove_parts(Id entry);

  // A statement that is compiled when it is first needed, ready to be bound.
  using Prepared = std::unique_ptr<SQLite::Statement>;
  SQLite::Statement& ready(Prepared& statement, const char* text);

  SQLite::Database& m_sql;
  std::map<std::string, std::vector<std::pair<Wording, Id>>> m_questions;  // by name
  std::map<std::pair<std::string, std::string>, Id> m_words;               // by id and label
  Prepared m_add_entry, m_add_answer, m_add_tag, m_add_words;
};

}  // namespace felt
