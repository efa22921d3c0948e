// Taking steps back and putting them back: what stands and what stood before change places.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/numbers.hpp"
#include "journal/journal.hpp"
#include "journal/past.hpp"
#include "journal/row_values.hpp"
#include "journal/sessions.hpp"
#include "journal/steps.hpp"

namespace felt {
namespace {

enum class Way { back, forth };

struct Change {
  Thing thing = Thing::entry;
  Id item = 0;
  std::optional<Id> coming;  // the version that is to stand there
  std::optional<Id> going;   // the version that stood there until now
};

struct Choice {
  Id entry = 0, session = 0;
};

std::vector<Change> changes_of(SQLite::Database& sql, Id step) {
  SQLite::Statement rows(sql,
                         "SELECT kind, item, version FROM change WHERE step_id = ? AND kind <> 'choice'");
  rows.bind(1, static_cast<int64_t>(step));
  std::vector<Change> changes;
  while (rows.executeStep()) {
    const auto thing = thing_names.find(rows.getColumn(0).getString());
    if (!thing) refuse_damage("a change of something else");
    changes.push_back({*thing, rows.getColumn(1).getInt64(), {}, {}});
    if (!rows.isColumnNull(2)) changes.back().coming = rows.getColumn(2).getInt64();
  }
  return changes;
}

std::vector<Choice> choices_of(SQLite::Database& sql, Id step) {
  SQLite::Statement rows(sql, "SELECT item, version FROM change WHERE step_id = ? AND kind = 'choice'");
  rows.bind(1, static_cast<int64_t>(step));
  std::vector<Choice> choices;
  while (rows.executeStep()) choices.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64()});
  return choices;
}

void choose(SQLite::Database& sql, const Choice& choice) {
  SQLite::Statement update(sql,
                           "UPDATE entry SET session_id = ?1, session_chosen = 1 WHERE id = ?2 AND EXISTS "
                           "(SELECT 1 FROM session WHERE id = ?1)");
  update.bind(1, static_cast<int64_t>(choice.session));
  update.bind(2, static_cast<int64_t>(choice.entry));
  update.exec();
}

std::optional<Instant> start_of(SQLite::Database& sql, Id session) {
  SQLite::Statement row(sql, "SELECT starts_at FROM session WHERE id = ?");
  row.bind(1, static_cast<int64_t>(session));
  if (!row.executeStep()) return std::nullopt;
  return parse_utc_text(row.getColumn(0).getString());
}

// What stood here before an import put something else there stands beside it as a copy, and nowhere else.
void leave_copy(SQLite::Database& sql, Id import, const Change& change) {
  if (const auto copy = find_copy_of_past(sql, change.thing, *change.coming))
    forget_change(sql, import, change.thing, *copy);
  forget_past(sql, change.thing, *change.coming);
}

// What an import brought and was changed here since stays: where it came from nobody would know that it is
// gone, and the change took the place of what stands there.
void leave_what_was_changed_since(SQLite::Database& sql, Id import) {
  SQLite::Statement rows(
      sql, fmt::format("SELECT kind, item, version FROM change WHERE step_id = ?1 AND {}", is_changed_since));
  rows.bind(1, static_cast<int64_t>(import));
  std::vector<Change> left;
  while (rows.executeStep()) {
    const auto thing = thing_names.find(rows.getColumn(0).getString());
    if (!thing) continue;
    left.push_back({*thing, rows.getColumn(1).getInt64(), {}, {}});
    if (!rows.isColumnNull(2)) left.back().coming = rows.getColumn(2).getInt64();
  }
  for (const auto& change : left) {
    if (change.coming) leave_copy(sql, import, change);
    forget_change(sql, import, change.thing, change.item);
  }
}

// One step on its way.
class Turn {
 public:
  Turn(SQLite::Database& sql, const Step& step, Way way) : m_sql(sql), m_step(step), m_way(way) {}

  void run() {
    if (m_step.is_import && m_way == Way::back) leave_what_was_changed_since(m_sql, m_step.id);
    m_changes = changes_of(m_sql, m_step.id);
    const auto choices = choices_of(m_sql, m_step.id);
    for (auto& change : m_changes) clear(change);
    // Sessions first: the entries that come back belong to them.
    for (const auto thing : {Thing::session, Thing::entry, Thing::carried}) fill_all(thing);
    for (const auto& choice : choices)
      m_way == Way::back ? choose(m_sql, choice) : link_anew(m_sql, choice.entry);
    for (const auto start : m_starts) relink_entries(m_sql, start);
    mark();
  }

 private:
  // A session that gets another version stays where it is, and so do the links of its entries.
  void clear(Change& change) {
    note_start(change);
    if (!is_kept(m_sql, change.thing, change.item)) return;
    if (!m_step.is_import) supersede(m_sql, change.thing, change.item);
    change.going = keep_past(m_sql, change.thing, change.item);
    if (change.thing == Thing::entry || !change.coming) take_out(m_sql, change.thing, change.item);
  }

  void fill_all(Thing thing) {
    for (const auto& change : m_changes)
      if (change.thing == thing) fill(change);
  }

  void fill(const Change& change) {
    if (change.coming) put_back(m_sql, change.thing, change.item, *change.coming);
    note_start(change);
    if (change.thing == Thing::entry && change.coming) link_unless_chosen(m_sql, change.item);
    set_version(m_sql, m_step.id, change.thing, change.item, change.going);
  }

  void note_start(const Change& change) {
    if (change.thing != Thing::session) return;
    if (const auto start = start_of(m_sql, change.item)) m_starts.push_back(*start);
  }

  void mark() {
    SQLite::Statement update(m_sql, "UPDATE step SET state = ? WHERE id = ?");
    update.bind(1,
                std::string(step_state_names.of(m_way == Way::back ? StepState::undone : StepState::done)));
    update.bind(2, static_cast<int64_t>(m_step.id));
    update.exec();
  }

  SQLite::Database& m_sql;
  const Step& m_step;
  Way m_way;
  std::vector<Change> m_changes;
  std::vector<Instant> m_starts;
};

[[noreturn]] void refuse_count(Way way, std::size_t found) {
  const auto* what = way == Way::back ? "taken back" : "put back";
  if (found == 0)
    throw UsageError(fmt::format("there is nothing that could be {}", what), "See: felt history");
  throw UsageError(fmt::format("only {} can be {}", counted(found, "change"), what), "See: felt history");
}

void turn_one(SQLite::Database& sql, Step& step, Way way) {
  if (step.is_import && way == Way::back) step.staying = parts_changed_since(sql, step.id);
  Turn(sql, step, way).run();
  if (!step.staying.empty()) step.parts = parts_of(sql, step.id);
  step.state = way == Way::back ? StepState::undone : StepState::done;
}

std::vector<Step> turn(Database& database, std::size_t count, Way way) {
  return guarded(database, [&](SQLite::Database& sql) {
    Transaction transaction(database);
    auto steps = way == Way::back ? last_steps(sql, StepState::done, count)
                                  : first_steps(sql, StepState::undone, count);
    if (steps.size() < count) refuse_count(way, steps.size());
    for (auto& step : steps) turn_one(sql, step, way);
    transaction.commit();
    return steps;
  });
}

}  // namespace

std::vector<Step> Journal::undo(std::size_t count) { return turn(*m_database, count, Way::back); }
std::vector<Step> Journal::redo(std::size_t count) { return turn(*m_database, count, Way::forth); }

}  // namespace felt
