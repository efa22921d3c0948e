#include "exchange/fhir_values.hpp"

#include "base/text.hpp"
#include "exchange/shown_text.hpp"

namespace felt::fhir {

std::string urn(std::string_view uuid) { return "urn:uuid:" + std::string(uuid); }

std::string time_text(const Moment& moment) {
  constexpr auto furthest = std::chrono::hours(14);
  return std::chrono::abs(moment.offset) > furthest ? utc_text(moment.at) : iso_text(moment);
}

bool has_words(std::string_view text) { return !trim(text).empty(); }

void put_text(JsonWriter& json, std::string_view key, const std::string& text) {
  if (has_words(text)) json.key(key).text(shown_text(text));
}

void put_reference(JsonWriter& json, std::string_view key, std::string_view uuid) {
  json.key(key).begin_object().key("reference").text(urn(uuid)).end_object();
}

void put_references(JsonWriter& json, std::string_view key, std::string_view uuid) {
  json.key(key).begin_list().begin_object().key("reference").text(urn(uuid)).end_object().end_list();
}

void write_coding(JsonWriter& json, std::string_view system, std::string_view code,
                  const std::string& display) {
  json.begin_object().key("system").text(system).key("code").text(code);
  put_text(json, "display", display);
  json.end_object();
}

void put_quantity(JsonWriter& json, std::string_view key, double value, std::string_view unit) {
  json.key(key).begin_object().key("value").number(value).key("unit").text(unit);
  json.key("system").text(ucum).key("code").text(unit).end_object();
}

}  // namespace felt::fhir
