#pragma once

#include "journal/arrival.hpp"
#include "journal/database.hpp"
#include "journal/recorder.hpp"
#include "model/session.hpp"

namespace felt {

// What an Intake does with sessions. Lives no longer than the recorder.
class SessionIntake {
 public:
  SessionIntake(SQLite::Database& sql, Recorder& recorder) : m_sql(sql), m_recorder(recorder) {}
  // The session then has the id it has here, 0 if it stays behind.
  Arrival take(Session& session);
  // A copy goes where another version took the place of what it says, and where that stands under its own
  // uuid again.
  void settle();

 private:
  Arrival settle(const Session& here, Session& session);
  Arrival add(Session& session);
  Arrival replace(Session& session);
  Arrival add_copy(Session session);
  void drop_former_copies();
  void join_copy(Session session, const Session& copy);

  SQLite::Database& m_sql;
  Recorder& m_recorder;
};

}  // namespace felt
