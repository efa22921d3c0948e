#include "journal/row_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <variant>

#include "base/error.hpp"
#include "base/numbers.hpp"
#include "journal/row_values.hpp"
#include "journal/schema.hpp"

namespace felt {
namespace {

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
  if (row.isColumnNull(item_id)) return {"", text_in(row, text_column)};
  return {text_in(row, item_id), text_in(row, item_label)};
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
  if (!row.isColumnNull(text_column)) time.date = day_in(text_in(row, text_column));
  return time;
}

void add_place(Places& answer, SQLite::Statement& row) {
  if (!row.isColumnNull(of_item_column)) {
    if (!answer.places.empty()) answer.places.back().qualities.push_back(word_in(row));
    return;
  }
  const auto side = known(find_side(text_in(row, side_column)), "the side", text_in(row, side_column));
  const auto aspect =
      known(find_aspect(text_in(row, aspect_column)), "the aspect", text_in(row, aspect_column));
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

// An answer that has one row.
AnswerValue value_in(SQLite::Statement& row, QuestionType type) {
  switch (type) {
    case QuestionType::scale:
      return Rating{needed_number_in(row)};
    case QuestionType::count:
      return Count{whole_in(row)};
    case QuestionType::yesno:
      return YesNo{needed_number_in(row) != 0};
    case QuestionType::duration:
      return Minutes{static_cast<int>(whole_in(row))};
    case QuestionType::time:
      return clock_in(row);
    case QuestionType::choice:
      return Choice{word_in(row)};
    default:
      return Text{text_in(row, text_column)};
  }
}

void take_row(AnswerValue& value, QuestionType type, SQLite::Statement& row) {
  if (text_in(row, state_column) == "unsure")
    value = Unsure{};
  else if (type == QuestionType::multi)
    begun<Picks>(value).picks.push_back({word_in(row), number_in(row)});
  else if (type == QuestionType::body)
    add_place(begun<Places>(value), row);
  else
    value = value_in(row, type);
}

}  // namespace

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
  wording.name = text_in(row, 0);
  wording.pack_version = text_in(row, 1);
  wording.language = text_in(row, 2);
  wording.prompt = text_in(row, 3);
  wording.type = known(find_question_type(text_in(row, 4)), "the question type", text_in(row, 4));
  read_scale(wording, text_in(row, 5));
  wording.direction = known(find_direction(text_in(row, 6)), "the direction", text_in(row, 6));
  wording.share = known(find_share(text_in(row, 7)), "the sharing default", text_in(row, 7));
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
  while (m_tags->executeStep()) entry.tags.push_back(text_in(*m_tags, 0));
}

void RowReader::read_past_parts(Entry& entry, Id version) {
  SQLite::Statement answers(m_sql, past_answers);
  answers.bind(1, static_cast<int64_t>(version));
  int place = -1;
  while (answers.executeStep()) take_answer_row(entry, answers, place);
  SQLite::Statement tags(m_sql, "SELECT name FROM past_tag WHERE version = ? ORDER BY name");
  tags.bind(1, static_cast<int64_t>(version));
  while (tags.executeStep()) entry.tags.push_back(text_in(tags, 0));
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
  entry.uuid = text_in(row, 1);
  entry.about = moment_in(row, 2);
  entry.felt_day = day_in(text_in(row, 5));
  entry.recorded = parse_utc_text(text_in(row, 6));
  if (!row.isColumnNull(7)) entry.session = row.getColumn(7).getInt64();
  entry.session_chosen = row.getColumn(8).getInt() != 0;
  entry.phase = known(find_phase(text_in(row, 9)), "the phase", text_in(row, 9));
  entry.flow = text_in(row, 10);
  entry.note = text_in(row, 11);
  entry.is_private = row.getColumn(12).getInt() != 0;
  entry.state = known(find_entry_state(text_in(row, 13)), "the state", text_in(row, 13));
  if (!row.isColumnNull(14)) entry.session_start = parse_utc_text(text_in(row, 14));
  if (!row.isColumnNull(15)) entry.session_uuid = text_in(row, 15);
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
                     schema < with_drafts_passed ? "''" : "iif(entry.state = 'draft', entry.passed, '')",
                     versions, entry_tables);
}

enum KeptColumn {
  passed_column = behind_entry_columns,
  revision_column,
  copy_of_column,
  copy_revision_column
};

KeptEntry kept_in(SQLite::Statement& row, Entry entry) {
  KeptEntry kept{std::move(entry), row.getColumn(revision_column).getInt(), text_in(row, passed_column), {}};
  if (!row.isColumnNull(copy_of_column))
    kept.copy_of = {text_in(row, copy_of_column), row.getColumn(copy_revision_column).getInt()};
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
    entry.tags.push_back(text_in(m_tags, 0));
  }
  return kept;
}

}  // namespace felt
