#include "exchange/fhir_observations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "exchange/fhir_values.hpp"
#include "exchange/shown_text.hpp"
#include "insight/sleep.hpp"
#include "journal/uuid.hpp"

namespace felt::fhir {
namespace {

constexpr std::string_view loinc = "http://loinc.org";
constexpr std::string_view categories = "http://terminology.hl7.org/CodeSystem/observation-category";

// What is put into an Observation that begins and ends like all of them.
using Put = std::function<void(JsonWriter&)>;

void put_category(JsonWriter& json) {
  json.key("category").begin_list().begin_object().key("coding").begin_list();
  write_coding(json, categories, "survey", "Survey");
  json.end_list().end_object().end_list();
}

void write_observation(JsonWriter& json, const Observed& observed, const std::string& uuid,
                       const std::string& response, const Put& put) {
  const auto& entry = observed.entry;
  json.key("resourceType").text("Observation").key("id").text(uuid);
  if (observed.procedure) put_references(json, "partOf", *observed.procedure);
  json.key("status").text(entry.state == EntryState::draft ? "preliminary" : "final");
  put_category(json);
  put_reference(json, "subject", observed.person);
  json.key("effectiveDateTime").text(time_text(entry.about));
  json.key("issued").text(utc_text(entry.recorded));
  put_references(json, "performer", observed.person);
  put(json);
  put_references(json, "derivedFrom", response);
}

// Severity of pain from 0 to 10, which has a code of its own, is asked by this question.
bool is_pain_now(const Wording& asked) {
  return asked.name == "pain-movement/pain-now" && asked.min == 0 && asked.max == 10 && asked.step == 1;
}

void put_code(JsonWriter& json, LocalCodes& codes, const Wording& asked) {
  json.key("code").begin_object().key("coding").begin_list();
  if (is_pain_now(asked))
    write_coding(json, loinc, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported");
  codes.write_code(json, questions_list, asked.name, asked.prompt);
  json.end_list();
  put_text(json, "text", asked.prompt);
  json.end_object();
}

std::string place_text(const Place& place) {
  auto text = has_words(place.region.label) ? place.region.label : place.region.id;
  if (place.side == Side::left || place.side == Side::right)
    text += fmt::format(", your {}", name_of(place.side));
  else if (place.side != Side::none)
    text += fmt::format(", {}", name_of(place.side));
  if (place.aspect != Aspect::none) text += fmt::format(", {}", name_of(place.aspect));
  return text;
}

// "neck-left-back"
std::string place_code(const Place& place) {
  auto code = place.region.id;
  for (const auto name : {name_of(place.side), name_of(place.aspect)})
    if (!name.empty()) code.append("-").append(name);
  return code;
}

void put_body_site(JsonWriter& json, LocalCodes& codes, const Place& place) {
  const auto text = place_text(place);
  json.key("bodySite").begin_object();
  if (is_id(place.region.id)) {
    codes.write_code(json.key("coding").begin_list(), places_list, place_code(place), text);
    json.end_list();
  }
  json.key("text").text(shown_text(text)).end_object();
}

void put_score(JsonWriter& json, double value) { put_quantity(json, "valueQuantity", value, "{score}"); }

class Observer {
 public:
  Observer(const Observed& observed, LocalCodes& codes, const ResponseOf& response_of,
           const TakeObservation& take)
      : m_observed(observed), m_codes(codes), m_response_of(response_of), m_take(take) {}

  void take_answer(const Given& given) {
    const auto& asked = *given.wording;
    if (const auto* rating = std::get_if<Rating>(&given.answer.value)) {
      if (asked.direction != Direction::neutral) take_rating(given, rating->value);
    } else if (const auto* places = std::get_if<Places>(&given.answer.value)) {
      for (std::size_t i = 0; i < places->places.size(); ++i) take_place(given, i, places->places[i]);
    }
  }

  void take_night() {
    std::array<std::optional<double>, sleep_questions.size()> told;
    const Given* last = nullptr;
    for (const auto& given : m_observed.entry.answers) {
      const auto found = std::find(sleep_questions.begin(), sleep_questions.end(), given.answer.question);
      if (found == sleep_questions.end()) continue;
      told[static_cast<std::size_t>(found - sleep_questions.begin())] = number_in(given.answer);
      last = &given;
    }
    const auto night = sleep_quantities(past_midnight(sleep_times(told)));
    if (night.asleep) take_sleep(*last, *night.asleep);
  }

 private:
  static std::optional<double> number_in(const Answer& answer) {
    if (const auto* time = std::get_if<ClockTime>(&answer.value)) return time->minute_of_day;
    if (const auto* length = std::get_if<Minutes>(&answer.value)) return length->minutes;
    if (const auto* count = std::get_if<Count>(&answer.value)) return static_cast<double>(count->value);
    return std::nullopt;
  }

  void take_rating(const Given& given, double value) {
    take(given, given.answer.question, [&](JsonWriter& json) {
      put_code(json, m_codes, *given.wording);
      put_score(json, value);
    });
  }

  void take_place(const Given& given, std::size_t number, const Place& place) {
    if (!place.strength || !LocalCodes::can_write(place.region)) return;
    take(given, fmt::format("{} {}", given.answer.question, number), [&](JsonWriter& json) {
      put_code(json, m_codes, *given.wording);
      put_score(json, *place.strength);
      put_body_site(json, m_codes, place);
    });
  }

  void take_sleep(const Given& given, std::chrono::minutes asleep) {
    take(given, "time asleep", [&](JsonWriter& json) {
      json.key("code").begin_object().key("coding").begin_list();
      write_coding(json, loinc, "93832-4", "Sleep duration");
      json.end_list()
          .key("text")
          .text("Time asleep, worked out from what was told of the night")
          .end_object();
      put_quantity(json, "valueQuantity", static_cast<double>(asleep.count()), "min");
    });
  }

  void take(const Given& given, const std::string& what, const Put& put) {
    const auto uuid = uuid_from(fmt::format("felt observation: {} {}", m_observed.entry.uuid, what));
    m_take(uuid,
           [&](JsonWriter& json) { write_observation(json, m_observed, uuid, m_response_of(given), put); });
  }

  const Observed& m_observed;
  LocalCodes& m_codes;
  const ResponseOf& m_response_of;
  const TakeObservation& m_take;
};

}  // namespace

void each_observation(const Observed& observed, LocalCodes& codes, const ResponseOf& response_of,
                      const TakeObservation& take) {
  Observer observer(observed, codes, response_of, take);
  for (const auto& given : observed.entry.answers) observer.take_answer(given);
  observer.take_night();
}

}  // namespace felt::fhir
