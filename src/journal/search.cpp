#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "journal/indexed.hpp"
#include "journal/journal.hpp"
#include "journal/row_reader.hpp"
#include "journal/schema.hpp"
#include "journal/selection.hpp"

namespace felt {
namespace {

bool is_beginning(std::string_view term) { return term.size() > 1 && term.back() == '*'; }

std::string_view without_star(std::string_view term) {
  return is_beginning(term) ? term.substr(0, term.size() - 1) : term;
}

// An FTS5 string: quoted, so that nothing in it is query syntax.
std::string fts_string(std::string_view term) {
  std::string text = "\"";
  for (const char c : searchable(without_star(term))) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
  return is_beginning(term) ? text + " *" : text;
}

bool is_sign(char byte) {
  const auto is_in = [byte](char first, char last) { return byte >= first && byte <= last; };
  return static_cast<unsigned char>(byte) < 0x80 && !is_in('a', 'z') && !is_in('0', '9');
}

// Nearly as the index takes text apart: its words with one space between them, ASCII signs gone.
std::string words_in(std::string_view text) {
  std::string form = searchable(text);
  std::replace_if(form.begin(), form.end(), is_sign, ' ');
  const auto words = split_words(form);
  return join(std::vector<std::string>(words.begin(), words.end()), " ");
}

// Whether the index takes anything of it for a word. Only the index knows: what its Unicode does not have
// yet, as many an emoji, is a word to it.
bool has_words_for_index(const std::string& form) {
  SQLite::Database sql(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  sql.exec(migrations().front().sql);
  SQLite::Statement add(sql, "INSERT INTO search(words) VALUES(?)");
  add.bind(1, form);
  add.exec();
  SQLite::Statement find(sql, "SELECT 1 FROM search WHERE search MATCH ?");
  find.bind(1, fts_string(form));
  return find.executeStep();
}

bool has_words(std::string_view term) {
  const auto form = words_in(without_star(term));
  return has_letter_or_number(form) || (!form.empty() && has_words_for_index(form));
}

// Signs alone are in no index: a term without a word in it is passed over.
std::vector<std::string> terms_with_words(std::span<const std::string> terms) {
  std::vector<std::string> found;
  for (const auto& term : terms)
    if (has_words(trim(term))) found.emplace_back(trim(term));
  return found;
}

std::string fts_query(std::span<const std::string> terms) {
  std::vector<std::string> parts;
  for (const auto& term : terms) parts.push_back(fts_string(term));
  return join(parts, " AND ");
}

bool stands_in(const std::string& line_words, std::string_view term) {
  const auto wanted = words_in(without_star(term));
  const auto* end = is_beginning(term) ? "" : " ";
  return !wanted.empty() && (" " + line_words + " ").find(" " + wanted + end) != std::string::npos;
}

bool has_word_of(const std::string& line_words, std::string_view term) {
  const auto wanted = words_in(without_star(term));
  const auto words = split_words(wanted);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return line_words.find(word) != std::string::npos; });
}

template <class Fits>
std::vector<std::string> lines_where(std::span<const std::string> terms, const Entry& entry,
                                     const Fits& fits) {
  std::vector<std::string> found;
  for (auto& line : indexed_lines(entry)) {
    const auto words = words_in(line);
    const auto holds = [&](const std::string& term) { return fits(words, term); };
    if (std::any_of(terms.begin(), terms.end(), holds)) found.push_back(std::move(line));
  }
  return found;
}

// A phrase may run over the end of a line; then the lines with its words are shown.
std::vector<std::string> lines_with(std::span<const std::string> terms, const Entry& entry) {
  auto found = lines_where(terms, entry, stands_in);
  return found.empty() ? lines_where(terms, entry, has_word_of) : found;
}

bool lived_before(const Found& a, const Found& b) {
  return std::pair(a.entry.about.at, a.entry.id) < std::pair(b.entry.about.at, b.entry.id);
}

}  // namespace

std::vector<Found> Journal::search(std::span<const std::string> terms, const Query& query) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    const auto wanted = terms_with_words(terms);
    if (wanted.empty())
      throw UsageError("there are no words to search for", "For example: felt search \"left shoulder\"");
    const Selection selection(query);
    SQLite::Statement rows(sql, fmt::format("SELECT {} FROM search JOIN entry ON entry.id = search.rowid "
                                            "LEFT JOIN session ON session.id = entry.session_id "
                                            "WHERE search MATCH ? AND {} ORDER BY search.rowid DESC{}",
                                            entry_columns, selection.where(), selection.limit()));
    rows.bind(1, fts_query(wanted));
    selection.bind(rows, 2);
    RowReader reader(sql);
    std::vector<Found> found;
    while (rows.executeStep()) {
      auto entry = reader.entry(rows);
      auto lines = lines_with(wanted, entry);
      found.push_back({std::move(entry), std::move(lines)});
    }
    std::sort(found.begin(), found.end(), lived_before);
    return found;
  });
}

}  // namespace felt
