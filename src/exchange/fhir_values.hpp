#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_writer.hpp"
#include "base/time.hpp"

namespace felt::fhir {

// Values as FHIR R4 writes them. What FHIR does not allow is never written: no empty text, no control
// character, no offset beyond fourteen hours.

inline constexpr std::string_view ucum = "http://unitsofmeasure.org";

// "urn:uuid:…", by which the things of one bundle name each other.
std::string urn(std::string_view uuid);
// With its offset; in UTC for an offset that FHIR does not know.
std::string time_text(const Moment& moment);
// Whether there is more in it than white space.
bool has_words(std::string_view text);

// A key with a text, unless there are no words in it.
void put_text(JsonWriter& json, std::string_view key, const std::string& text);
// "subject": {"reference": "urn:uuid:…"}
void put_reference(JsonWriter& json, std::string_view key, std::string_view uuid);
// The same in a list.
void put_references(JsonWriter& json, std::string_view key, std::string_view uuid);
// A Coding; without a display where that has no words.
void write_coding(JsonWriter& json, std::string_view system, std::string_view code,
                  const std::string& display);
// A Quantity in a unit of UCUM.
void put_quantity(JsonWriter& json, std::string_view key, double value, std::string_view unit);

}  // namespace felt::fhir
