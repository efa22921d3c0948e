#include "exchange/entry_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/visible.hpp"
#include "model/term_lookup.hpp"
#include "model/typed.hpp"

namespace felt {
namespace {

using Keys = std::span<const std::string_view>;

// --- out ---

Json document(std::string_view schema) {
  Json json = Json::object();
  put(json, "schema", schema);
  return json;
}

template <class Items, class ToJson>
Json list_json(const Items& items, ToJson to_json) {
  Json list = Json::array();
  list.get_ref<Json::array_t&>().reserve(items.size());
  for (const auto& item : items) list.push_back(to_json(item));
  return list;
}

void put_strength(Json& json, const std::optional<double>& strength) {
  if (strength) put(json, "n", json_number(*strength));
}

Json pick_json(const Pick& pick) {
  Json json = Json::object();
  if (pick.is_own())
    put(json, "text", pick.word.label);
  else
    put(json, "id", pick.word.id);
  put_strength(json, pick.strength);
  return json;
}

Json place_json(const Place& place) {
  Json json = Json::object();
  put(json, "region", place.region.id);
  if (place.side != Side::none) put(json, "side", name_of(place.side));
  if (place.aspect != Aspect::none) put(json, "aspect", name_of(place.aspect));
  put(json, "qualities", list_json(place.qualities, [](const Word& quality) { return Json(quality.id); }));
  put_strength(json, place.strength);
  return json;
}

enum class Own { no, yes };

Json picks_json(const Picks& answer, Own own) {
  Json list = Json::array();
  for (const auto& pick : answer.picks)
    if (pick.is_own() == (own == Own::yes)) list.push_back(pick_json(pick));
  return list;
}

// Puts the keys of an answer's value.
struct ValuePutter {
  Json& json;
  void operator()(const Unsure&) const {}
  void operator()(const Rating& rating) const { put(json, "value", json_number(rating.value)); }
  void operator()(const Count& count) const { put(json, "value", count.value); }
  void operator()(const YesNo& answer) const { put(json, "value", answer.yes); }
  void operator()(const Minutes& answer) const { put(json, "minutes", answer.minutes); }
  void operator()(const ClockTime& time) const {
    put(json, "time", spoken_clock(time.minute_of_day));
    if (time.date) put(json, "date", day_text(*time.date));
  }
  void operator()(const Text& text) const { put(json, "text", text.text); }
  void operator()(const Choice& choice) const {
    if (choice.word.id.empty())
      put(json, "other", Json::array({pick_json({choice.word, std::nullopt})}));
    else
      put(json, "pick", choice.word.id);
  }
  void operator()(const Picks& answer) const {
    put(json, "picks", picks_json(answer, Own::no));
    put(json, "other", picks_json(answer, Own::yes));
  }
  void operator()(const Places& answer) const { put(json, "places", list_json(answer.places, place_json)); }
};

}  // namespace

Json answer_json(const Given& given) {
  Json json = Json::object();
  put(json, "question", given.answer.question);
  put(json, "state", given.answer.is_unsure() ? "unsure" : "answered");
  std::visit(ValuePutter{json}, given.answer.value);
  return json;
}

namespace {

void put_time(Json& json, const Moment& moment) {
  put(json, "at", iso_text(moment));
  put(json, "zone", moment.zone);
}

void put_session(Json& json, const Entry& entry) {
  if (!entry.session) return;
  put(json, "session", *entry.session);
  if (!entry.session_uuid.empty()) put(json, "session_uuid", entry.session_uuid);
  if (const auto hours = hours_after_session(entry)) put(json, "hours_after_session", json_number(*hours));
}

// --- in: answers ---

constexpr std::array<std::string_view, 2> unsure_keys{"question", "state"};
constexpr std::array<std::string_view, 3> value_keys{"question", "state", "value"};
constexpr std::array<std::string_view, 3> minutes_keys{"question", "state", "minutes"};
constexpr std::array<std::string_view, 4> time_keys{"question", "state", "time", "date"};
constexpr std::array<std::string_view, 3> text_keys{"question", "state", "text"};
constexpr std::array<std::string_view, 4> choice_keys{"question", "state", "pick", "other"};
constexpr std::array<std::string_view, 4> multi_keys{"question", "state", "picks", "other"};
constexpr std::array<std::string_view, 3> body_keys{"question", "state", "places"};
constexpr std::array<std::string_view, 11> answer_keys{
    "question", "state", "value", "minutes", "time", "date", "text", "pick", "picks", "other", "places"};
constexpr std::array<std::string_view, 2> pick_keys{"id", "n"};
constexpr std::array<std::string_view, 2> own_keys{"text", "n"};
constexpr std::array<std::string_view, 5> place_keys{"region", "side", "aspect", "qualities", "n"};

Keys keys_for(QuestionType type) {
  switch (type) {
    case QuestionType::scale:
    case QuestionType::count:
    case QuestionType::yesno:
      return value_keys;
    case QuestionType::duration:
      return minutes_keys;
    case QuestionType::time:
      return time_keys;
    case QuestionType::text:
      return text_keys;
    case QuestionType::choice:
      return choice_keys;
    case QuestionType::multi:
      return multi_keys;
    case QuestionType::body:
      return body_keys;
    case QuestionType::note:
      break;
  }
  return unsure_keys;
}

// What a room below finds wrong with a value is wrong with the file.
template <class Call>
decltype(auto) at_its_place(const JsonReader& json, Call call) {
  try {
    return call();
  } catch (const UsageError& error) {
    json.fail(error.what(), error.hint());
  }
}

Word read_word(const JsonReader& json, const VocabularyPtr& words, std::string_view what) {
  if (!words) json.fail("no word is asked for here");
  return at_its_place(json, [&] {
    const Term& term = find_term(*words, json.text(), what);
    return Word{term.id, term.label};
  });
}

Pick read_pick(const JsonReader& json, const Question& question) {
  json.refuse_unknown_keys(pick_keys);
  return {read_word(json.at("id"), question.words, "no word"), json.find_number("n")};
}

Pick read_own(const JsonReader& json) {
  json.refuse_unknown_keys(own_keys);
  return {{"", std::string(trim(json.at("text").text()))}, json.find_number("n")};
}

std::vector<JsonReader> items_of(const JsonReader& json, std::string_view key) {
  const auto list = json.find(key);
  return list ? list->items() : std::vector<JsonReader>();
}

AnswerValue read_picks(const JsonReader& json, const Question& question) {
  Picks answer;
  for (const auto& item : items_of(json, "picks")) answer.picks.push_back(read_pick(item, question));
  for (const auto& item : items_of(json, "other")) answer.picks.push_back(read_own(item));
  return answer;
}

// Of the words of another program only the id is known.
Word read_foreign_word(const JsonReader& json) {
  if (!is_id(json.text())) json.fail(in_quotes(json.text()) + " is not the id of a word");
  return {json.text(), json.text()};
}

AnswerValue read_choice(const JsonReader& json, const Question& question) {
  const auto own = items_of(json, "other");
  if (own.empty() && !question.words) return Choice{read_foreign_word(json.at("pick"))};
  if (own.empty()) return Choice{read_word(json.at("pick"), question.words, "no word")};
  if (own.size() > 1 || json.find("pick")) json.fail("only one word is asked for");
  const Pick pick = read_own(own.front());
  if (pick.strength) own.front().fail("no strength is asked for here");
  return Choice{pick.word};
}

// A word out of a few that the program itself knows.
template <class Find>
auto read_name(const JsonReader& json, std::string_view key, Find find, const std::vector<std::string>& names)
    -> typename decltype(find(std::string_view()))::value_type {
  const auto value = json.find(key);
  if (!value) return {};
  if (const auto found = find(value->text()); found && !value->text().empty()) return *found;
  const auto suggestion = did_you_mean(value->text(), names);
  value->fail(fmt::format("no {} {}", key, in_quotes(value->text())),
              suggestion.empty() ? fmt::format("It can be: {}.", join(names, ", ")) : suggestion);
}

Place read_place(const JsonReader& json, const Question& question) {
  json.refuse_unknown_keys(place_keys);
  Place place;
  place.region = read_word(json.at("region"), question.regions, "no region");
  place.side = read_name(json, "side", find_side, {"left", "right", "both", "middle"});
  place.aspect = read_name(json, "aspect", find_aspect, {"front", "back"});
  for (const auto& quality : items_of(json, "qualities"))
    place.qualities.push_back(read_word(quality, question.qualities, "no word"));
  place.strength = json.find_number("n");
  return place;
}

AnswerValue read_places(const JsonReader& json, const Question& question) {
  Places answer;
  for (const auto& item : json.at("places").items()) answer.places.push_back(read_place(item, question));
  return answer;
}

AnswerValue read_minutes(const JsonReader& json) {
  const long minutes = json.whole();
  constexpr long most = std::numeric_limits<int>::max();
  return Minutes{static_cast<int>(std::clamp(minutes, -most, most))};
}

AnswerValue read_time(const JsonReader& json) {
  const auto time = json.at("time");
  const auto minute = parse_clock(time.text());
  if (!minute) time.fail("a time like 23:10 is expected");
  ClockTime answer{*minute, std::nullopt};
  if (const auto date = json.find("date"))
    answer.date = at_its_place(*date, [&] { return parse_day(date->text()); });
  return answer;
}

AnswerValue read_value(const JsonReader& json, const Question& question) {
  switch (question.type) {
    case QuestionType::scale:
      return Rating{json.at("value").number()};
    case QuestionType::count:
      return Count{json.at("value").whole()};
    case QuestionType::yesno:
      return YesNo{json.at("value").yes_no()};
    case QuestionType::duration:
      return read_minutes(json.at("minutes"));
    case QuestionType::time:
      return read_time(json);
    case QuestionType::text:
      return Text{json.at("text").text()};
    case QuestionType::choice:
      return read_choice(json, question);
    case QuestionType::multi:
      return read_picks(json, question);
    case QuestionType::body:
      return read_places(json, question);
    case QuestionType::note:
      break;
  }
  json.at("question").fail("this is a line to read; it takes no answer");
}

bool is_unsure(const JsonReader& json) {
  const auto state = json.find("state");
  if (!state || state->text() == "answered") return false;
  if (state->text() != "unsure") state->fail("'answered' or 'unsure' is expected");
  return true;
}

Answer read_answer(const JsonReader& json, const QuestionByName& find_question) {
  if (!json.find("question")) json.refuse_unknown_keys(answer_keys);
  const auto name = json.at("question");
  const Question& question =
      at_its_place(name, [&]() -> const Question& { return find_question(name.text()); });
  const bool unsure = is_unsure(json);
  json.refuse_unknown_keys(unsure ? Keys(unsure_keys) : keys_for(question.type));
  Answer answer{question.name(), unsure ? Unsure{} : read_value(json, question)};
  at_its_place(json, [&] { check_answer(question, answer); });
  return answer;
}

// --- in: entries ---

constexpr std::string_view entry_schema = "felt.entry/1";
constexpr std::array<std::string_view, 16> entry_keys{"schema",
                                                      "id",
                                                      "uuid",
                                                      "at",
                                                      "zone",
                                                      "felt_day",
                                                      "flow",
                                                      "phase",
                                                      "session",
                                                      "session_uuid",
                                                      "hours_after_session",
                                                      "state",
                                                      "private",
                                                      "tags",
                                                      "answers",
                                                      "note"};

constexpr const char* exported_hint = "An export is taken in with: felt import FILE";
constexpr std::array<std::string_view, 6> exported_schemas{
    "felt.export/1", "felt.question/1", "felt.session/1", "felt.carry/1", "felt.former/1", "felt.end/1"};

void check_schema(const JsonReader& json) {
  const auto schema = json.find("schema");
  if (!schema || schema->text() == entry_schema) return;
  const bool is_exported =
      std::find(exported_schemas.begin(), exported_schemas.end(), schema->text()) != exported_schemas.end();
  schema->fail(fmt::format("'{}' is expected, not {}", entry_schema, in_quotes(schema->text())),
               is_exported ? exported_hint : "");
}

// Only there is told when an entry was written.
void refuse_exported(const JsonReader& json) {
  if (json.find("recorded_at")) json.fail("this is an entry of an export", exported_hint);
}

void read_session(const JsonReader& json, EntryInput& entry) {
  const auto& object = json.json();
  entry.without_session = object.contains("session") && object["session"].is_null();
  entry.session_uuid = json.find_text("session_uuid");
  entry.hours_after_session = json.find_number("hours_after_session");
  const auto session = json.find("session");
  if (!session) return;
  entry.session = session->whole();
  if (*entry.session < 1) session->fail("the number of a session is expected, or null for none");
}

void read_note(const JsonReader& json, EntryInput& entry) {
  const auto note = json.find("note");
  if (!note || trim(note->text()).empty()) return;
  if (note->text().size() > longest_text)
    note->fail(fmt::format("the note has {} bytes; at most {} fit", note->text().size(), longest_text));
  entry.note = note->text();
}

void keep_last(std::vector<Answer>& answers, Answer answer) {
  std::erase_if(answers, [&](const Answer& earlier) { return earlier.question == answer.question; });
  answers.push_back(std::move(answer));
}

bool is_whole_json(std::string_view line) { return Json::accept(line.begin(), line.end()); }

// One value in the first line that holds anything means one in every line.
bool has_one_a_line(const std::vector<std::string_view>& lines) {
  const auto first = std::find_if(lines.begin(), lines.end(), [](auto line) { return !trim(line).empty(); });
  return first != lines.end() && is_whole_json(*first);
}

}  // namespace

Json entry_json(const Entry& entry) {
  Json json = document(entry_schema);
  put(json, "id", entry.id);
  put(json, "uuid", entry.uuid);
  put_time(json, entry.about);
  put(json, "felt_day", day_text(entry.felt_day));
  put(json, "flow", entry.flow);
  put(json, "phase", name_of(entry.phase));
  put_session(json, entry);
  put(json, "state", name_of(entry.state));
  put(json, "private", entry.is_private);
  put(json, "tags", entry.tags);
  put(json, "answers", list_json(entry.answers, answer_json));
  if (!entry.note.empty()) put(json, "note", entry.note);
  return json;
}

Json session_json(const Session& session) {
  Json json = document("felt.session/1");
  put(json, "id", session.id);
  put(json, "uuid", session.uuid);
  put_time(json, session.starts);
  if (session.minutes > 0) put(json, "minutes", session.minutes);
  if (!session.with.empty()) put(json, "with", session.with);
  put(json, "kinds", session.kinds);
  if (!session.note.empty()) put(json, "note", session.note);
  if (session.revision > 0) put(json, "revision", session.revision);
  return json;
}

Json entry_list_json(std::span<const Entry> entries) {
  Json json = document("felt.list/1");
  put(json, "entries", list_json(entries, entry_json));
  return json;
}

Json session_list_json(std::span<const Session> sessions) {
  Json json = document("felt.sessions/1");
  put(json, "sessions", list_json(sessions, session_json));
  return json;
}

EntryInput read_entry(const JsonReader& json, const QuestionByName& find_question) {
  check_schema(json);
  refuse_exported(json);
  json.refuse_unknown_keys(entry_keys);
  EntryInput entry;
  entry.place = json.place();
  entry.flow = json.find_text("flow");
  entry.at = json.find_text("at");
  entry.is_private = json.find_yes_no("private");
  entry.tags = json.texts("tags");
  read_session(json, entry);
  read_note(json, entry);
  for (const auto& answer : items_of(json, "answers"))
    keep_last(entry.answers, read_answer(answer, find_question));
  if (entry.answers.empty() && !entry.note)
    json.fail("there is nothing to keep: 'answers' or 'note' is needed");
  return entry;
}

std::vector<EntryInput> read_entries(std::string_view text, std::string_view origin,
                                     const QuestionByName& find_question) {
  const auto lines = split_lines(text);
  if (!has_one_a_line(lines)) return {read_entry(JsonDocument(text, origin).reader(), find_question)};
  std::vector<EntryInput> entries;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (trim(lines[i]).empty()) continue;
    const JsonDocument line(lines[i], origin, i + 1);
    entries.push_back(read_entry(line.reader(), find_question));
  }
  return entries;
}

}  // namespace felt
