#include "exchange/fhir.hpp"

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "exchange/export_fhir.hpp"
#include "exports.hpp"
#include "journal/journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

const Instant noon = std::chrono::sys_days(parse_day("2026-03-14")) + std::chrono::hours(12);

// What a writer makes of what it is handed.
template <class Give>
Json bundle_of(const Give& give) {
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  FhirWriter writer(sink, "00000000-0000-4000-8000-000000000001", noon);
  give(writer);
  writer.finish();
  return parse_json(text, "bundle");
}

std::vector<Json> resources(const Json& bundle, const std::string& kind) {
  std::vector<Json> found;
  for (const auto& entry : bundle.at("entry"))
    if (entry.at("resource").at("resourceType") == kind) found.push_back(entry.at("resource"));
  return found;
}

Session kept_session() {
  auto session = session_at("2026-03-12T15:00");
  session.id = 7;
  session.uuid = "00000000-0000-4000-8000-000000000007";
  return session;
}

Entry kept_entry(std::vector<Given> answers, std::string note = {}) {
  auto entry = entry_at("2026-03-12T21:10", std::move(answers), std::move(note));
  entry.uuid = "00000000-0000-4000-8000-000000000009";
  return entry;
}

Json item_of(const Json& bundle, const std::string& link) {
  for (const auto& response : resources(bundle, "QuestionnaireResponse"))
    for (const auto& item : response.at("item"))
      if (item.at("linkId") == link) return item;
  return nullptr;
}

Given lower_better(AnswerValue value) {
  auto asked = scale_question();
  asked.direction = Direction::lower_better;
  return given(asked, std::move(value));
}

}  // namespace

TEST_CASE("a bundle holds what the writer was handed and nothing else") {
  CHECK(bundle_of([](FhirWriter&) {}).at("entry").size() == 1);
  const auto bundle = bundle_of([](FhirWriter& writer) { writer.take(kept_session()); });
  REQUIRE(bundle.at("entry").size() == 2);
  const auto session = resources(bundle, "Procedure").at(0);
  CHECK(session.at("id") == kept_session().uuid);
  CHECK_FALSE(session.contains("performer"));
  CHECK_FALSE(session.contains("note"));
}

TEST_CASE("an answer that was taken out leaves no trace, nor does its question") {
  auto entry = kept_entry({lower_better(Rating{4}), given(text_question(), Text{"planted"})});
  const auto whole = bundle_of([&](FhirWriter& writer) { writer.take(entry); });
  CHECK(whole.dump().find("own-words") != std::string::npos);
  entry.answers.pop_back();
  const auto filtered = bundle_of([&](FhirWriter& writer) { writer.take(entry); });
  CHECK(filtered.dump().find("planted") == std::string::npos);
  CHECK(filtered.dump().find("own-words") == std::string::npos);
}

TEST_CASE("an entry is part of a session only where that is in the bundle") {
  auto entry = kept_entry({lower_better(Rating{4})});
  entry.session = 7;
  const auto parts = [&](const Json& bundle) {
    return resources(bundle, "QuestionnaireResponse").at(0).contains("partOf");
  };
  CHECK_FALSE(parts(bundle_of([&](FhirWriter& writer) { writer.take(entry); })));
  CHECK(parts(bundle_of([&](FhirWriter& writer) {
    writer.take(kept_session());
    writer.take(entry);
  })));
}

TEST_CASE("each kind of answer has its kind of value") {
  const auto bundle = bundle_of([](FhirWriter& writer) { writer.take(kept_entry(answers_of_every_kind())); });
  const auto answer = [&](const std::string& link) { return item_of(bundle, link).at("answer").at(0); };
  CHECK(answer("distress") == Json{{"valueDecimal", 6}});
  CHECK(answer("compared") == Json{{"valueDecimal", -1.3}});
  CHECK(answer("pace").at("valueCoding").at("code") == "right");
  CHECK(answer("own-pace") == Json{{"valueString", "like \"rain\"\n\ton a roof"}});
  CHECK(item_of(bundle, "feelings").at("answer").size() == 4);
  CHECK(answer("feelings").at("item").at(0).at("answer") == Json::array({{{"valueDecimal", 3}}}));
  CHECK(answer("sleep-came").at("valueQuantity").at("value") == 80);
  CHECK(answer("turned-in").at("valueTime") == "23:40:00");
  CHECK(answer("turned-in").at("item").at(0).at("answer") == Json::array({{{"valueDate", "2026-03-11"}}}));
  CHECK(answer("undated") == Json{{"valueTime", "00:00:00"}});
  CHECK(answer("wakings") == Json{{"valueInteger", 2}});
  CHECK(answer("stopped") == Json{{"valueBoolean", false}});
  CHECK(answer("own-words").at("valueString") == "déjà\nvu \\x1b[31m 'quotes'; DROP TABLE entry; --");
  CHECK(item_of(bundle, "not-sure-places").at("extension").at(0).at("valueCode") == "asked-unknown");
  CHECK(item_of(bundle, "noticing").at("item").at(0).at("linkId") == "noticing.region");
}

TEST_CASE("states, privacy and an entry without answers are told") {
  auto entry = kept_entry({}, "words");
  const auto response = [&] {
    return resources(bundle_of([&](FhirWriter& writer) { writer.take(entry); }), "QuestionnaireResponse")
        .at(0);
  };
  CHECK(response().at("status") == "completed");
  CHECK(response().at("item").at(0).at("answer") == Json::array({{{"valueString", "words"}}}));
  entry.state = EntryState::stopped;
  entry.note = " ";
  CHECK(response().at("status") == "stopped");
  CHECK_FALSE(response().contains("item"));
  CHECK_FALSE(response().at("meta").contains("security"));
  entry.state = EntryState::draft;
  entry.is_private = true;
  CHECK(response().at("status") == "in-progress");
  CHECK(response().at("meta").at("security").at(0).at("code") == "R");
}

TEST_CASE("the person is the same after more was written, and another one in another journal") {
  const auto first = Journal::in_memory(), second = Journal::in_memory();
  const auto nobody = person_of(*first);
  keep_note(*first, "2026-03-12T21:10", "one");
  const auto person = person_of(*first);
  CHECK(person != nobody);
  keep_note(*first, "2026-03-11T21:10", "earlier, and written later");
  first->add_session(session_at("2026-03-01T15:00"));
  CHECK(person_of(*first) == person);
  keep_note(*second, "2026-03-12T21:10", "one");
  CHECK(person_of(*second) != person);
  const auto copy = Journal::in_memory();
  import_into(*copy, exported(*first));
  CHECK(person_of(*copy) == person);
}
