#include "journal/row_writer.hpp"

#include <variant>

#include "journal/checksum.hpp"
#include "journal/indexed.hpp"
#include "journal/row_values.hpp"

namespace felt {
namespace {

std::string scale_text(const Wording& wording) {
  if (!wording.min) return "";
  Json anchors = Json::array();
  for (const auto& anchor : wording.anchors) anchors.push_back({json_number(anchor.at), anchor.label});
  return json_text(Json{{"min", json_number(*wording.min)},
                        {"max", json_number(*wording.max)},
                        {"step", json_number(*wording.step)},
                        {"anchors", std::move(anchors)}});
}

// What a writer remembers, so that a strange import does not fill the memory.
constexpr std::size_t most_remembered = 5000;
constexpr std::size_t most_wordings = 50;  // of one question

// One row of the table `answer`, bound and written.
class AnswerRow {
 public:
  static constexpr const char* sql =
      "INSERT INTO answer(entry_id, place, item, question_id, word_id, side, aspect, of_item, number, text, "
      "state) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  AnswerRow(SQLite::Statement& insert, Id entry, int place, Id question)
      : m_insert(insert), m_entry(entry), m_place(place), m_question(question) {}
  AnswerRow& word(Id id) { return m_insert.bind(5, static_cast<int64_t>(id)), *this; }
  AnswerRow& number(double value) { return m_insert.bind(9, value), *this; }
  AnswerRow& number(const std::optional<double>& value) { return value ? number(*value) : *this; }
  AnswerRow& text(const std::string& value) { return m_insert.bind(10, value), *this; }
  AnswerRow& of_item(int item) { return m_insert.bind(8, item), *this; }
  AnswerRow& position(Side side, Aspect aspect) {
    if (side != Side::none) m_insert.bind(6, std::string(name_of(side)));
    if (aspect != Aspect::none) m_insert.bind(7, std::string(name_of(aspect)));
    return *this;
  }
  int write(const char* state = "answered") {
    m_insert.bind(1, static_cast<int64_t>(m_entry));
    m_insert.bind(2, m_place);
    m_insert.bind(3, m_item);
    m_insert.bind(4, static_cast<int64_t>(m_question));
    m_insert.bind(11, state);
    m_insert.exec();
    m_insert.reset();
    m_insert.clearBindings();
    return m_item++;
  }

 private:
  SQLite::Statement& m_insert;
  Id m_entry;
  int m_place;
  Id m_question;
  int m_item = 0;
};

// Writes an answer as its rows.
template <class WordId>
struct AnswerWriter {
  AnswerRow& row;
  const WordId& word_id;

  void operator()(const Unsure&) const { row.write("unsure"); }
  void operator()(const Rating& rating) const { row.number(rating.value).write(); }
  void operator()(const Count& count) const { row.number(static_cast<double>(count.value)).write(); }
  void operator()(const YesNo& yesno) const { row.number(yesno.yes ? 1.0 : 0.0).write(); }
  void operator()(const Minutes& answer) const { row.number(answer.minutes).write(); }
  void operator()(const Text& text) const { row.text(text.text).write(); }
  void operator()(const ClockTime& time) const {
    if (time.date) row.text(day_text(*time.date));
    row.number(time.minute_of_day).write();
  }
  void operator()(const Choice& choice) const { write_word(choice.word).write(); }
  void operator()(const Picks& answer) const {
    for (const auto& pick : answer.picks) write_word(pick.word).number(pick.strength).write();
  }
  void operator()(const Places& answer) const {
    for (const auto& place : answer.places) {
      const int item =
          write_word(place.region).position(place.side, place.aspect).number(place.strength).write();
      for (const auto& quality : place.qualities) write_word(quality).of_item(item).write();
    }
  }
  AnswerRow& write_word(const Word& word) const {
    return word.id.empty() ? row.text(word.label) : row.word(word_id(word));
  }
};

void bind_wording(SQLite::Statement& statement, const Wording& wording) {
  int column = 1;
  for (const auto& text : {wording.name, wording.pack_version, wording.language, wording.prompt,
                           std::string(name_of(wording.type)), scale_text(wording),
                           std::string(name_of(wording.direction)), std::string(name_of(wording.share))})
    statement.bind(column++, text);
}

Id find_or_add(SQLite::Database& sql, const Wording& wording) {
  SQLite::Statement find(
      sql,
      "SELECT id FROM question WHERE name = ? AND version = ? AND language = ? AND wording = ? AND "
      "type = ? AND scale = ? AND direction = ? AND share = ?");
  bind_wording(find, wording);
  if (find.executeStep()) return find.getColumn(0).getInt64();
  SQLite::Statement add(
      sql,
      "INSERT INTO question(name, version, language, wording, type, scale, direction, share) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  bind_wording(add, wording);
  add.exec();
  return sql.getLastInsertRowid();
}

Id find_or_add(SQLite::Database& sql, const Word& word) {
  SQLite::Statement find(sql, "SELECT id FROM word WHERE item = ? AND label = ?");
  find.bind(1, word.id);
  find.bind(2, word.label);
  if (find.executeStep()) return find.getColumn(0).getInt64();
  SQLite::Statement add(sql, "INSERT INTO word(item, label) VALUES(?, ?)");
  add.bind(1, word.id);
  add.bind(2, word.label);
  add.exec();
  return sql.getLastInsertRowid();
}

}  // namespace

SQLite::Statement& RowWriter::ready(Prepared& statement, const char* text) {
  if (!statement)
    statement = std::make_unique<SQLite::Statement>(m_sql, text);
  else
    rewind(*statement);
  return *statement;
}

Id RowWriter::question_id(const Wording& wording) {
  if (m_questions.size() > most_remembered) m_questions.clear();
  auto& known_wordings = m_questions[wording.name];
  if (known_wordings.size() > most_wordings) known_wordings.clear();
  for (const auto& [one, id] : known_wordings)
    if (one == wording) return id;
  const Id id = find_or_add(m_sql, wording);
  known_wordings.emplace_back(wording, id);
  return id;
}

Id RowWriter::word_id(const Word& word) {
  if (m_words.size() > most_remembered) m_words.clear();
  const auto [place, is_new] = m_words.try_emplace({word.id, word.label});
  if (is_new) place->second = find_or_add(m_sql, word);
  return place->second;
}

Id RowWriter::add_entry(const Entry& entry) {
  auto& add = ready(m_add_entry,
                    "INSERT INTO entry(uuid, about_at, offset_min, zone, felt_day, recorded_at, session_id, "
                    "session_chosen, phase, flow, note, private, state, checksum, id) "
                    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  add.bind(1, entry.uuid);
  bind_moment(add, 2, entry.about);
  add.bind(5, day_text(entry.felt_day));
  add.bind(6, utc_text(entry.recorded));
  if (entry.session) add.bind(7, static_cast<int64_t>(*entry.session));
  add.bind(8, entry.session_chosen ? 1 : 0);
  add.bind(9, std::string(name_of(entry.phase)));
  add.bind(10, entry.flow);
  add.bind(11, entry.note);
  add.bind(12, entry.is_private ? 1 : 0);
  add.bind(13, std::string(name_of(entry.state)));
  if (entry.state != EntryState::draft) add.bind(14, checksum_of(entry));
  if (entry.id != 0) add.bind(15, static_cast<int64_t>(entry.id));
  add.exec();
  const Id id = m_sql.getLastInsertRowid();
  add_tags(id, entry.tags);
  return id;
}

void RowWriter::add_tags(Id entry, const std::vector<std::string>& tags) {
  for (const auto& tag : tags) {
    auto& add = ready(m_add_tag, "INSERT OR IGNORE INTO tag(entry_id, name) VALUES(?, ?)");
    add.bind(1, static_cast<int64_t>(entry));
    add.bind(2, tag);
    add.exec();
  }
}

void RowWriter::remove_parts(Id entry) {
  for (const auto* removal : {"DELETE FROM tag WHERE entry_id = ?", "DELETE FROM answer WHERE entry_id = ?",
                              "DELETE FROM search WHERE rowid = ?"}) {
    SQLite::Statement remove(m_sql, removal);
    remove.bind(1, static_cast<int64_t>(entry));
    remove.exec();
  }
}

void RowWriter::remove_entry(Id entry) {
  remove_parts(entry);
  SQLite::Statement remove(m_sql, "DELETE FROM entry WHERE id = ?");
  remove.bind(1, static_cast<int64_t>(entry));
  remove.exec();
}

void RowWriter::replace_entry(const Entry& entry) {
  SQLite::Statement update(m_sql,
                           "UPDATE entry SET about_at = ?, offset_min = ?, zone = ?, felt_day = ?, "
                           "session_id = ?, session_chosen = ?, note = ?, private = ?, checksum = ? "
                           "WHERE id = ?");
  bind_moment(update, 1, entry.about);
  update.bind(4, day_text(entry.felt_day));
  if (entry.session) update.bind(5, static_cast<int64_t>(*entry.session));
  update.bind(6, entry.session_chosen ? 1 : 0);
  update.bind(7, entry.note);
  update.bind(8, entry.is_private ? 1 : 0);
  update.bind(9, checksum_of(entry));
  update.bind(10, static_cast<int64_t>(entry.id));
  update.exec();
  remove_parts(entry.id);
  add_tags(entry.id, entry.tags);
  add_answers(entry);
  index_words(entry);
}

void RowWriter::add_answers(const Entry& entry) {
  int place = 0;
  for (const auto& given : entry.answers) add_answer(entry.id, place++, given);
}

void RowWriter::add_answer(Id entry, int place, const Given& given) {
  const auto question = question_id(*given.wording);
  AnswerRow row(ready(m_add_answer, AnswerRow::sql), entry, place, question);
  const auto id_of = [this](const Word& word) { return word_id(word); };
  std::visit(AnswerWriter<decltype(id_of)>{row, id_of}, given.answer.value);
}

void RowWriter::remove_answer(Id entry, std::string_view question) {
  SQLite::Statement remove(
      m_sql,
      "DELETE FROM answer WHERE entry_id = ? AND question_id IN (SELECT id FROM question WHERE name = ?)");
  remove.bind(1, static_cast<int64_t>(entry));
  remove.bind(2, std::string(question));
  remove.exec();
}

void RowWriter::index_words(const Entry& entry) {
  const auto words = indexed_words(entry);
  if (words.empty()) return;
  auto& add = ready(m_add_words, "INSERT INTO search(rowid, words) VALUES(?, ?)");
  add.bind(1, static_cast<int64_t>(entry.id));
  add.bind(2, words);
  add.exec();
}

}  // namespace felt
