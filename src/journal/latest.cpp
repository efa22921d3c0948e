#include <fmt/format.h>

#include <algorithm>

#include "journal/database.hpp"
#include "journal/journal.hpp"
#include "journal/row_reader.hpp"

namespace felt {
std::optional<LatestAnswer> Journal::latest_answer(std::string_view question, Instant until) const {
  return guarded(*m_database, [&](SQLite::Database& sql) -> std::optional<LatestAnswer> {
    SQLite::Statement row(
        sql, fmt::format("SELECT {} FROM {} JOIN answer ON answer.entry_id = entry.id AND answer.item = 0 "
                         "JOIN question ON question.id = answer.question_id WHERE question.name = ? AND "
                         "entry.state <> 'draft' AND entry.private = 0 AND entry.about_at <= ? "
                         "ORDER BY entry.about_at DESC, entry.id DESC LIMIT 1",
                         entry_columns, entry_tables));
    row.bind(1, std::string(question));
    row.bind(2, utc_text(until));
    if (!row.executeStep()) return std::nullopt;
    auto entry = RowReader(sql).entry(row);
    const auto given = std::find_if(entry.answers.begin(), entry.answers.end(),
                                    [&](const Given& one) { return one.answer.question == question; });
    if (given == entry.answers.end()) return std::nullopt;
    return LatestAnswer{std::move(*given), entry.about};
  });
}

}  // namespace felt
