#include "journal/past.hpp"

#include <fmt/format.h>

#include "journal/carry.hpp"
#include "journal/checksum.hpp"
#include "journal/former.hpp"
#include "journal/row_reader.hpp"
#include "journal/row_writer.hpp"
#include "journal/schema.hpp"
#include "journal/sessions.hpp"
#include "journal/uuid.hpp"

namespace felt {
namespace {

struct Tables {
  const char* now;
  const char* past;
  const char* columns;  // without the id
};

constexpr Tables tables_of_entries{
    "entry", "past_entry",
    "uuid, about_at, offset_min, zone, felt_day, recorded_at, session_id, session_chosen, phase, flow, note, "
    "private, state, checksum, passed, revision, copy_of, copy_revision"};
constexpr Tables tables_of_sessions{
    "session", "past_session",
    "uuid, starts_at, offset_min, zone, minutes, with_whom, kinds, note, revision, checksum"};
constexpr Tables tables_of_carried{
    "carry", "past_carry",
    "uuid, text, added_at, added_offset_min, added_zone, done_at, done_offset_min, done_zone, revision, "
    "checksum"};

const Tables& tables_of(Thing thing) {
  if (thing == Thing::entry) return tables_of_entries;
  return thing == Thing::session ? tables_of_sessions : tables_of_carried;
}

constexpr const char* answer_fields =
    "place, item, question_id, word_id, side, aspect, of_item, number, text, state";

// Runs a statement with whole numbers for its parameters, and gives how many rows it changed.
template <class... Numbers>
int run(SQLite::Database& sql, const std::string& text, Numbers... numbers) {
  SQLite::Statement statement(sql, text);
  int place = 1;
  (statement.bind(place++, static_cast<int64_t>(numbers)), ...);
  return statement.exec();
}

bool finds(SQLite::Database& sql, const std::string& text, Id id) {
  SQLite::Statement find(sql, text);
  find.bind(1, static_cast<int64_t>(id));
  return find.executeStep();
}

std::string uuid_of(SQLite::Database& sql, Thing thing, Id id) {
  SQLite::Statement row(sql, fmt::format("SELECT uuid FROM {} WHERE id = ?", table_of(thing)));
  row.bind(1, static_cast<int64_t>(id));
  row.executeStep();
  return row.getColumn(0).getString();
}

void raise_revision(SQLite::Database& sql, Thing thing, Id id) {
  SQLite::Statement last(sql, fmt::format("SELECT coalesce((SELECT max(former.revision) FROM former WHERE "
                                          "uuid = {0}.uuid), {0}.revision) FROM {0} WHERE id = ?",
                                          table_of(thing)));
  last.bind(1, static_cast<int64_t>(id));
  if (!last.executeStep()) return;
  const Id next = revision_after(last.getColumn(0).getInt());
  run(sql, fmt::format("UPDATE {} SET revision = ? WHERE id = ?", table_of(thing)), next, id);
}

Former version_in(SQLite::Database& sql, const char* table, const char* key, Id id) {
  SQLite::Statement row(sql, fmt::format("SELECT uuid, revision, checksum FROM {} WHERE {} = ?", table, key));
  row.bind(1, static_cast<int64_t>(id));
  row.executeStep();
  return {row.getColumn(0).getString(), row.getColumn(1).getInt(), row.getColumn(2).getString()};
}

Former version_in(SQLite::Database& sql, Thing thing, Id id) {
  return version_in(sql, table_of(thing), "id", id);
}

// Where its uuid is that of another one meanwhile, a version comes back under one of its own; whether it
// does.
bool give_own_uuid(SQLite::Database& sql, Thing thing, Id id, Id version) {
  const auto& tables = tables_of(thing);
  SQLite::Statement own(sql,
                        fmt::format("UPDATE {0} SET uuid = ?, revision = 0{2} WHERE version = ? AND EXISTS "
                                    "(SELECT 1 FROM {1} WHERE {1}.uuid = {0}.uuid AND {1}.id <> ?)",
                                    tables.past, tables.now,
                                    thing == Thing::entry ? ", copy_of = NULL, copy_revision = NULL" : ""));
  own.bind(1, new_uuid());
  own.bind(2, static_cast<int64_t>(version));
  own.bind(3, static_cast<int64_t>(id));
  return own.exec() > 0;
}

std::string checksum_now(SQLite::Database& sql, Thing thing, Id id) {
  const auto uuid = uuid_of(sql, thing, id);
  if (thing == Thing::session) return checksum_of(*find_session_by_uuid(sql, uuid));
  if (thing == Thing::carried) return checksum_of(*find_carried_by_uuid(sql, uuid));
  return checksum_of(KeptFinder(sql, newest_schema()).find(uuid)->entry);
}

// A draft has none.
void renew_checksum(SQLite::Database& sql, Thing thing, Id id) {
  SQLite::Statement update(
      sql, fmt::format("UPDATE {} SET checksum = ? WHERE id = ? AND checksum IS NOT NULL", table_of(thing)));
  update.bind(1, checksum_now(sql, thing, id));
  update.bind(2, static_cast<int64_t>(id));
  update.exec();
}

// The session that a version names may be gone.
void leave_gone_session(SQLite::Database& sql, Id version) {
  run(sql,
      "UPDATE past_entry SET session_id = NULL WHERE version = ? AND session_id NOT IN (SELECT id FROM "
      "session)",
      version);
}

void put_entry_back(SQLite::Database& sql, Id id, Id version) {
  leave_gone_session(sql, version);
  run(sql,
      fmt::format("INSERT INTO entry(id, {0}) SELECT id, {0} FROM past_entry WHERE version = ?",
                  tables_of_entries.columns),
      version);
  run(sql,
      fmt::format("INSERT INTO answer(entry_id, {0}) SELECT ?, {0} FROM past_answer WHERE version = ?",
                  answer_fields),
      id, version);
  run(sql, "INSERT INTO tag(entry_id, name) SELECT ?, name FROM past_tag WHERE version = ?", id, version);
  const auto kept = KeptFinder(sql, newest_schema()).find(uuid_of(sql, Thing::entry, id));
  if (is_former(sql, *kept)) raise_revision(sql, Thing::entry, id);
  if (kept->entry.state != EntryState::draft) RowWriter(sql).index_words(kept->entry);
}

// In its place where something stands there: entries that belong to a session stay with it.
void put_row_back(SQLite::Database& sql, Thing thing, Id id, Id version) {
  const auto& tables = tables_of(thing);
  const int changed = run(sql,
                          fmt::format("UPDATE {0} SET ({1}) = (SELECT {1} FROM {2} WHERE version = ?) "
                                      "WHERE id = ?",
                                      tables.now, tables.columns, tables.past),
                          version, id);
  if (changed == 0)
    run(sql,
        fmt::format("INSERT INTO {0}(id, {1}) SELECT id, {1} FROM {2} WHERE version = ?", tables.now,
                    tables.columns, tables.past),
        version);
  if (is_former(sql, version_in(sql, thing, id))) raise_revision(sql, thing, id);
}

}  // namespace

const char* table_of(Thing thing) { return tables_of(thing).now; }
const char* past_table_of(Thing thing) { return tables_of(thing).past; }

bool is_kept(SQLite::Database& sql, Thing thing, Id id) {
  return finds(sql, fmt::format("SELECT 1 FROM {} WHERE id = ?", table_of(thing)), id);
}

bool is_remembered(SQLite::Database& sql, Thing thing, Id id) {
  return finds(sql, fmt::format("SELECT 1 FROM change WHERE kind = '{}' AND item = ?", thing_names.of(thing)),
               id);
}

bool is_free(SQLite::Database& sql, Thing thing, Id id) {
  return id > 0 && id <= largest_foreign_id && !is_kept(sql, thing, id) && !is_remembered(sql, thing, id);
}

std::optional<Id> keep_past(SQLite::Database& sql, Thing thing, Id id) {
  const auto& tables = tables_of(thing);
  const int kept = run(sql,
                       fmt::format("INSERT INTO {0}(id, {1}) SELECT id, {1} FROM {2} WHERE id = ?",
                                   tables.past, tables.columns, tables.now),
                       id);
  if (kept == 0) return std::nullopt;
  const Id version = sql.getLastInsertRowid();
  if (thing != Thing::entry) return version;
  run(sql,
      fmt::format("INSERT INTO past_answer(version, {0}) SELECT ?, {0} FROM answer WHERE entry_id = ?",
                  answer_fields),
      version, id);
  run(sql, "INSERT INTO past_tag(version, name) SELECT ?, name FROM tag WHERE entry_id = ?", version, id);
  return version;
}

void put_back(SQLite::Database& sql, Thing thing, Id id, Id version) {
  const bool has_own_uuid = give_own_uuid(sql, thing, id, version);
  if (thing == Thing::entry)
    put_entry_back(sql, id, version);
  else
    put_row_back(sql, thing, id, version);
  if (has_own_uuid) renew_checksum(sql, thing, id);
  forget_past(sql, thing, version);
}

std::vector<Id> past_versions(SQLite::Database& sql, Thing thing, Id id) {
  SQLite::Statement rows(sql, fmt::format("SELECT version FROM {} WHERE id = ?", past_table_of(thing)));
  rows.bind(1, static_cast<int64_t>(id));
  std::vector<Id> versions;
  while (rows.executeStep()) versions.push_back(rows.getColumn(0).getInt64());
  return versions;
}

void forget_past(SQLite::Database& sql, Thing thing, Id version) {
  run(sql, fmt::format("DELETE FROM {} WHERE version = ?", tables_of(thing).past), version);
}

std::optional<Id> find_copy_of_past(SQLite::Database& sql, Thing thing, Id version) {
  const auto past = version_in(sql, tables_of(thing).past, "version", version);
  SQLite::Statement row(sql, fmt::format("SELECT id FROM {} WHERE uuid = ?", table_of(thing)));
  row.bind(1, uuid_of_copy(past));
  if (!row.executeStep()) return std::nullopt;
  return row.getColumn(0).getInt64();
}

std::optional<Entry> find_past_entry(SQLite::Database& sql, Id version) {
  SQLite::Statement row(sql, fmt::format("SELECT {} FROM past_entry AS entry LEFT JOIN session ON session.id "
                                         "= entry.session_id WHERE entry.version = ?",
                                         entry_columns));
  row.bind(1, static_cast<int64_t>(version));
  if (!row.executeStep()) return std::nullopt;
  RowReader reader(sql);
  auto entry = RowReader::entry_alone(row);
  reader.read_past_parts(entry, version);
  return entry;
}

void take_out(SQLite::Database& sql, Thing thing, Id id) {
  if (thing == Thing::entry)
    RowWriter(sql).remove_entry(id);
  else
    run(sql, fmt::format("DELETE FROM {} WHERE id = ?", table_of(thing)), id);
}

void supersede(SQLite::Database& sql, Thing thing, Id id) {
  if (thing == Thing::entry)
    supersede(sql, *KeptFinder(sql, newest_schema()).find(uuid_of(sql, thing, id)));
  else
    keep_former(sql, version_in(sql, thing, id));
}

// A draft has no checksum.
void supersede_past(SQLite::Database& sql, Thing thing, Id version) {
  const auto past = version_in(sql, past_table_of(thing), "version", version);
  if (!past.checksum.empty()) keep_former(sql, past);
}

}  // namespace felt
