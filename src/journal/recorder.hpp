#pragma once

#include <functional>
#include <memory>

#include "journal/database.hpp"
#include "model/step.hpp"

namespace felt {

// What one run of felt changes: a step, which begins with its first change.
struct StepLog {
  std::function<Moment()> now;
  Id step = 0;  // 0 before the first change
};

enum class ChangedWhere { here, elsewhere };

// Remembers in one transaction what it changes, so that it can be taken back. Without a log nothing is
// remembered.
class Recorder {
 public:
  Recorder(SQLite::Database& sql, StepLog* log, ChangedWhere origin = ChangedWhere::here)
      : m_sql(sql), m_log(log), m_origin(origin), m_step(log ? log->step : 0) {}

  void added(Thing thing, Id id);
  // Has to be called before it is changed or taken out.
  void touching(Thing thing, Id id);
  // An entry is about to lose the session that was chosen for it.
  void unchosen(Id entry, Id session);
  // Has to be called before the transaction is committed.
  void close();

 private:
  bool is_new(std::string_view kind, Id id);
  void add(std::string_view kind, Id id, Effect effect, std::optional<Id> version);
  void begin();

  SQLite::Database& m_sql;
  StepLog* m_log;
  ChangedWhere m_origin;
  Id m_step;
  bool m_has_touched = false;
  std::unique_ptr<SQLite::Statement> m_add;
};

}  // namespace felt
