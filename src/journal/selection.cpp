#include "journal/selection.hpp"

#include "base/text.hpp"

namespace felt {

Selection::Selection(const Query& query) : m_limit(query.limit) {
  if (query.since) add("entry.about_at >= ?", utc_text(*query.since));
  if (query.until) add("entry.about_at < ?", utc_text(*query.until));
  if (query.session) add("entry.session_id = CAST(? AS INTEGER)", std::to_string(*query.session));
  if (query.phase) add("entry.phase = ?", std::string(name_of(*query.phase)));
  if (!query.tags.empty()) add_tags(query.tags);
  if (!query.question.empty())
    add("entry.id IN (SELECT entry_id FROM answer JOIN question ON question.id = question_id WHERE "
        "question.name = ?)",
        query.question);
  if (query.without_remembered) add("unixepoch(entry.recorded_at) - unixepoch(entry.about_at) <= 86400");
}

std::string Selection::limit() const { return m_limit == 0 ? "" : " LIMIT " + std::to_string(m_limit); }

void Selection::bind(SQLite::Statement& statement, int first) const {
  for (const auto& value : m_values) statement.bind(first++, value);
}

void Selection::add_tags(const std::vector<std::string>& tags) {
  const std::vector<std::string> places(tags.size(), "?");
  m_where += " AND entry.id IN (SELECT entry_id FROM tag WHERE name IN (" + join(places, ", ") + "))";
  m_values.insert(m_values.end(), tags.begin(), tags.end());
}

void Selection::add(const char* condition) { m_where.append(" AND ").append(condition); }

void Selection::add(const char* condition, std::string value) {
  add(condition);
  m_values.push_back(std::move(value));
}

}  // namespace felt
