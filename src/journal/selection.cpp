#include "journal/selection.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace felt {
namespace {

// A day begins somewhere on earth up to a day before it does in UTC, and ends, where days begin late, up to
// three days after that: only this far an index of times has to be walked.
constexpr std::chrono::days earlier{1}, later{3};
constexpr std::chrono::sys_days last_known{std::chrono::year(9999) / std::chrono::December / 31};

}  // namespace

Selection::Selection(const Query& query) : m_limit(query.limit) {
  if (query.since) add("entry.about_at >= ?", utc_text(*query.since));
  if (query.until) add("entry.about_at < ?", utc_text(*query.until));
  add_days(query);
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

void Selection::add_days(const Query& query) {
  using std::chrono::sys_days;
  if (query.first_day) {
    add("entry.about_at >= ?", utc_text(sys_days(*query.first_day) - earlier));
    add("entry.felt_day >= ?", day_text(*query.first_day));
  }
  if (query.last_day) {
    add("entry.about_at < ?", utc_text(std::min(sys_days(*query.last_day) + later, last_known)));
    add("entry.felt_day <= ?", day_text(*query.last_day));
  }
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
