#include "journal/recorder.hpp"

#include <fmt/format.h>

#include "journal/past.hpp"
#include "journal/row_values.hpp"

namespace felt {
namespace {

constexpr const char* still_there =
    "CASE kind WHEN 'entry' THEN EXISTS (SELECT 1 FROM entry WHERE id = item) "
    "WHEN 'session' THEN EXISTS (SELECT 1 FROM session WHERE id = item) "
    "WHEN 'carry' THEN EXISTS (SELECT 1 FROM carry WHERE id = item) ELSE 1 END";

void run(SQLite::Database& sql, const std::string& text, Id step) {
  SQLite::Statement statement(sql, text);
  statement.bind(1, static_cast<int64_t>(step));
  statement.exec();
}

}  // namespace

void Recorder::added(Thing thing, Id id) {
  if (m_log && is_new(thing_names.of(thing), id)) add(thing_names.of(thing), id, Effect::added, std::nullopt);
}

void Recorder::touching(Thing thing, Id id) {
  if (!m_log || !is_new(thing_names.of(thing), id)) return;
  m_has_touched = true;
  const auto version = keep_past(m_sql, thing, id);
  add(thing_names.of(thing), id, version ? Effect::changed : Effect::added, version);
}

void Recorder::unchosen(Id entry, Id session) {
  if (m_log && is_new("choice", entry)) add("choice", entry, Effect::changed, session);
}

// The first thing that a step does to something is what counts: before it stood what comes back.
bool Recorder::is_new(std::string_view kind, Id id) {
  if (m_step == 0) return true;
  SQLite::Statement find(m_sql, "SELECT 1 FROM change WHERE step_id = ? AND kind = ? AND item = ?");
  find.bind(1, static_cast<int64_t>(m_step));
  find.bind(2, std::string(kind));
  find.bind(3, static_cast<int64_t>(id));
  return !find.executeStep();
}

void Recorder::add(std::string_view kind, Id id, Effect effect, std::optional<Id> version) {
  begin();
  if (!m_add)
    m_add = std::make_unique<SQLite::Statement>(
        m_sql, "INSERT INTO change(step_id, kind, item, effect, version) VALUES(?, ?, ?, ?, ?)");
  m_add->reset();
  m_add->clearBindings();
  m_add->bind(1, static_cast<int64_t>(m_step));
  m_add->bind(2, std::string(kind));
  m_add->bind(3, static_cast<int64_t>(id));
  m_add->bind(4, std::string(effect_names.of(effect)));
  if (version) m_add->bind(5, static_cast<int64_t>(*version));
  m_add->exec();
}

// With a new step, what was taken back before can no longer be put back.
void Recorder::begin() {
  if (m_step != 0) return;
  m_sql.exec("UPDATE step SET state = 'left' WHERE state = 'undone'");
  SQLite::Statement add(m_sql, "INSERT INTO step(at, offset_min, zone, joined) VALUES(?, ?, ?, ?)");
  bind_moment(add, 1, m_log->now());
  add.bind(4, m_origin == ChangedWhere::elsewhere ? 1 : 0);
  add.exec();
  m_step = m_sql.getLastInsertRowid();
}

void Recorder::close() {
  if (m_step == 0) return;
  if (m_has_touched) {
    run(m_sql,
        fmt::format("DELETE FROM change WHERE step_id = ? AND effect = 'added' AND NOT {}", still_there),
        m_step);
    run(m_sql,
        fmt::format(
            "UPDATE change SET effect = 'deleted' WHERE step_id = ? AND effect = 'changed' AND NOT {}",
            still_there),
        m_step);
    run(m_sql, "DELETE FROM step WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM change WHERE step_id = ?1)",
        m_step);
    if (m_sql.getChanges() > 0) m_step = 0;
  }
  m_log->step = m_step;
}

}  // namespace felt
