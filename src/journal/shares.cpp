#include "journal/shares.hpp"

#include "journal/contents.hpp"
#include "journal/intake.hpp"
#include "journal/journal.hpp"
#include "journal/row_values.hpp"
#include "journal/share_rows.hpp"
#include "journal/uuid.hpp"

namespace felt {
namespace {

std::string questions_text(const ShareRecord& record) {
  Json json = Json::object();
  for (const auto& [question, answers] : record.questions) put(json, question, answers);
  return json_text(json);
}

void read_questions(ShareRecord& record, const std::string& text) {
  read_kept_json(text, "the questions of something shared", [&](const Json& json) {
    for (const auto& [question, answers] : json.items())
      record.questions[question] = answers.get<std::size_t>();
  });
}

std::size_t count_in(SQLite::Statement& row, int column) {
  return static_cast<std::size_t>(row.getColumn(column).getInt64());
}

ShareRecord record_in(SQLite::Statement& row) {
  ShareRecord record;
  record.id = row.getColumn(0).getInt64();
  record.uuid = row.getColumn(1).getString();
  record.at = moment_in(row, 2);
  record.whom = row.getColumn(5).getString();
  record.format = row.getColumn(6).getString();
  record.file = row.getColumn(7).getString();
  int column = 8;
  for (auto* count : {&record.entries, &record.answers, &record.notes, &record.carried,
                      &record.staying_answers, &record.staying_notes})
    *count = count_in(row, column++);
  read_questions(record, row.getColumn(column).getString());
  return record;
}

}  // namespace

void each_share(SQLite::Database& sql, const std::function<void(const ShareRecord&)>& visit) {
  if (!sql.tableExists("share_log")) return;
  SQLite::Statement rows(
      sql,
      "SELECT id, uuid, shared_at, offset_min, zone, for_whom, format, file, entries, answers, "
      "notes, carried, staying_answers, staying_notes, questions FROM share_log ORDER BY id");
  while (rows.executeStep()) visit(record_in(rows));
}

bool has_share(SQLite::Database& sql, const std::string& uuid) {
  SQLite::Statement find(sql, "SELECT 1 FROM share_log WHERE uuid = ?");
  find.bind(1, uuid);
  return find.executeStep();
}

Id insert_share(SQLite::Database& sql, const ShareRecord& record) {
  SQLite::Statement add(
      sql,
      "INSERT INTO share_log(uuid, shared_at, offset_min, zone, for_whom, format, file, entries, answers, "
      "notes, "
      "carried, staying_answers, staying_notes, questions, id) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, "
      "(SELECT ?15 WHERE ?15 > 0 AND NOT EXISTS (SELECT 1 FROM share_log WHERE id = ?15)))");
  add.bind(1, record.uuid);
  bind_moment(add, 2, record.at);
  add.bind(5, record.whom);
  add.bind(6, record.format);
  add.bind(7, record.file);
  int column = 8;
  for (const auto count : {record.entries, record.answers, record.notes, record.carried,
                           record.staying_answers, record.staying_notes})
    add.bind(column++, static_cast<int64_t>(count));
  add.bind(column++, questions_text(record));
  add.bind(column, static_cast<int64_t>(record.id <= largest_foreign_id ? record.id : 0));
  add.exec();
  return sql.getLastInsertRowid();
}

ShareRecord keep_share(Journal& journal, ShareRecord record) {
  if (record.uuid.empty()) record.uuid = new_uuid();
  journal.take_in([&](Intake& intake) { intake.take(record); });
  return record;
}

std::vector<ShareRecord> shares_in(const Journal& journal) {
  std::vector<ShareRecord> records;
  ContentVisitor visitor;
  visitor.share = [&](const ShareRecord& record) { records.push_back(record); };
  journal.read_through(visitor);
  return records;
}

}  // namespace felt
