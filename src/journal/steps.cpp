#include "journal/steps.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "journal/journal.hpp"
#include "journal/past.hpp"
#include "journal/recorder.hpp"
#include "journal/row_reader.hpp"
#include "journal/row_values.hpp"
#include "journal/schema.hpp"

namespace felt {
namespace {

constexpr const char* step_columns = "SELECT step.id, at, offset_min, zone, joined, state FROM step ";

template <class Value>
Value known(std::optional<Value> value) {
  if (!value) refuse_damage("a step");
  return *value;
}

Step step_in(SQLite::Statement& row) {
  Step step;
  step.id = row.getColumn(0).getInt64();
  step.at = moment_in(row, 1);
  step.is_import = row.getColumn(4).getInt() != 0;
  step.state = known(step_state_names.find(row.getColumn(5).getString()));
  return step;
}

bool has_steps(SQLite::Database& sql) { return sql.execAndGet("PRAGMA user_version").getInt() >= with_steps; }

// Of several versions the latest counts: it has the greatest rowid.
std::optional<Moment> moment_of(SQLite::Database& sql, const std::string& table, const std::string& column,
                                Id item) {
  SQLite::Statement row(sql, fmt::format("SELECT {}, offset_min, zone FROM {} WHERE id = ? "
                                         "ORDER BY rowid DESC LIMIT 1",
                                         column, table));
  row.bind(1, static_cast<int64_t>(item));
  if (!row.executeStep()) return std::nullopt;
  return moment_in(row, 0);
}

// As it stands now, else as it stood last.
std::optional<Moment> moment_about(SQLite::Database& sql, Thing thing, Id item) {
  if (thing == Thing::carried) return std::nullopt;
  const auto* column = thing == Thing::entry ? "about_at" : "starts_at";
  if (auto now = moment_of(sql, table_of(thing), column, item)) return now;
  return moment_of(sql, past_table_of(thing), column, item);
}

std::vector<StepPart> parts_where(SQLite::Database& sql, Id step, std::string_view condition) {
  SQLite::Statement rows(sql, fmt::format("SELECT kind, effect, count(*), min(item) FROM change WHERE "
                                          "step_id = ? AND kind <> 'choice' AND {} GROUP BY kind, effect "
                                          "ORDER BY kind = 'carry', kind = 'session', effect DESC",
                                          condition));
  rows.bind(1, static_cast<int64_t>(step));
  std::vector<StepPart> parts;
  while (rows.executeStep()) {
    StepPart part{known(thing_names.find(rows.getColumn(0).getString())),
                  known(effect_names.find(rows.getColumn(1).getString())),
                  static_cast<std::size_t>(rows.getColumn(2).getInt64()),
                  rows.getColumn(3).getInt64(),
                  {}};
    part.about = moment_about(sql, part.thing, part.first);
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

std::vector<StepPart> parts_of(SQLite::Database& sql, Id step) { return parts_where(sql, step, "1"); }

namespace {

std::vector<Step> steps_in(SQLite::Database& sql, SQLite::Statement& rows) {
  std::vector<Step> steps;
  while (rows.executeStep()) steps.push_back(step_in(rows));
  for (auto& step : steps) step.parts = parts_of(sql, step.id);
  return steps;
}

std::vector<Step> steps_by(SQLite::Database& sql, const char* order, StepState state, std::size_t most) {
  SQLite::Statement rows(sql, fmt::format("{}WHERE state = ? ORDER BY id {} LIMIT ?", step_columns, order));
  rows.bind(1, std::string(step_state_names.of(state)));
  rows.bind(2, static_cast<int64_t>(most));
  return steps_in(sql, rows);
}

struct EntryChange {
  Step step;
  Effect effect;
  std::optional<Id> version;
};

std::vector<EntryChange> changes_to(SQLite::Database& sql, Id entry) {
  SQLite::Statement rows(sql,
                         "SELECT step.id, at, offset_min, zone, joined, state, effect, version FROM change "
                         "JOIN step ON step.id = step_id WHERE kind = 'entry' AND item = ? ORDER BY step.id");
  rows.bind(1, static_cast<int64_t>(entry));
  std::vector<EntryChange> changes;
  while (rows.executeStep()) {
    changes.push_back({step_in(rows), known(effect_names.find(rows.getColumn(6).getString())), std::nullopt});
    if (!rows.isColumnNull(7)) changes.back().version = rows.getColumn(7).getInt64();
  }
  return changes;
}

// What stood after each change: a done one keeps what was before it, one that was taken back what was after.
class EntryHistory {
 public:
  EntryHistory(SQLite::Database& sql, Id entry)
      : m_sql(sql), m_changes(changes_to(sql, entry)), m_now(find_entry(sql, entry)) {}

  std::vector<EntryStep> steps() {
    std::vector<EntryStep> steps;
    for (std::size_t i = 0; i < m_changes.size(); ++i)
      steps.push_back({m_changes[i].step, before(i), after(i)});
    return steps;
  }

 private:
  bool is_done(std::size_t i) const { return m_changes[i].step.state == StepState::done; }
  std::optional<Entry> kept(std::size_t i) {
    if (!m_changes[i].version) return std::nullopt;
    return find_past_entry(m_sql, *m_changes[i].version);
  }
  // What the next change that is done found, or what stands now.
  std::optional<Entry> standing_after(std::size_t i) {
    for (++i; i < m_changes.size(); ++i)
      if (is_done(i)) return kept(i);
    return m_now;
  }
  std::optional<Entry> before(std::size_t i) {
    if (is_done(i)) return kept(i);
    return i > 0 && !is_done(i - 1) && follows(i) ? kept(i - 1) : standing_after(i);
  }
  // Two that were taken back together followed each other; one that was left behind ended there.
  bool follows(std::size_t i) const { return m_changes[i].step.state == m_changes[i - 1].step.state; }
  std::optional<Entry> after(std::size_t i) { return is_done(i) ? standing_after(i) : kept(i); }

  SQLite::Database& m_sql;
  std::vector<EntryChange> m_changes;
  std::optional<Entry> m_now;
};

}  // namespace

std::vector<Step> last_steps(SQLite::Database& sql, StepState state, std::size_t most) {
  return steps_by(sql, "DESC", state, most);
}

std::vector<Step> first_steps(SQLite::Database& sql, StepState state, std::size_t most) {
  return steps_by(sql, "ASC", state, most);
}

std::vector<StepPart> parts_changed_since(SQLite::Database& sql, Id step) {
  return parts_where(sql, step, is_changed_since);
}

void set_version(SQLite::Database& sql, Id step, Thing thing, Id item, std::optional<Id> version) {
  SQLite::Statement update(sql, "UPDATE change SET version = ? WHERE step_id = ? AND kind = ? AND item = ?");
  if (version) update.bind(1, static_cast<int64_t>(*version));
  update.bind(2, static_cast<int64_t>(step));
  update.bind(3, std::string(thing_names.of(thing)));
  update.bind(4, static_cast<int64_t>(item));
  update.exec();
}

void forget_change(SQLite::Database& sql, Id step, Thing thing, Id item) {
  SQLite::Statement forget(sql, "DELETE FROM change WHERE step_id = ? AND kind = ? AND item = ?");
  forget.bind(1, static_cast<int64_t>(step));
  forget.bind(2, std::string(thing_names.of(thing)));
  forget.bind(3, static_cast<int64_t>(item));
  forget.exec();
}

void Journal::keep_steps(std::function<Moment()> now) {
  m_steps = std::make_unique<StepLog>(StepLog{std::move(now), 0});
}

std::vector<Step> Journal::steps(std::size_t most) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    std::vector<Step> steps;
    if (!has_steps(sql)) return steps;
    SQLite::Statement rows(sql, fmt::format("{}ORDER BY id DESC{}", step_columns,
                                            most == 0 ? "" : " LIMIT " + std::to_string(most)));
    steps = steps_in(sql, rows);
    std::reverse(steps.begin(), steps.end());
    return steps;
  });
}

std::vector<EntryStep> Journal::steps_of(Id entry) const {
  return guarded(*m_database, [&](SQLite::Database& sql) {
    if (!has_steps(sql)) return std::vector<EntryStep>();
    return EntryHistory(sql, entry).steps();
  });
}

}  // namespace felt
