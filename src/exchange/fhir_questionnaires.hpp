#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "base/json_writer.hpp"
#include "exchange/fhir_codes.hpp"
#include "model/question.hpp"

namespace felt::fhir {

// What was asked: a version of a pack in one language, with those of its questions that were answered.
struct Questionnaire {
  struct Item {
    std::string link;  // its linkId; the parts of an answer have it in front: "noticing.region"
    std::shared_ptr<const Wording> asked;
  };
  std::string uuid, title, version, language;
  std::vector<Item> items;

  // "urn:uuid:…|1.0.0"
  std::string canonical() const;
};

// How much a question's rating, or the strength of a pick or place, can be is known.
bool has_scale(const Wording& asked);

// All of a bundle. A question that was asked in other words without a new version has an item for each.
class Questionnaires {
 public:
  struct Place {
    const Questionnaire* questionnaire = nullptr;  // lives as long as this does
    std::string link;
  };
  const Place& place_of(const std::shared_ptr<const Wording>& asked);
  // What stands beside the answers of an entry: the items "note" and "tag".
  const Questionnaire& beside();

  using Visit = std::function<void(const std::string& uuid, const std::function<void(JsonWriter&)>& write)>;
  void each(LocalCodes& codes, const Visit& visit) const;

 private:
  Questionnaire& questionnaire_of(const Wording& asked);
  std::map<std::tuple<std::string, std::string, std::string>, Questionnaire> m_all;
  std::map<std::shared_ptr<const Wording>, Place> m_places;
};

}  // namespace felt::fhir
