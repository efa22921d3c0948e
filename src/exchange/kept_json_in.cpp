#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/error.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "exchange/kept_json.hpp"

namespace felt {
namespace {

// --- plain values ---

// What a room below finds wrong with a value is wrong with the file.
template <class Call>
auto at_its_place(const JsonReader& json, Call call) {
  try {
    return call();
  } catch (const UsageError& error) {
    json.fail(error.what(), error.hint());
  }
}

std::string kept_text(const JsonReader& json) {
  const auto& text = json.text();
  if (text.size() > longest_text)
    json.fail(fmt::format("a text of {} bytes; at most {} fit", text.size(), longest_text));
  return text;
}

std::string text_or_none(const JsonReader& json, std::string_view key) {
  const auto value = json.find(key);
  return value ? kept_text(*value) : std::string();
}

long whole_within(const JsonReader& json, long least, long most) {
  const long value = json.whole();
  if (value < least || value > most)
    json.fail(fmt::format("a number from {} to {} is expected", least, most));
  return value;
}

Id kept_id(const JsonReader& json) { return whole_within(json, 1, 1'000'000'000'000); }
int kept_revision(const JsonReader& json) { return static_cast<int>(whole_within(json, 0, most_revisions)); }
int small_count(const JsonReader& json) {
  return static_cast<int>(whole_within(json, 0, std::numeric_limits<int>::max()));
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string kept_uuid(const JsonReader& json) {
  constexpr std::array<std::size_t, 4> dashes{8, 13, 18, 23};
  std::string digits = json.text();
  bool is_uuid = digits.size() == 36;
  for (auto at = dashes.rbegin(); is_uuid && at != dashes.rend(); ++at) {
    is_uuid = digits[*at] == '-';
    digits.erase(*at, 1);
  }
  if (!is_uuid || !is_hex(digits)) json.fail("a uuid in small letters is expected");
  return json.text();
}

template <class Find>
auto kept_name(const JsonReader& json, Find find, std::string_view what) {
  const auto found = find(json.text());
  if (!found) json.fail(fmt::format("no {} is called {}", what, in_quotes(json.text())));
  return *found;
}

// The id of a pack or flow may have its owner's in front: owner.pack.
bool is_file_id(std::string_view text) {
  const auto parts = split(text, '.');
  return std::all_of(parts.begin(), parts.end(), is_id);
}

std::string kept_flow(const JsonReader& json) {
  if (!is_file_id(json.text())) json.fail(in_quotes(json.text()) + " is not the id of a flow");
  return json.text();
}

std::string kept_question_name(const JsonReader& json) {
  const std::string_view name = json.text();
  const auto slash = name.find('/');
  if (slash == std::string_view::npos || !is_file_id(name.substr(0, slash)) || !is_id(name.substr(slash + 1)))
    json.fail(in_quotes(name) + " is not the name of a question, like emotions/distress");
  return json.text();
}

Day kept_day(const JsonReader& json) {
  return at_its_place(json, [&] { return parse_day(json.text()); });
}

IsoTime kept_iso(const JsonReader& json) {
  const auto time = at_its_place(json, [&] { return read_iso(json.text()); });
  if (!time || !time->clock || !time->offset) json.fail("a time like 2026-03-12T21:10:00+01:00 is expected");
  return *time;
}

Instant kept_instant(const JsonReader& json) {
  const auto time = kept_iso(json);
  return at_its_place(json, [&] {
    const Instant at = std::chrono::sys_days(time.day) + *time.clock - *time.offset;
    return in_known_years(json.text(), Moment{at, *time.offset, ""}).at;
  });
}

Moment kept_moment(const JsonReader& json) {
  const auto at = json.at("at");
  return {kept_instant(at), *kept_iso(at).offset, kept_text(json.at("zone"))};
}

void require_schema(const JsonReader& json, std::string_view schema) {
  const auto found = json.at("schema");
  if (found.text() != schema) found.fail(fmt::format("'{}' is expected", schema));
}

// --- answers ---

constexpr std::array<std::string_view, 3> unsure_keys{"question", "asked", "state"};
constexpr std::array<std::string_view, 4> value_keys{"question", "asked", "state", "value"};
constexpr std::array<std::string_view, 4> minutes_keys{"question", "asked", "state", "minutes"};
constexpr std::array<std::string_view, 5> time_keys{"question", "asked", "state", "time", "date"};
constexpr std::array<std::string_view, 4> text_keys{"question", "asked", "state", "text"};
constexpr std::array<std::string_view, 6> choice_keys{"question", "asked", "state", "pick", "label", "other"};
constexpr std::array<std::string_view, 5> multi_keys{"question", "asked", "state", "picks", "other"};
constexpr std::array<std::string_view, 4> body_keys{"question", "asked", "state", "places"};
constexpr std::array<std::string_view, 3> pick_keys{"id", "label", "n"};
constexpr std::array<std::string_view, 2> own_keys{"text", "n"};
constexpr std::array<std::string_view, 7> place_keys{"region",    "label",          "side", "aspect",
                                                     "qualities", "quality_labels", "n"};

Rating read_rating(const JsonReader& json, const Wording& asked) {
  const auto value = json.at("value");
  const double number = value.number();
  if (asked.min && (number < *asked.min || number > *asked.max))
    value.fail(
        fmt::format("a number from {} to {} is expected", number_text(*asked.min), number_text(*asked.max)));
  return {number};
}

ClockTime read_time(const JsonReader& json) {
  const auto time = json.at("time");
  const auto& text = time.text();
  const auto hour = parse_whole(text.substr(0, 2));
  const auto minute = text.size() == 5 && text[2] == ':' ? parse_whole(text.substr(3)) : std::nullopt;
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
    time.fail("a time like 23:10 is expected");
  ClockTime answer{static_cast<int>(*hour * 60 + *minute), std::nullopt};
  if (const auto date = json.find("date")) answer.date = kept_day(*date);
  return answer;
}

Word read_word(const JsonReader& json, std::string_view key) {
  const auto id = json.at(key);
  if (id.text().empty()) id.fail("the id of a word is expected");
  return {kept_text(id), kept_text(json.at("label"))};
}

Pick read_pick(const JsonReader& json) {
  json.refuse_unknown_keys(pick_keys);
  return {read_word(json, "id"), json.find_number("n")};
}

Pick read_own(const JsonReader& json) {
  json.refuse_unknown_keys(own_keys);
  return {{"", kept_text(json.at("text"))}, json.find_number("n")};
}

AnswerValue read_choice(const JsonReader& json) {
  if (json.find("pick")) return Choice{read_word(json, "pick")};
  const auto own = json.at("other").items();
  if (own.size() != 1) json.fail("one word is expected");
  return Choice{read_own(own.front()).word};
}

AnswerValue read_picks(const JsonReader& json) {
  Picks answer;
  for (const auto& item : json.at("picks").items()) answer.picks.push_back(read_pick(item));
  for (const auto& item : json.at("other").items()) answer.picks.push_back(read_own(item));
  if (answer.picks.empty()) json.fail("one word at least is expected");
  return answer;
}

std::vector<Word> read_qualities(const JsonReader& json) {
  const auto ids = json.at("qualities").items(), labels = json.at("quality_labels").items();
  if (ids.size() != labels.size()) json.fail("each quality needs its label");
  std::vector<Word> qualities;
  for (std::size_t i = 0; i < ids.size(); ++i) qualities.push_back({kept_text(ids[i]), kept_text(labels[i])});
  return qualities;
}

Place read_place(const JsonReader& json) {
  json.refuse_unknown_keys(place_keys);
  Place place;
  place.region = read_word(json, "region");
  if (const auto side = json.find("side")) place.side = kept_name(*side, find_side, "side");
  if (const auto aspect = json.find("aspect")) place.aspect = kept_name(*aspect, find_aspect, "aspect");
  place.qualities = read_qualities(json);
  place.strength = json.find_number("n");
  return place;
}

AnswerValue read_places(const JsonReader& json) {
  Places answer;
  for (const auto& item : json.at("places").items()) answer.places.push_back(read_place(item));
  if (answer.places.empty()) json.fail("one place at least is expected");
  return answer;
}

AnswerValue read_value(const JsonReader& json, const Wording& asked) {
  switch (asked.type) {
    case QuestionType::scale:
      return json.refuse_unknown_keys(value_keys), read_rating(json, asked);
    case QuestionType::count:
      return json.refuse_unknown_keys(value_keys), Count{whole_within(json.at("value"), 0, 1'000'000'000)};
    case QuestionType::yesno:
      return json.refuse_unknown_keys(value_keys), YesNo{json.at("value").yes_no()};
    case QuestionType::duration:
      return json.refuse_unknown_keys(minutes_keys), Minutes{small_count(json.at("minutes"))};
    case QuestionType::time:
      return json.refuse_unknown_keys(time_keys), read_time(json);
    case QuestionType::text:
      return json.refuse_unknown_keys(text_keys), Text{kept_text(json.at("text"))};
    case QuestionType::choice:
      return json.refuse_unknown_keys(choice_keys), read_choice(json);
    case QuestionType::multi:
      return json.refuse_unknown_keys(multi_keys), read_picks(json);
    case QuestionType::body:
      return json.refuse_unknown_keys(body_keys), read_places(json);
    case QuestionType::note:
      break;
  }
  json.fail("this is a line to read; it takes no answer");
}

bool is_unsure(const JsonReader& json) {
  const auto state = json.at("state");
  if (state.text() != "unsure" && state.text() != "answered")
    state.fail("'answered' or 'unsure' is expected");
  return state.text() == "unsure";
}

Given read_given(const JsonReader& json, const WordingByNumber& find_wording) {
  const auto number = json.at("asked");
  auto asked = find_wording(number.whole());
  if (!asked) number.fail("no question before has this number");
  const auto question = json.at("question");
  if (question.text() != asked->name)
    question.fail(
        fmt::format("the question with the number {} is {}", number.whole(), in_quotes(asked->name)));
  if (!is_unsure(json)) return {{asked->name, read_value(json, *asked)}, asked};
  json.refuse_unknown_keys(unsure_keys);
  return {{asked->name, Unsure{}}, asked};
}

// --- questions ---

constexpr std::array<std::string_view, 10> question_keys{
    "schema", "number", "question", "version", "language", "type", "wording", "scale", "direction", "share"};
constexpr std::array<std::string_view, 4> scale_keys{"min", "max", "step", "anchors"};
constexpr std::array<std::string_view, 2> anchor_keys{"at", "label"};

void read_scale(const JsonReader& json, Wording& wording) {
  json.refuse_unknown_keys(scale_keys);
  wording.min = json.at("min").number();
  wording.max = json.at("max").number();
  wording.step = json.at("step").number();
  for (const auto& anchor : json.at("anchors").items()) {
    anchor.refuse_unknown_keys(anchor_keys);
    wording.anchors.push_back({anchor.at("at").number(), kept_text(anchor.at("label"))});
  }
}

// --- entries and sessions ---

constexpr std::array<std::string_view, 10> session_keys{"schema",  "id",   "uuid",  "at",   "zone",
                                                        "minutes", "with", "kinds", "note", "revision"};
constexpr std::array<std::string_view, 9> carried_keys{"schema", "id",   "uuid",      "at",      "zone",
                                                       "text",   "done", "done_zone", "revision"};
constexpr std::array<std::string_view, 11> share_keys{
    "schema", "id", "uuid", "at", "zone", "for", "format", "file", "leaving", "staying", "questions"};
constexpr std::array<std::string_view, 4> leaving_keys{"entries", "answers", "notes", "carried"};
constexpr std::array<std::string_view, 2> staying_keys{"answers", "notes"};
constexpr std::array<std::string_view, 4> former_keys{"schema", "uuid", "revision", "checksum"};
constexpr std::array<std::string_view, 20> entry_keys{
    "schema",      "id",     "uuid",     "at",      "zone",           "felt_day",
    "recorded_at", "flow",   "phase",    "session", "session_chosen", "hours_after_session",
    "state",       "passed", "revision", "copy_of", "private",        "tags",
    "answers",     "note"};
constexpr std::array<std::string_view, 2> copy_keys{"uuid", "revision"};

std::vector<std::string> kept_texts(const JsonReader& json) {
  std::vector<std::string> texts;
  for (const auto& item : json.items()) texts.push_back(kept_text(item));
  return texts;
}

void read_times(const JsonReader& json, Entry& entry) {
  entry.about = kept_moment(json);
  entry.felt_day = kept_day(json.at("felt_day"));
  entry.recorded = kept_instant(json.at("recorded_at"));
}

void read_link(const JsonReader& json, Entry& entry) {
  entry.session_chosen = json.at("session_chosen").yes_no();
  if (const auto session = json.find("session")) entry.session = kept_id(*session);
}

void read_versions(const JsonReader& json, KeptEntry& kept) {
  kept.revision = kept_revision(json.at("revision"));
  const auto copy = json.find("copy_of");
  if (!copy) return;
  copy->refuse_unknown_keys(copy_keys);
  kept.copy_of = {kept_uuid(copy->at("uuid")), kept_revision(copy->at("revision"))};
}

void refuse_doubled(const JsonReader& json, const std::vector<Given>& answers) {
  for (const auto& given : answers)
    if (given.answer.question == answers.back().answer.question && &given != &answers.back())
      json.fail(fmt::format("the question {} is answered twice", in_quotes(given.answer.question)));
}

void read_contents(const JsonReader& json, Entry& entry, const WordingByNumber& find_wording) {
  entry.tags = kept_texts(json.at("tags"));
  for (const auto& answer : json.at("answers").items()) {
    entry.answers.push_back(read_given(answer, find_wording));
    refuse_doubled(answer, entry.answers);
  }
  entry.note = text_or_none(json, "note");
}

std::size_t kept_count(const JsonReader& json) {
  return static_cast<std::size_t>(whole_within(json, 0, 1'000'000'000'000));
}

void read_shared_counts(const JsonReader& json, ShareRecord& record) {
  const auto leaving = json.at("leaving"), staying = json.at("staying"), questions = json.at("questions");
  leaving.refuse_unknown_keys(leaving_keys);
  staying.refuse_unknown_keys(staying_keys);
  record.entries = kept_count(leaving.at("entries"));
  record.answers = kept_count(leaving.at("answers"));
  record.notes = kept_count(leaving.at("notes"));
  record.carried = kept_count(leaving.at("carried"));
  record.staying_answers = kept_count(staying.at("answers"));
  record.staying_notes = kept_count(staying.at("notes"));
  if (!questions.json().is_object()) questions.fail("an object is expected");
  for (const auto& [question, answers] : questions.json().items())
    record.questions[question] = kept_count(questions.at(question));
}

}  // namespace

Wording read_question(const JsonReader& json) {
  require_schema(json, "felt.question/1");
  json.refuse_unknown_keys(question_keys);
  Wording wording;
  wording.name = kept_question_name(json.at("question"));
  wording.pack_version = kept_text(json.at("version"));
  wording.language = kept_text(json.at("language"));
  wording.prompt = kept_text(json.at("wording"));
  wording.type = kept_name(json.at("type"), find_question_type, "type");
  if (const auto scale = json.find("scale")) read_scale(*scale, wording);
  wording.direction = kept_name(json.at("direction"), find_direction, "direction");
  wording.share = kept_name(json.at("share"), find_share, "sharing default");
  return wording;
}

Session read_session(const JsonReader& json) {
  require_schema(json, "felt.session/1");
  json.refuse_unknown_keys(session_keys);
  Session session;
  session.id = kept_id(json.at("id"));
  session.uuid = kept_uuid(json.at("uuid"));
  session.starts = kept_moment(json);
  if (const auto minutes = json.find("minutes")) session.minutes = small_count(*minutes);
  session.with = text_or_none(json, "with");
  session.kinds = kept_texts(json.at("kinds"));
  session.note = text_or_none(json, "note");
  if (const auto revision = json.find("revision")) session.revision = kept_revision(*revision);
  return session;
}

CarriedNote read_carried(const JsonReader& json) {
  require_schema(json, "felt.carry/1");
  json.refuse_unknown_keys(carried_keys);
  CarriedNote note;
  note.id = kept_id(json.at("id"));
  note.uuid = kept_uuid(json.at("uuid"));
  note.added = kept_moment(json);
  note.text = kept_text(json.at("text"));
  if (const auto done = json.find("done"))
    note.done = Moment{kept_instant(*done), *kept_iso(*done).offset, kept_text(json.at("done_zone"))};
  if (const auto revision = json.find("revision")) note.revision = kept_revision(*revision);
  return note;
}

ShareRecord read_share(const JsonReader& json) {
  require_schema(json, "felt.shared/1");
  json.refuse_unknown_keys(share_keys);
  ShareRecord record;
  record.id = kept_id(json.at("id"));
  record.uuid = kept_uuid(json.at("uuid"));
  record.at = kept_moment(json);
  record.whom = text_or_none(json, "for");
  record.format = kept_text(json.at("format"));
  record.file = text_or_none(json, "file");
  read_shared_counts(json, record);
  return record;
}

Former read_former(const JsonReader& json) {
  require_schema(json, "felt.former/1");
  json.refuse_unknown_keys(former_keys);
  const auto checksum = json.at("checksum");
  if (checksum.text().size() != 32 || !is_hex(checksum.text())) checksum.fail("a checksum is expected");
  return {kept_uuid(json.at("uuid")), kept_revision(json.at("revision")), checksum.text()};
}

KeptEntry read_kept_entry(const JsonReader& json, const WordingByNumber& find_wording) {
  require_schema(json, "felt.entry/1");
  json.refuse_unknown_keys(entry_keys);
  KeptEntry kept;
  auto& entry = kept.entry;
  entry.id = kept_id(json.at("id"));
  entry.uuid = kept_uuid(json.at("uuid"));
  read_times(json, entry);
  entry.flow = kept_flow(json.at("flow"));
  entry.phase = kept_name(json.at("phase"), find_phase, "phase");
  read_link(json, entry);
  entry.state = kept_name(json.at("state"), find_entry_state, "state");
  kept.passed = text_or_none(json, "passed");
  read_versions(json, kept);
  entry.is_private = json.at("private").yes_no();
  read_contents(json, entry, find_wording);
  return kept;
}

}  // namespace felt
