#include "journal/intake.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "journal/database.hpp"
#include "journal/former.hpp"
#include "journal/journal.hpp"
#include "journal/note_intake.hpp"
#include "journal/past.hpp"
#include "journal/recorder.hpp"
#include "journal/row_reader.hpp"
#include "journal/row_writer.hpp"
#include "journal/schema.hpp"
#include "journal/session_intake.hpp"
#include "journal/sessions.hpp"
#include "journal/share_rows.hpp"

namespace felt {
namespace {

void set_versions(SQLite::Database& sql, const KeptEntry& kept) {
  if (kept.revision == 0 && kept.passed.empty() && !kept.copy_of) return;
  SQLite::Statement update(
      sql, "UPDATE entry SET revision = ?, passed = ?, copy_of = ?, copy_revision = ? WHERE id = ?");
  update.bind(1, kept.revision);
  update.bind(2, kept.passed);
  if (kept.copy_of) {
    update.bind(3, kept.copy_of->uuid);
    update.bind(4, kept.copy_of->revision);
  }
  update.bind(5, static_cast<int64_t>(kept.entry.id));
  update.exec();
}

// The version that keeps the uuid: a finished one before a draft, then the one that was changed more often.
auto rank(const KeptEntry& kept, const Former& version) {
  return std::tuple(kept.entry.state != EntryState::draft, version.revision, version.checksum);
}

// A session that was chosen for an entry, as something to compare; choosing none is a choice, too.
std::string choice_in(SQLite::Database& sql, const Entry& entry) {
  if (!entry.session_chosen) return "";
  if (!entry.session) return "none";
  SQLite::Statement find(sql, "SELECT uuid FROM session WHERE id = ?");
  find.bind(1, static_cast<int64_t>(*entry.session));
  return find.executeStep() ? "uuid " + find.getColumn(0).getString() : "none";
}

void choose_session(SQLite::Database& sql, Id id, const Entry& entry) {
  SQLite::Statement update(sql, "UPDATE entry SET session_id = ?, session_chosen = 1 WHERE id = ?");
  if (entry.session) update.bind(1, static_cast<int64_t>(*entry.session));
  update.bind(2, static_cast<int64_t>(id));
  update.exec();
}

void forget_session_left_behind(Entry& entry) {
  if (entry.session != Id{0}) return;
  entry.session.reset();
  entry.session_chosen = false;
}

void link_to_nearest(SQLite::Database& sql, Entry& entry) {
  if (entry.session_chosen) return;
  const auto near = find_session_near(sql, entry.about.at);
  entry.session = near ? std::optional(near->id) : std::nullopt;
}

std::vector<std::string> plain_copies(SQLite::Database& sql) {
  SQLite::Statement rows(sql,
                         "SELECT uuid FROM entry WHERE copy_of IS NOT NULL AND revision = 0 ORDER BY uuid");
  std::vector<std::string> uuids;
  while (rows.executeStep()) uuids.push_back(rows.getColumn(0).getString());
  return uuids;
}

}  // namespace

Intake::Intake(Database& database, Recorder& recorder)
    : m_database(database),
      m_rows(std::make_unique<RowWriter>(database.sql())),
      m_finder(std::make_unique<KeptFinder>(database.sql(), newest_schema())),
      m_recorder(recorder),
      m_sessions(std::make_unique<SessionIntake>(database.sql(), recorder)),
      m_notes(std::make_unique<NoteIntake>(database.sql(), recorder)) {}
Intake::~Intake() = default;

Arrival Intake::take(Session& session) { return m_sessions->take(session); }

Arrival Intake::take(CarriedNote note) { return m_notes->take(std::move(note)); }

Arrival Intake::take(ShareRecord& record) {
  auto& sql = m_database.sql();
  if (has_share(sql, record.uuid)) return Arrival::known;
  record.id = insert_share(sql, record);
  return Arrival::taken;
}

void Intake::take(const Former& former) { keep_former(m_database.sql(), former); }

Arrival Intake::take(KeptEntry kept) {
  if (kept.is_plain_copy()) kept = original_of(std::move(kept));
  forget_session_left_behind(kept.entry);
  const auto here = m_finder->find(kept.entry.uuid);
  if (here) return settle(*here, std::move(kept));
  if (is_former(m_database.sql(), version_of(kept))) return Arrival::gone;
  if (!is_free(kept.entry.id)) kept.entry.id = 0;
  add(std::move(kept));
  return Arrival::taken;
}

Arrival Intake::take_foreign(KeptEntry kept) {
  if (m_finder->find(kept.entry.uuid)) return Arrival::known;
  if (has_former(m_database.sql(), kept.entry.uuid)) return Arrival::gone;
  add(std::move(kept));
  return Arrival::taken;
}

// A number that was once another entry's is never used again.
bool Intake::is_free(Id id) const {
  if (id == m_settled) return !is_kept(m_database.sql(), Thing::entry, id);
  return felt::is_free(m_database.sql(), Thing::entry, id);
}

Arrival Intake::settle(const KeptEntry& here, KeptEntry kept) {
  auto& sql = m_database.sql();
  const auto version = version_of(kept), version_here = version_of(here);
  if (is_same(version, version_here)) {
    take_choice(here.entry, kept.entry);
    return Arrival::known;
  }
  if (is_former(sql, version)) return Arrival::known;
  const bool says_the_same = version.checksum == version_here.checksum;
  if (says_the_same && version.revision < version_here.revision) return Arrival::known;
  if (!says_the_same && !is_former(sql, here)) return keep_both(here, std::move(kept));
  replace(here.entry.id, std::move(kept));
  return Arrival::newer;
}

// Of two chosen sessions it is the same one everywhere.
void Intake::take_choice(const Entry& here, const Entry& entry) {
  auto& sql = m_database.sql();
  if (choice_in(sql, entry) <= choice_in(sql, here)) return;
  m_recorder.touching(Thing::entry, here.id);
  choose_session(sql, here.id, entry);
}

Arrival Intake::keep_both(const KeptEntry& here, KeptEntry kept) {
  if (rank(kept, version_of(kept)) < rank(here, version_of(here))) return add_copy(std::move(kept));
  replace(here.entry.id, std::move(kept));
  add_copy(here);
  return Arrival::beside;
}

Arrival Intake::add_copy(KeptEntry kept) {
  const Id id = is_free(kept.entry.id) ? kept.entry.id : 0;
  auto copy = copy_of(std::move(kept));
  copy.entry.id = id;
  if (const auto here = m_finder->find(copy.entry.uuid)) {
    take_choice(here->entry, copy.entry);
    raise_copied(*here, *copy.copy_of);
    return Arrival::known;
  }
  add(std::move(copy));
  return Arrival::beside;
}

// Of versions that say the same the later one counts.
void Intake::raise_copied(const KeptEntry& here, const CopyOf& version) {
  if (!here.is_plain_copy() || here.copy_of->revision >= version.revision) return;
  m_recorder.touching(Thing::entry, here.entry.id);
  SQLite::Statement update(m_database.sql(), "UPDATE entry SET copy_revision = ? WHERE id = ?");
  update.bind(1, version.revision);
  update.bind(2, static_cast<int64_t>(here.entry.id));
  update.exec();
}

void Intake::add(KeptEntry kept) {
  auto& sql = m_database.sql();
  link_to_nearest(sql, kept.entry);
  kept.entry.id = m_rows->add_entry(kept.entry);
  m_recorder.added(Thing::entry, kept.entry.id);
  m_rows->add_answers(kept.entry);
  if (kept.entry.state != EntryState::draft) m_rows->index_words(kept.entry);
  set_versions(sql, kept);
}

void Intake::remove(Id id) {
  m_recorder.touching(Thing::entry, id);
  m_rows->remove_entry(id);
}

void Intake::replace(Id id, KeptEntry kept) {
  remove(id);
  kept.entry.id = id;
  add(std::move(kept));
}

std::size_t Intake::finish() {
  auto& sql = m_database.sql();
  m_sessions->settle();
  m_notes->settle();
  const auto ids = superseded(sql, Thing::entry);
  for (const Id id : ids) remove(id);
  for (const auto& uuid : plain_copies(sql)) settle_copy(uuid);
  return ids.size();
}

// A copy whose version was changed elsewhere goes, and so does one that says what the entry says; one that
// stands beside nothing any more is the entry itself.
void Intake::settle_copy(const std::string& uuid) {
  auto copy = m_finder->find(uuid);
  const auto beside = m_finder->find(copy->copy_of->uuid);
  auto original = original_of(std::move(*copy));
  const auto version = version_of(original);
  const bool says_something_else = beside && version_of(*beside).checksum != version.checksum;
  if (says_something_else && !is_former(m_database.sql(), version)) return;
  m_settled = original.entry.id;
  remove(m_settled);
  take(std::move(original));
}

void Journal::take_in(const std::function<void(Intake&)>& work, Trial trial) {
  guarded(*m_database, [&](SQLite::Database& sql) {
    Transaction transaction(*m_database);
    Recorder recorder(sql, m_steps.get(), ChangedWhere::elsewhere);
    Intake intake(*m_database, recorder);
    work(intake);
    if (trial == Trial::yes) return;
    recorder.close();
    transaction.commit();
  });
}

}  // namespace felt
