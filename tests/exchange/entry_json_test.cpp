#include "exchange/entry_json.hpp"

#include <doctest/doctest.h>

#include <map>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/visible.hpp"

using namespace felt;
using namespace std::chrono_literals;

namespace {

Term term(const std::string& id, const std::string& label) {
  Term result;
  result.id = id;
  result.label = label;
  return result;
}

VocabularyPtr feelings() {
  Vocabulary words;
  words.id = "emotions";
  words.terms = {term("relief", "relief"), term("sadness", "sadness"), term("at-ease", "at ease")};
  words.terms[1].aliases = {"sorrow"};
  return std::make_shared<Vocabulary>(words);
}

VocabularyPtr regions() {
  Vocabulary words;
  words.id = "regions";
  words.terms = {term("neck", "neck"), term("belly", "belly")};
  words.terms[0].sided = words.terms[0].faced = true;
  return std::make_shared<Vocabulary>(words);
}

VocabularyPtr sensations() {
  Vocabulary words;
  words.id = "sensations";
  words.terms = {term("tight", "tight"), term("warm", "warm")};
  return std::make_shared<Vocabulary>(words);
}

Question question(const std::string& name, QuestionType type) {
  const auto slash = name.find('/');
  Question result;
  result.pack = name.substr(0, slash);
  result.id = name.substr(slash + 1);
  result.type = type;
  if (type == QuestionType::scale) result.scale = Scale{};
  return result;
}

std::map<std::string, Question, std::less<>> all_questions() {
  std::map<std::string, Question, std::less<>> all;
  for (const auto& [name, type] :
       {std::pair("emotions/distress", QuestionType::scale),
        std::pair("emotions/feelings", QuestionType::multi), std::pair("session/pace", QuestionType::choice),
        std::pair("session/safe", QuestionType::yesno), std::pair("sleep/turned-in", QuestionType::time),
        std::pair("sleep/sleep-came", QuestionType::duration), std::pair("sleep/woke", QuestionType::count),
        std::pair("session/words", QuestionType::text), std::pair("session/hello", QuestionType::note),
        std::pair("body/noticing", QuestionType::body)})
    all[name] = question(name, type);
  all["emotions/feelings"].words = all["session/pace"].words = feelings();
  all["emotions/feelings"].allow_other = all["session/pace"].allow_other = true;
  all["emotions/feelings"].intensity = all["body/noticing"].intensity = Scale{};
  all["body/noticing"].regions = regions();
  all["body/noticing"].qualities = sensations();
  return all;
}

QuestionByName finder() {
  const auto all = std::make_shared<const std::map<std::string, Question, std::less<>>>(all_questions());
  return [all](std::string_view name) -> const Question& {
    const auto found = all->find(name);
    if (found != all->end()) return found->second;
    std::vector<std::string> names;
    for (const auto& [known, question] : *all) names.push_back(known);
    throw UsageError("no question called " + in_quotes(name), did_you_mean(name, names));
  };
}

std::vector<EntryInput> read(std::string_view text) { return read_entries(text, "x", finder()); }

EntryInput read_answers(const std::string& answers) {
  const auto entries = read("{\"answers\": [" + answers + "]}");
  REQUIRE(entries.size() == 1);
  return entries.front();
}

Answer read_answer(const std::string& answer) {
  const auto entry = read_answers(answer);
  REQUIRE(entry.answers.size() == 1);
  return entry.answers.front();
}

std::string error_of(const std::string& text) {
  try {
    read(text);
  } catch (const ContentError& error) {
    return error.hint().empty() ? error.what() : error.what() + (" | " + error.hint());
  }
  return "read";
}

// The error of one answer, without the place.
std::string answer_error(const std::string& answer) {
  const auto error = error_of("{\"answers\": [" + answer + "]}");
  const auto path = error.find(": ");
  return path == std::string::npos ? error : error.substr(path + 2);
}

Given given(const std::string& name, AnswerValue value) { return {{name, std::move(value)}, nullptr}; }

const Moment evening{Instant(std::chrono::sys_days(Day(2026y, std::chrono::March, 12d)) + 20h + 10min), 60min,
                     "Europe/Vienna"};

Entry sample_entry() {
  Entry entry;
  entry.id = 12;
  entry.uuid = "u-12";
  entry.about = evening;
  entry.felt_day = Day(2026y, std::chrono::March, 12d);
  entry.flow = "after";
  entry.phase = Phase::after;
  return entry;
}

Json answers_of(std::vector<Given> answers) {
  Entry entry = sample_entry();
  entry.answers = std::move(answers);
  return entry_json(entry).at("answers");
}

std::string answer_text(const std::string& name, AnswerValue value) {
  return json_text(answers_of({given(name, std::move(value))}).at(0));
}

}  // namespace

TEST_CASE("an entry is written in the documented order") {
  Entry entry = sample_entry();
  CHECK(json_text(entry_json(entry)) ==
        R"({"schema":"felt.entry/1","id":12,"uuid":"u-12","at":"2026-03-12T21:10:00+01:00",)"
        R"("zone":"Europe/Vienna","felt_day":"2026-03-12","flow":"after","phase":"after","state":"kept",)"
        R"("private":false,"tags":[],"answers":[]})");
  entry.session = 3;
  entry.session_start = evening.at - 6h - 12min;
  entry.session_uuid = "u-3";
  entry.state = EntryState::stopped;
  entry.is_private = true;
  entry.tags = {"neck"};
  entry.answers = {given("session/safe", Unsure{})};
  entry.note = "a\nb";
  CHECK(json_text(entry_json(entry)) ==
        R"({"schema":"felt.entry/1","id":12,"uuid":"u-12","at":"2026-03-12T21:10:00+01:00",)"
        R"("zone":"Europe/Vienna","felt_day":"2026-03-12","flow":"after","phase":"after","session":3,)"
        R"("session_uuid":"u-3","hours_after_session":6.2,"state":"stopped","private":true,"tags":["neck"],)"
        R"("answers":[{"question":"session/safe","state":"unsure"}],"note":"a\nb"})");
}

TEST_CASE("each kind of answer has its own shape") {
  CHECK(answer_text("a/b", Rating{6}) == R"({"question":"a/b","state":"answered","value":6})");
  CHECK(answer_text("a/b", Rating{2.5}) == R"({"question":"a/b","state":"answered","value":2.5})");
  CHECK(answer_text("a/b", Count{2}) == R"({"question":"a/b","state":"answered","value":2})");
  CHECK(answer_text("a/b", YesNo{true}) == R"({"question":"a/b","state":"answered","value":true})");
  CHECK(answer_text("a/b", Minutes{80}) == R"({"question":"a/b","state":"answered","minutes":80})");
  CHECK(answer_text("a/b", ClockTime{23 * 60 + 10, std::nullopt}) ==
        R"({"question":"a/b","state":"answered","time":"23:10"})");
  CHECK(answer_text("a/b", ClockTime{65, Day(2026y, std::chrono::March, 1d)}) ==
        R"({"question":"a/b","state":"answered","time":"01:05","date":"2026-03-01"})");
  CHECK(answer_text("a/b", Text{"x"}) == R"({"question":"a/b","state":"answered","text":"x"})");
  CHECK(answer_text("a/b", Choice{{"slow", "slow"}}) ==
        R"({"question":"a/b","state":"answered","pick":"slow"})");
  CHECK(answer_text("a/b", Choice{{"", "own"}}) ==
        R"({"question":"a/b","state":"answered","other":[{"text":"own"}]})");
}

TEST_CASE("picked words and own words are apart and both always there") {
  CHECK(answer_text("a/b", Picks{{{{"relief", "relief"}, 4.0}, {{"calm", "calm"}, std::nullopt}}}) ==
        R"({"question":"a/b","state":"answered","picks":[{"id":"relief","n":4},{"id":"calm"}],"other":[]})");
  CHECK(answer_text("a/b", Picks{{{{"", "like rain"}, 3.0}}}) ==
        R"({"question":"a/b","state":"answered","picks":[],"other":[{"text":"like rain","n":3}]})");
}

TEST_CASE("a place leaves out what is not said, but never its words") {
  const Place full{{"neck", "neck"}, Side::left, Aspect::back, {{"tight", "tight"}}, 3.0};
  const Place bare{{"belly", "belly"}, Side::none, Aspect::none, {}, std::nullopt};
  CHECK(answer_text("a/b", Places{{full, bare}}) ==
        R"({"question":"a/b","state":"answered","places":[)"
        R"({"region":"neck","side":"left","aspect":"back","qualities":["tight"],"n":3},)"
        R"({"region":"belly","qualities":[]}]})");
}

TEST_CASE("a session leaves out what is unknown") {
  Session session;
  session.id = 3;
  session.uuid = "u-3";
  session.starts = evening;
  CHECK(json_text(session_json(session)) ==
        R"({"schema":"felt.session/1","id":3,"uuid":"u-3","at":"2026-03-12T21:10:00+01:00",)"
        R"("zone":"Europe/Vienna","kinds":[]})");
  session.minutes = 45;
  session.with = "Ana";
  session.kinds = {"ser"};
  session.note = "n";
  CHECK(json_text(session_json(session)) ==
        R"({"schema":"felt.session/1","id":3,"uuid":"u-3","at":"2026-03-12T21:10:00+01:00",)"
        R"("zone":"Europe/Vienna","minutes":45,"with":"Ana","kinds":["ser"],"note":"n"})");
}

TEST_CASE("lists name their schema and keep the order") {
  const std::vector<Entry> entries{sample_entry()};
  const auto list = entry_list_json(entries);
  CHECK(list.at("schema") == "felt.list/1");
  CHECK(list.at("entries").at(0) == entry_json(entries[0]));
  CHECK(json_text(entry_list_json({})) == R"({"schema":"felt.list/1","entries":[]})");
  CHECK(json_text(session_list_json({})) == R"({"schema":"felt.sessions/1","sessions":[]})");
}

TEST_CASE("an entry needs answers or a note and nothing else") {
  const auto bare = read(R"({"note": "tired"})").at(0);
  CHECK(bare.note == "tired");
  CHECK_FALSE(bare.flow.has_value());
  CHECK_FALSE(bare.is_private.has_value());
  CHECK_FALSE(bare.without_session);
  CHECK(bare.place == "x:1:1");
  for (const auto* nothing :
       {"{}", R"({"note": " "})", R"({"answers": [], "tags": ["a"]})", R"({"note": null})"})
    CHECK(error_of(nothing) == "x:1:1: there is nothing to keep: 'answers' or 'note' is needed");
}

TEST_CASE("everything an entry can say is read") {
  const auto entry =
      read(R"({"flow": "after", "at": "2026-03-12T21:10", "private": true, "tags": ["neck", "b"],
                              "session": 3, "note": "n"})")
          .at(0);
  CHECK(entry.flow == "after");
  CHECK(entry.at == "2026-03-12T21:10");
  CHECK(entry.is_private == true);
  CHECK(entry.tags == std::vector<std::string>{"neck", "b"});
  CHECK(entry.session == 3);
  CHECK(read(R"({"session": null, "note": "n"})").at(0).without_session);
  const auto told =
      read(R"({"session": 3, "session_uuid": "u", "hours_after_session": 6.2, "note": "n"})").at(0);
  CHECK(told.session_uuid == "u");
  CHECK(told.hours_after_session == 6.2);
  CHECK(error_of(R"({"session": 0, "note": "n"})").starts_with("x:1:13: session: the number of a session"));
  CHECK(error_of(R"({"session": "3", "note": "n"})") == "x:1:13: session: a number is expected, not a text");
}

TEST_CASE("what felt wrote itself is passed over, but another schema is refused") {
  Entry entry = sample_entry();
  entry.session = 3;
  entry.session_start = evening.at;
  entry.note = "n";
  CHECK(error_of(json_text(entry_json(entry))) == "read");
  CHECK(error_of(R"({"schema": "felt.entry/2", "note": "n"})") ==
        "x:1:12: schema: 'felt.entry/1' is expected, not 'felt.entry/2'");
  CHECK(error_of(R"({"note": "n", "pirvate": true})") ==
        "x:1:26: pirvate: this key is not known here | Did you mean 'private'?");
}

TEST_CASE("each kind of answer is read from its own shape") {
  CHECK(read_answer(R"({"question": "emotions/distress", "value": 6})").value == AnswerValue(Rating{6}));
  CHECK(read_answer(R"({"question": "sleep/woke", "value": 2})").value == AnswerValue(Count{2}));
  CHECK(read_answer(R"({"question": "session/safe", "value": false})").value == AnswerValue(YesNo{false}));
  CHECK(read_answer(R"({"question": "session/safe", "state": "unsure"})").is_unsure());
  CHECK(read_answer(R"({"question": "sleep/sleep-came", "minutes": 80})").value == AnswerValue(Minutes{80}));
  CHECK(read_answer(R"({"question": "sleep/turned-in", "time": "23:10"})").value ==
        AnswerValue(ClockTime{23 * 60 + 10, std::nullopt}));
  CHECK(read_answer(R"({"question": "session/words", "text": "é\n"})").value == AnswerValue(Text{"é\n"}));
  CHECK(read_answer(R"({"question": "session/pace", "pick": "Relief"})").value ==
        AnswerValue(Choice{{"relief", "relief"}}));
  CHECK(read_answer(R"({"question": "session/pace", "other": [{"text": " own "}]})").value ==
        AnswerValue(Choice{{"", "own"}}));
}

TEST_CASE("words are filled in with their labels, from ids, labels or aliases") {
  const auto picks = read_answer(
      R"({"question": "emotions/feelings", "picks": [{"id": "at-ease", "n": 4}, {"id": "sorrow"}],
          "other": [{"text": "like rain", "n": 3}]})");
  CHECK(picks.value == AnswerValue(Picks{{{{"at-ease", "at ease"}, 4.0},
                                          {{"sadness", "sadness"}, std::nullopt},
                                          {{"", "like rain"}, 3.0}}}));
  const auto places = read_answer(
      R"({"question": "body/noticing", "places": [{"region": "Neck", "side": "left", "aspect": "back",
          "qualities": ["tight"], "n": 3}, {"region": "belly"}]})");
  CHECK(places.value ==
        AnswerValue(Places{{{{"neck", "neck"}, Side::left, Aspect::back, {{"tight", "tight"}}, 3.0},
                            {{"belly", "belly"}, Side::none, Aspect::none, {}, std::nullopt}}}));
}

TEST_CASE("what is written is read back the same") {
  Entry entry = sample_entry();
  entry.answers = {
      given("emotions/distress", Rating{6}),
      given("emotions/feelings", Picks{{{{"relief", "relief"}, 4.0}, {{"", "like rain"}, std::nullopt}}}),
      given("session/pace", Choice{{"", "own"}}),
      given("session/safe", Unsure{}),
      given("sleep/turned-in", ClockTime{1390, Day(2026y, std::chrono::March, 11d)}),
      given("sleep/sleep-came", Minutes{20}),
      given("body/noticing",
            Places{{{{"neck", "neck"}, Side::both, Aspect::front, {{"warm", "warm"}}, std::nullopt}}})};
  const auto back = read(json_text(entry_json(entry))).at(0);
  REQUIRE(back.answers.size() == entry.answers.size());
  for (std::size_t i = 0; i < back.answers.size(); ++i) CHECK(back.answers[i] == entry.answers[i].answer);
  CHECK(back.at == "2026-03-12T21:10:00+01:00");
}

TEST_CASE("an answer that does not fit is refused with its place") {
  CHECK(error_of("{\"answers\": [\n {\"question\": \"emotions/distres\", \"value\": 6}]}") ==
        "x:2:15: answers[0].question: no question called 'emotions/distres' | Did you mean "
        "'emotions/distress'?");
  CHECK(error_of(R"({"answers": [{"question": "emotions/distress", "value": 12}]})")
            .starts_with("x:1:14: answers[0]: emotions/distress: "));
  CHECK(answer_error(R"({"question": "emotions/distress"})") == "answers[0]: 'value' is missing");
  CHECK(answer_error(R"({"question": "emotions/distress", "value": null})") ==
        "answers[0]: 'value' is missing");
  CHECK(answer_error(R"({"question": "emotions/distress", "value": "6"})") ==
        "answers[0].value: a number is expected, not a text");
  CHECK(answer_error(R"({"question": "emotions/distress", "valeu": 6})") ==
        "answers[0].valeu: this key is not known here | Did you mean 'value'?");
  CHECK(answer_error(R"({"qestion": "emotions/distress", "value": 6})") ==
        "answers[0].qestion: this key is not known here | Did you mean 'question'?");
  CHECK(answer_error(R"({"question": "emotions/distress", "pick": "relief"})") ==
        "answers[0].pick: this key is not known here | Known here: question, state, value.");
  CHECK(answer_error(R"({"question": "session/safe", "state": "unsure", "value": true})")
            .find("not known here") != std::string::npos);
  CHECK(answer_error(R"({"question": "session/safe", "state": "skipped"})") ==
        "answers[0].state: 'answered' or 'unsure' is expected");
  CHECK(answer_error(R"({"question": "sleep/woke", "value": 1.5})") ==
        "answers[0].value: a whole number is expected");
  CHECK(answer_error(R"({"question": "sleep/sleep-came", "minutes": 99999999999})")
            .starts_with("answers[0]: sleep"));
  CHECK(answer_error(R"({"question": "sleep/turned-in", "time": "25:00"})") ==
        "answers[0].time: a time like 23:10 is expected");
  CHECK(answer_error(R"({"question": "sleep/turned-in", "time": "23:10", "date": "2026-02-30"})")
            .starts_with("answers[0].date: "));
  CHECK(answer_error(R"({"question": "session/hello", "value": 1})").find("not known here") !=
        std::string::npos);
  CHECK(answer_error(R"({"question": "session/hello"})").find("takes no answer") != std::string::npos);
}

TEST_CASE("an unknown word is answered with the nearest one") {
  CHECK(answer_error(R"({"question": "emotions/feelings", "picks": [{"id": "releif"}]})") ==
        "answers[0].picks[0].id: no word 'releif' | Did you mean 'relief'?");
  CHECK(answer_error(R"({"question": "body/noticing", "places": [{"region": "nekc"}]})") ==
        "answers[0].places[0].region: no region 'nekc' | Did you mean 'neck'?");
  CHECK(answer_error(R"({"question": "body/noticing", "places": [{"region": "neck", "side": "lfet"}]})") ==
        "answers[0].places[0].side: no side 'lfet' | Did you mean 'left'?");
  CHECK(answer_error(R"({"question": "body/noticing", "places": [{"region": "neck", "aspect": ""}]})") ==
        "answers[0].places[0].aspect: no aspect '' | It can be: front, back.");
  CHECK(answer_error(R"({"question": "session/pace", "pick": "relief", "other": [{"text": "x"}]})") ==
        "answers[0]: only one word is asked for");
}

TEST_CASE("a question given twice counts as given last") {
  const auto entry = read_answers(
      R"({"question": "emotions/distress", "value": 6}, {"question": "sleep/woke", "value": 1},
         {"question": "emotions/distress", "value": 2})");
  REQUIRE(entry.answers.size() == 2);
  CHECK(entry.answers[1].value == AnswerValue(Rating{2}));
}

TEST_CASE("one entry may stand on many lines, and many entries on one line each") {
  CHECK(read("{\n  \"note\": \"a\"\n}\n").size() == 1);
  const auto entries = read("\xef\xbb\xbf{\"note\": \"a\"}\r\n\n  {\"note\": \"b\"}\n");
  REQUIRE(entries.size() == 2);
  CHECK(entries[1].note == "b");
  CHECK(entries[1].place == "x:3:3");
}

TEST_CASE("the first wrong line is named and nothing is taken") {
  CHECK(error_of("{\"note\": \"a\"}\n{\"note\": \"b\"\n{\"note\": \"c\"}\n") == "x:2:13: it ends too early");
  CHECK(error_of("{\"note\": \"a\"}\n{\"note\": 5}\n") == "x:2:10: note: a text is expected, not a number");
  CHECK(error_of("{\"note\": \"a\"}\n{}\n").starts_with("x:2:1: there is nothing to keep"));
  CHECK(error_of("{\"note\": \"a\"\n{\"note\": \"b\"}\n") == "x:2:1: a comma or } is missing");
  CHECK(error_of("[{\"note\": \"a\"}]") == "x:1:1: an object is expected, not a list");
  CHECK(error_of("") == "x:1:1: it is empty");
  CHECK(error_of("{\"note\": \"" + std::string(longest_text + 1, 'x') + "\"}")
            .starts_with("x:1:10: note: the note has"));
}
