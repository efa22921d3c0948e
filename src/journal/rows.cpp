#include "journal/rows.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "journal/schema.hpp"

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

void read_scale(Wording& wording, const std::string& text) {
  if (text.empty()) return;
  read_kept_json(text, "a scale", [&](const Json& scale) {
    wording.min = scale.at("min").get<double>();
    wording.max = scale.at("max").get<double>();
    wording.step = scale.at("step").get<double>();
    for (const auto& anchor : scale.at("anchors"))
      wording.anchors.push_back({anchor.at(0).get<double>(), anchor.at(1).get<std::string>()});
  });
}

std::string text_of(SQLite::Statement& row, int column) { return row.getColumn(column).getString(); }

// A value that may have to be refused as damage.
template <class Value>
Value known(std::optional<Value> value, std::string_view what, const std::string& text) {
  if (!value) refuse_damage(fmt::format("{} {}", what, in_quotes(text)));
  return *value;
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

// The columns of an answer's row, in the order they are selected.
enum Column {
  place_column,
  question_column,
  item_id,
  item_label,
  side_column,
  aspect_column,
  of_item_column,
  number_column,
  text_column,
  state_column,
  entry_column
};

constexpr const char* answer_columns =
    "answer.place, answer.question_id, word.item, word.label, answer.side, answer.aspect, answer.of_item, "
    "answer.number, answer.text, answer.state, answer.entry_id "
    "FROM answer LEFT JOIN word ON word.id = answer.word_id";
constexpr const char* past_answers =
    "SELECT answer.place, answer.question_id, word.item, word.label, answer.side, answer.aspect, "
    "answer.of_item, answer.number, answer.text, answer.state FROM past_answer AS answer "
    "LEFT JOIN word ON word.id = answer.word_id WHERE answer.version = ? ORDER BY answer.place, answer.item";

Word word_in(SQLite::Statement& row) {
  if (row.isColumnNull(item_id)) return {"", text_of(row, text_column)};
  return {text_of(row, item_id), text_of(row, item_label)};
}

std::optional<double> number_in(SQLite::Statement& row) {
  if (row.isColumnNull(number_column)) return std::nullopt;
  return row.getColumn(number_column).getDouble();
}

// Answers of most types have a number: none is not 0.
double needed_number_in(SQLite::Statement& row) {
  const auto number = number_in(row);
  if (!number) refuse_damage("an answer without its number");
  return *number;
}

long whole_in(SQLite::Statement& row) {
  constexpr double most = 1e15;
  const double number = needed_number_in(row);
  if (!(std::abs(number) <= most)) refuse_damage("the number " + number_text(number));
  return static_cast<long>(number);
}

ClockTime clock_in(SQLite::Statement& row) {
  ClockTime time{static_cast<int>(whole_in(row)), std::nullopt};
  if (!row.isColumnNull(text_column)) time.date = day_in(text_of(row, text_column));
  return time;
}

void add_place(Places& answer, SQLite::Statement& row) {
  if (!row.isColumnNull(of_item_column)) {
    if (!answer.places.empty()) answer.places.back().qualities.push_back(word_in(row));
    return;
  }
  const auto side = known(find_side(text_of(row, side_column)), "the side", text_of(row, side_column));
  const auto aspect =
      known(find_aspect(text_of(row, aspect_column)), "the aspect", text_of(row, aspect_column));
  answer.places.push_back({word_in(row), side, aspect, {}, number_in(row)});
}

// What the rows before this one began. One that is unsure has no other row.
template <class Parts>
Parts& begun(AnswerValue& value) {
  auto* parts = std::get_if<Parts>(&value);
  if (!parts) refuse_damage("an answer that goes on after it was unsure,");
  return *parts;
}

AnswerValue empty_value(QuestionType type) {
  if (type == QuestionType::multi) return Picks{};
  if (type == QuestionType::body) return Places{};
  return Unsure{};
}

void take_row(AnswerValue& value, QuestionType type, SQLite::Statement& row) {
  if (text_of(row, state_column) == "unsure") {
    value = Unsure{};
    return;
  }
  switch (type) {
    case QuestionType::scale:
      value = Rating{needed_number_in(row)};
      break;
    case QuestionType::count:
      value = Count{whole_in(row)};
      break;
    case QuestionType::yesno:
      value = YesNo{needed_number_in(row) != 0};
      break;
    case QuestionType::duration:
      value = Minutes{static_cast<int>(whole_in(row))};
      break;
    case QuestionType::time:
      value = clock_in(row);
      break;
    case QuestionType::choice:
      value = Choice{word_in(row)};
      break;
    case QuestionType::multi:
      begun<Picks>(value).picks.push_back({word_in(row), number_in(row)});
      break;
    case QuestionType::body:
      add_place(begun<Places>(value), row);
      break;
    default:
      value = Text{text_of(row, text_column)};
  }
}

// Ready to be bound anew, also where what it read the last time was refused or did not read.
void rewind(SQLite::Statement& statement) {
  statement.tryReset();
  statement.clearBindings();
}

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

Day day_in(const std::string& text) {
  try {
    return parse_day(text);
  } catch (const UsageError&) {
    refuse_damage("the day " + in_quotes(text));
  }
}

void refuse_damage(std::string_view what) {
  throw Error(Exit::damaged, fmt::format("the journal holds {} that felt never wrote", what),
              "Leave the file as it is and keep a copy of it before anything else.");
}

Moment moment_in(SQLite::Statement& row, int column) {
  return {parse_utc_text(text_of(row, column)), std::chrono::minutes(row.getColumn(column + 1).getInt()),
          text_of(row, column + 2)};
}

void bind_moment(SQLite::Statement& statement, int first, const Moment& moment) {
  statement.bind(first, utc_text(moment.at));
  statement.bind(first + 1, static_cast<int>(moment.offset.count()));
  statement.bind(first + 2, moment.zone);
}

void read_kept_json(const std::string& text, std::string_view what,
                    const std::function<void(const Json&)>& read) {
  try {
    read(parse_json(text, "the journal"));
  } catch (const ContentError&) {
    refuse_damage(what);
  } catch (const Json::exception&) {
    refuse_damage(what);
  }
}

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

std::shared_ptr<const Wording> RowReader::wording(Id question_id) {
  if (const auto found = m_wordings.find(question_id); found != m_wordings.end()) return found->second;
  auto read = std::make_shared<const Wording>(read_wording(question_id));
  return m_wordings.emplace(question_id, std::move(read)).first->second;
}

Wording RowReader::read_wording(Id question_id) {
  if (!m_wording)
    m_wording = std::make_unique<SQLite::Statement>(
        m_sql,
        "SELECT name, version, language, wording, type, scale, direction, share FROM question WHERE id = ?");
  auto& row = *m_wording;
  rewind(row);
  row.bind(1, static_cast<int64_t>(question_id));
  if (!row.executeStep()) throw Error(Exit::damaged, "the journal lacks the wording of an answer");
  Wording wording;
  wording.name = text_of(row, 0);
  wording.pack_version = text_of(row, 1);
  wording.language = text_of(row, 2);
  wording.prompt = text_of(row, 3);
  wording.type = known(find_question_type(text_of(row, 4)), "the question type", text_of(row, 4));
  read_scale(wording, text_of(row, 5));
  wording.direction = known(find_direction(text_of(row, 6)), "the direction", text_of(row, 6));
  wording.share = known(find_share(text_of(row, 7)), "the sharing default", text_of(row, 7));
  row.reset();
  return wording;
}

void RowReader::read_answers(Entry& entry) {
  if (!m_answers)
    m_answers = std::make_unique<SQLite::Statement>(
        m_sql, fmt::format("SELECT {} WHERE answer.entry_id = ? ORDER BY answer.place, answer.item",
                           answer_columns));
  rewind(*m_answers);
  m_answers->bind(1, static_cast<int64_t>(entry.id));
  int place = -1;
  while (m_answers->executeStep()) take_answer_row(entry, *m_answers, place);
}

Given RowReader::answer_at(Id entry, int place) {
  SQLite::Statement rows(
      m_sql, fmt::format("SELECT {} WHERE answer.entry_id = ? AND answer.place = ? ORDER BY answer.item",
                         answer_columns));
  rows.bind(1, static_cast<int64_t>(entry));
  rows.bind(2, place);
  Entry holder;
  int before = -1;
  while (rows.executeStep()) take_answer_row(holder, rows, before);
  if (holder.answers.empty()) refuse_damage("an answer without a row");
  return std::move(holder.answers.front());
}

void RowReader::take_answer_row(Entry& entry, SQLite::Statement& row, int& place) {
  const int here = row.getColumn(place_column).getInt();
  if (here < 0) refuse_damage("an answer without its place");
  if (here != place) {
    place = here;
    auto asked = wording(row.getColumn(question_column).getInt64());
    entry.answers.push_back({{asked->name, empty_value(asked->type)}, asked});
  }
  auto& given = entry.answers.back();
  take_row(given.answer.value, given.wording->type, row);
}

void RowReader::read_tags(Entry& entry) {
  if (!m_tags)
    m_tags =
        std::make_unique<SQLite::Statement>(m_sql, "SELECT name FROM tag WHERE entry_id = ? ORDER BY name");
  rewind(*m_tags);
  m_tags->bind(1, static_cast<int64_t>(entry.id));
  while (m_tags->executeStep()) entry.tags.push_back(text_of(*m_tags, 0));
}

void RowReader::read_past_parts(Entry& entry, Id version) {
  SQLite::Statement answers(m_sql, past_answers);
  answers.bind(1, static_cast<int64_t>(version));
  int place = -1;
  while (answers.executeStep()) take_answer_row(entry, answers, place);
  SQLite::Statement tags(m_sql, "SELECT name FROM past_tag WHERE version = ? ORDER BY name");
  tags.bind(1, static_cast<int64_t>(version));
  while (tags.executeStep()) entry.tags.push_back(text_of(tags, 0));
}

Entry RowReader::entry(SQLite::Statement& row) {
  Entry entry = entry_alone(row);
  read_answers(entry);
  read_tags(entry);
  return entry;
}

Entry RowReader::entry_alone(SQLite::Statement& row) {
  Entry entry;
  entry.id = row.getColumn(0).getInt64();
  entry.uuid = text_of(row, 1);
  entry.about = moment_in(row, 2);
  entry.felt_day = day_in(text_of(row, 5));
  entry.recorded = parse_utc_text(text_of(row, 6));
  if (!row.isColumnNull(7)) entry.session = row.getColumn(7).getInt64();
  entry.session_chosen = row.getColumn(8).getInt() != 0;
  entry.phase = known(find_phase(text_of(row, 9)), "the phase", text_of(row, 9));
  entry.flow = text_of(row, 10);
  entry.note = text_of(row, 11);
  entry.is_private = row.getColumn(12).getInt() != 0;
  entry.state = known(find_entry_state(text_of(row, 13)), "the state", text_of(row, 13));
  if (!row.isColumnNull(14)) entry.session_start = parse_utc_text(text_of(row, 14));
  if (!row.isColumnNull(15)) entry.session_uuid = text_of(row, 15);
  return entry;
}

std::optional<Entry> find_entry(SQLite::Database& sql, Id id) {
  SQLite::Statement row(sql,
                        fmt::format("SELECT {} FROM {} WHERE entry.id = ?", entry_columns, entry_tables));
  row.bind(1, static_cast<int64_t>(id));
  if (!row.executeStep()) return std::nullopt;
  return RowReader(sql).entry(row);
}

namespace {

void refuse_other(Id found, Id expected) {
  if (found != expected) refuse_damage("an answer or a tag without its entry,");
}

std::string select_kept(int schema) {
  const char* versions =
      schema < with_revisions ? "0, NULL, NULL" : "entry.revision, entry.copy_of, entry.copy_revision";
  return fmt::format("SELECT {}, {}, {} FROM {}", entry_columns,
                     schema < with_drafts_passed ? "''" : "entry.passed", versions, entry_tables);
}

// What stands behind entry_columns.
enum KeptColumn { passed_column = 16, revision_column, copy_of_column, copy_revision_column };

KeptEntry kept_in(SQLite::Statement& row, Entry entry) {
  KeptEntry kept{std::move(entry), row.getColumn(revision_column).getInt(), text_of(row, passed_column), {}};
  if (!row.isColumnNull(copy_of_column))
    kept.copy_of = {text_of(row, copy_of_column), row.getColumn(copy_revision_column).getInt()};
  return kept;
}

}  // namespace

KeptFinder::KeptFinder(SQLite::Database& sql, int schema)
    : m_reader(sql), m_row(sql, select_kept(schema) + " WHERE entry.uuid = ?") {}

std::optional<KeptEntry> KeptFinder::find(const std::string& uuid) {
  rewind(m_row);
  m_row.bind(1, uuid);
  if (!m_row.executeStep()) return std::nullopt;
  auto kept = kept_in(m_row, m_reader.entry(m_row));
  m_row.reset();
  return kept;
}

std::optional<KeptEntry> find_kept_entry(SQLite::Database& sql, int schema, Id id) {
  SQLite::Statement row(sql, select_kept(schema) + " WHERE entry.id = ?");
  row.bind(1, static_cast<int64_t>(id));
  if (!row.executeStep()) return std::nullopt;
  return kept_in(row, RowReader(sql).entry(row));
}

EntryStream::EntryStream(SQLite::Database& sql, RowReader& reader, int schema)
    : m_reader(reader),
      m_entries(sql, select_kept(schema) + " ORDER BY entry.id"),
      m_answers(sql,
                fmt::format("SELECT {} ORDER BY answer.entry_id, answer.place, answer.item", answer_columns)),
      m_tags(sql, "SELECT name, entry_id FROM tag ORDER BY entry_id, name"),
      m_has_answer(m_answers.executeStep()),
      m_has_tag(m_tags.executeStep()) {}

std::optional<KeptEntry> EntryStream::next() {
  if (!m_entries.executeStep()) {
    if (m_has_answer || m_has_tag) refuse_damage("an answer or a tag without its entry,");
    return std::nullopt;
  }
  auto kept = kept_in(m_entries, RowReader::entry_alone(m_entries));
  auto& entry = kept.entry;
  for (int place = -1; m_has_answer && m_answers.getColumn(entry_column).getInt64() <= entry.id;
       m_has_answer = m_answers.executeStep()) {
    refuse_other(m_answers.getColumn(entry_column).getInt64(), entry.id);
    m_reader.take_answer_row(entry, m_answers, place);
  }
  for (; m_has_tag && m_tags.getColumn(1).getInt64() <= entry.id; m_has_tag = m_tags.executeStep()) {
    refuse_other(m_tags.getColumn(1).getInt64(), entry.id);
    entry.tags.push_back(text_of(m_tags, 0));
  }
  return kept;
}

namespace {

void collect_own_words(std::vector<std::string>& lines, const AnswerValue& value) {
  if (const auto* text = std::get_if<Text>(&value)) lines.push_back(text->text);
  if (const auto* choice = std::get_if<Choice>(&value); choice && choice->word.id.empty())
    lines.push_back(choice->word.label);
  if (const auto* picks = std::get_if<Picks>(&value))
    for (const auto& pick : picks->picks)
      if (pick.is_own()) lines.push_back(pick.word.label);
}

}  // namespace

std::vector<std::string> indexed_lines(const Entry& entry) {
  std::vector<std::string> lines;
  for (const auto line : split_lines(entry.note)) lines.emplace_back(line);
  for (const auto& given : entry.answers) collect_own_words(lines, given.answer.value);
  return lines;
}

std::string indexed_words(const Entry& entry) {
  std::vector<std::string> lines = indexed_lines(entry);
  for (auto& line : lines) line = searchable(line);
  return join(lines, "\n");
}

}  // namespace felt
