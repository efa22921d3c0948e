#pragma once

#include "journal/arrival.hpp"
#include "journal/database.hpp"
#include "journal/recorder.hpp"
#include "model/carry.hpp"

namespace felt {

// What an Intake does with carried notes. Lives no longer than the recorder.
class NoteIntake {
 public:
  NoteIntake(SQLite::Database& sql, Recorder& recorder) : m_sql(sql), m_recorder(recorder) {}
  // A note that was done on one side is done, at the earlier moment of two, unless that was taken back.
  Arrival take(CarriedNote note);
  // Notes go that another version took the place of.
  void settle();

 private:
  Arrival settle(const CarriedNote& here, CarriedNote note);
  Arrival add(CarriedNote note);
  Arrival replace(const CarriedNote& note);
  Arrival add_copy(CarriedNote note);

  SQLite::Database& m_sql;
  Recorder& m_recorder;
};

}  // namespace felt
