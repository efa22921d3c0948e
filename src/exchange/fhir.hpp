#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "exchange/export_lines.hpp"
#include "exchange/fhir_codes.hpp"
#include "exchange/fhir_observations.hpp"
#include "exchange/fhir_questionnaires.hpp"
#include "model/entry.hpp"

namespace felt {

// Sessions and entries as a FHIR R4 Bundle, as felt-json(5) describes it: what is handed in and nothing else.
// Sessions come first, then entries, one at a time; finish() ends the text. The same things in the same order
// make the same bytes. In memory is one entry, and what was asked, in how many words ever.
class FhirWriter {
 public:
  // `person` is the uuid that stands for whom this is about, and nothing more is said of them. A session
  // after `now` is one that is still to come.
  FhirWriter(const Sink& sink, std::string person, Instant now);

  void take(const Session& session);
  // An entry that belongs to a session which was not handed in belongs to none here.
  void take(const Entry& entry);
  void finish();

 private:
  using Write = std::function<void(JsonWriter&)>;
  void add(const std::string& uuid, const Write& write);
  void flush();
  void take_responses(const fhir::Observed& observed);
  void write_response(JsonWriter& json, const fhir::Observed& observed,
                      const fhir::Questionnaire& questionnaire);
  void write_items(JsonWriter& json, const Entry& entry, const fhir::Questionnaire& questionnaire);

  const Sink& m_sink;
  std::string m_person;
  Instant m_now;
  std::string m_text;
  bool m_is_first = true;
  std::map<Id, std::string> m_sessions;  // their uuids
  fhir::LocalCodes m_codes;
  fhir::Questionnaires m_questionnaires;
};

}  // namespace felt
