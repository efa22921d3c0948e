#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "journal/arrival.hpp"
#include "journal/contents.hpp"

namespace felt {

class Database;
class KeptFinder;
class NoteIntake;
class Recorder;
class RowWriter;
class SessionIntake;

// Brings what another journal holds into this one. Things are the same where their uuids are. Of a version
// that another one took the place of nothing is taken, and where it stood the later one stands. Two versions
// that know nothing of each other are both kept: which of them keeps the uuid depends on themselves alone, so
// that journals which exchange everything they hold become equal, in whatever order and however often they
// do. Lives inside Journal::take_in.
class Intake {
 public:
  Intake(Database& database, Recorder& recorder);
  ~Intake();
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  // The id stays what it is where it is free. The session then has the id it has here, 0 if it stays behind.
  Arrival take(Session& session);
  // A note that was done on one side is done, at the earlier moment of two, unless that was taken back.
  Arrival take(CarriedNote note);
  // That something was shared, where it is not known yet; it then has the id it has here.
  Arrival take(ShareRecord& record);
  // That a later version has the place of this one, which is gone once the work is done, unless it was
  // changed here.
  void take(const Former& former);
  // The session, where one was chosen, has the id it has here; where none was, or it stayed behind with 0, it
  // is found anew.
  Arrival take(KeptEntry kept);
  // The same of an entry that another program kept, whose uuid says what it was made of: it is known wherever
  // it is or was here, whatever became of it.
  Arrival take_foreign(KeptEntry kept);
  // Has to be called once, at the end, where entries came or what took their place. The number of entries
  // that were here and are gone: they were deleted elsewhere.
  std::size_t finish();

 private:
  bool is_free(Id id) const;
  Arrival settle(const KeptEntry& here, KeptEntry kept);
  void take_choice(const Entry& here, const Entry& entry);
  Arrival keep_both(const KeptEntry& here, KeptEntry kept);
  void add(KeptEntry kept);
  void replace(Id id, KeptEntry kept);
  void remove(Id id);
  Arrival add_copy(KeptEntry kept);
  void raise_copied(const KeptEntry& here, const CopyOf& version);
  void settle_copy(const std::string& uuid);

  Database& m_database;
  std::unique_ptr<RowWriter> m_rows;
  std::unique_ptr<KeptFinder> m_finder;
  Recorder& m_recorder;
  std::unique_ptr<SessionIntake> m_sessions;
  std::unique_ptr<NoteIntake> m_notes;
  Id m_settled = 0;  // of the copy that is taking its entry's place
};

}  // namespace felt
