#pragma once

#include <string>
#include <vector>

#include "journal/database.hpp"
#include "model/query.hpp"

namespace felt {

// A query as an SQL condition on the table `entry` with its bound values.
class Selection {
 public:
  explicit Selection(const Query& query);
  const std::string& where() const { return m_where; }
  std::string limit() const;
  // Binds the values; the first one becomes the statement's parameter `first`.
  void bind(SQLite::Statement& statement, int first = 1) const;

 private:
  void add_days(const Query& query);
  void add_tags(const std::vector<std::string>& tags);
  void add(const char* condition);
  void add(const char* condition, std::string value);
  std::string m_where = "entry.state <> 'draft'";
  std::vector<std::string> m_values;
  std::size_t m_limit;
};

}  // namespace felt
