#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/json_writer.hpp"
#include "exchange/fhir_codes.hpp"
#include "model/entry.hpp"

namespace felt::fhir {

// What Observations of one entry have in common.
struct Observed {
  const Entry& entry;
  std::string person;                    // uuid of the Patient
  std::optional<std::string> procedure;  // uuid of the session, where that is in the bundle
};

// Gives the uuid of the QuestionnaireResponse that holds the answer.
using ResponseOf = std::function<std::string(const Given&)>;
using TakeObservation =
    std::function<void(const std::string& uuid, const std::function<void(JsonWriter&)>& write)>;

// The Observations that follow from the entry's answers: its ratings for which it was told whether higher or
// lower is better, the places for which it was told how strong something is, and the time asleep where all
// that makes it up is there (insight/sleep.hpp).
void each_observation(const Observed& observed, LocalCodes& codes, const ResponseOf& response_of,
                      const TakeObservation& take);

}  // namespace felt::fhir
