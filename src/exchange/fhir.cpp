#include "exchange/fhir.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "exchange/fhir_answers.hpp"
#include "exchange/fhir_values.hpp"
#include "exchange/shown_text.hpp"
#include "journal/uuid.hpp"

namespace felt {
namespace {

using fhir::Observed;
using fhir::Questionnaire;

constexpr std::size_t bundle_piece = 65'536;

void put_period(JsonWriter& json, const Session& session) {
  auto end = session.starts;
  end.at += std::chrono::minutes(session.minutes);
  json.key("performedPeriod").begin_object().key("start").text(fhir::time_text(session.starts));
  if (session.minutes > 0) json.key("end").text(fhir::time_text(end));
  json.end_object();
}

void put_performer(JsonWriter& json, const Session& session) {
  if (!fhir::has_words(session.with)) return;
  json.key("performer").begin_list().begin_object().key("actor").begin_object();
  fhir::put_text(json, "display", session.with);
  json.end_object().end_object().end_list();
}

void put_note(JsonWriter& json, const Session& session) {
  if (!fhir::has_words(session.note)) return;
  json.key("note").begin_list().begin_object();
  fhir::put_text(json, "text", session.note);
  json.end_object().end_list();
}

std::string kind_of(const Session& session) {
  const std::string name = "Bodywork session (client-logged)";
  const auto kinds = join(session.kinds, ", ");
  return fhir::has_words(kinds) ? name + ": " + kinds : name;
}

void write_procedure(JsonWriter& json, const Session& session, const std::string& person, Instant now) {
  json.key("resourceType").text("Procedure").key("id").text(session.uuid);
  json.key("status").text(session.starts.at > now ? "preparation" : "completed");
  json.key("code").begin_object();
  fhir::put_text(json, "text", kind_of(session));
  json.end_object();
  fhir::put_reference(json, "subject", person);
  put_period(json, session);
  put_performer(json, session);
  put_note(json, session);
}

std::string_view status_of(EntryState state) {
  switch (state) {
    case EntryState::draft:
      return "in-progress";
    case EntryState::stopped:
      return "stopped";
    case EntryState::kept:
      break;
  }
  return "completed";
}

void put_meta(JsonWriter& json, const Entry& entry) {
  json.key("meta").begin_object().key("lastUpdated").text(utc_text(entry.recorded));
  if (entry.is_private) {
    constexpr std::string_view confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    json.key("security").begin_list();
    fhir::write_coding(json, confidentiality, "R", "restricted");
    json.end_list();
  }
  json.end_object();
}

std::string response_uuid(const Entry& entry, const Questionnaire& questionnaire) {
  return uuid_from(fmt::format("felt response: {} {}", entry.uuid, questionnaire.uuid));
}

std::vector<std::string> sayable_tags(const Entry& entry) {
  std::vector<std::string> tags;
  std::copy_if(entry.tags.begin(), entry.tags.end(), std::back_inserter(tags), fhir::has_words);
  return tags;
}

}  // namespace

FhirWriter::FhirWriter(const Sink& sink, std::string person, Instant now)
    : m_sink(sink),
      m_person(std::move(person)),
      m_now(now),
      m_text(R"({"resourceType":"Bundle","type":"collection","entry":[)") {
  add(m_person, [&](JsonWriter& json) { json.key("resourceType").text("Patient").key("id").text(m_person); });
}

void FhirWriter::add(const std::string& uuid, const Write& write) {
  m_text += std::exchange(m_is_first, false) ? "\n" : ",\n";
  JsonWriter json(m_text);
  json.begin_object().key("fullUrl").text(fhir::urn(uuid)).key("resource").begin_object();
  write(json);
  json.end_object().end_object();
  if (m_text.size() >= bundle_piece) flush();
}

void FhirWriter::flush() {
  m_sink(m_text);
  m_text.clear();
}

void FhirWriter::take(const Session& session) {
  m_sessions[session.id] = session.uuid;
  add(session.uuid, [&](JsonWriter& json) { write_procedure(json, session, m_person, m_now); });
}

void FhirWriter::take(const Entry& entry) {
  Observed observed{entry, m_person, {}};
  const auto session = entry.session ? m_sessions.find(*entry.session) : m_sessions.end();
  if (session != m_sessions.end()) observed.procedure = session->second;
  take_responses(observed);
  const auto response_of = [&](const Given& given) {
    return response_uuid(entry, *m_questionnaires.place_of(given.wording).questionnaire);
  };
  fhir::each_observation(observed, m_codes, response_of,
                         [&](const std::string& uuid, const Write& write) { add(uuid, write); });
}

void FhirWriter::take_responses(const Observed& observed) {
  const auto& entry = observed.entry;
  std::vector<const Questionnaire*> asked;
  for (const auto& given : entry.answers) {
    if (!fhir::is_sayable(given.answer)) continue;
    const auto* questionnaire = m_questionnaires.place_of(given.wording).questionnaire;
    if (std::find(asked.begin(), asked.end(), questionnaire) == asked.end()) asked.push_back(questionnaire);
  }
  if (asked.empty() || fhir::has_words(entry.note) || !sayable_tags(entry).empty())
    asked.push_back(&m_questionnaires.beside());
  for (const auto* questionnaire : asked)
    add(response_uuid(entry, *questionnaire),
        [&](JsonWriter& json) { write_response(json, observed, *questionnaire); });
}

void FhirWriter::write_response(JsonWriter& json, const Observed& observed,
                                const Questionnaire& questionnaire) {
  const auto& entry = observed.entry;
  json.key("resourceType").text("QuestionnaireResponse").key("id").text(response_uuid(entry, questionnaire));
  put_meta(json, entry);
  json.key("identifier").begin_object().key("system").text("urn:ietf:rfc:3986");
  json.key("value").text(fhir::urn(entry.uuid)).end_object();
  if (observed.procedure) fhir::put_references(json, "partOf", *observed.procedure);
  json.key("questionnaire").text(questionnaire.canonical());
  json.key("status").text(status_of(entry.state));
  fhir::put_reference(json, "subject", m_person);
  json.key("authored").text(fhir::time_text(entry.about));
  fhir::put_reference(json, "author", m_person);
  fhir::put_reference(json, "source", m_person);
  write_items(json, entry, questionnaire);
}

void FhirWriter::write_items(JsonWriter& json, const Entry& entry, const Questionnaire& questionnaire) {
  const bool is_beside = &questionnaire == &m_questionnaires.beside();
  const auto tags = sayable_tags(entry);
  if (is_beside && !fhir::has_words(entry.note) && tags.empty()) return;
  json.key("item").begin_list();
  if (is_beside) {
    if (fhir::has_words(entry.note)) fhir::write_text_item(json, "note", entry.note);
    if (!tags.empty()) fhir::write_text_items(json, "tag", tags);
  }
  for (const auto& given : entry.answers) {
    const auto& place = m_questionnaires.place_of(given.wording);
    if (place.questionnaire == &questionnaire && fhir::is_sayable(given.answer))
      fhir::write_answer(json, m_codes, place.link, given);
  }
  json.end_list();
}

void FhirWriter::finish() {
  const auto take = [&](const std::string& uuid, const Write& write) { add(uuid, write); };
  m_questionnaires.each(m_codes, take);
  m_codes.each(take);
  m_text += "\n]}\n";
  flush();
}

}  // namespace felt
