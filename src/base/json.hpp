#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// Keeps keys in the order they were put.
using Json = nlohmann::ordered_json;

// --- writing ---

// A whole number below 2^53 as an integer (6, not 6.0), anything else as it is.
Json json_number(double value);

// Adds a key that an object does not have yet, without looking for it and without the copies that json[key]
// makes of what is there already.
void put(Json& object, std::string key, Json value);

// One line without spaces; UTF-8 stays, control and bidi characters are escaped, so that no terminal obeys
// them.
std::string json_text(const Json& json);
// The same, indented by two.
std::string json_pretty(const Json& json);

// --- reading ---

// Reads one JSON value. ContentError "origin:line:column: reason" for anything else: text that is not UTF-8,
// NUL (escaped too), a key twice in one object, more than 64 levels, text after the value. No text of the
// value is in the reason but the name of a doubled key. A byte order mark is passed over.
Json parse_json(std::string_view text, std::string_view origin);

class JsonReader;

// JSON that was read, beside its text, so that whoever reads it further can say where something is wrong.
class JsonDocument {
 public:
  // As parse_json. The text is not copied and must outlive the document. Lines are counted from `first_line`.
  JsonDocument(std::string_view text, std::string_view origin, std::size_t first_line = 1);
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  const Json& json() const { return m_json; }
  JsonReader reader() const;

  // ContentError "origin:line:column: path: what", for a value of this document.
  [[noreturn]] void fail(const Json& where, const std::string& what, const std::string& hint = {}) const;
  // "origin:line:column" of a value of this document.
  std::string place_of(const Json& where) const;

 private:
  std::string_view m_text;
  std::string m_origin;
  std::size_t m_first_line;
  std::vector<std::size_t> m_ends;  // where each value's first token ends, in the order of the text
  Json m_json;
};

// A value of a document, read strictly: whatever does not fit is a ContentError that names the place, what is
// expected and what is there instead. Cheap to copy; the document must outlive it.
class JsonReader {
 public:
  JsonReader(const JsonDocument& document, const Json& json) : m_document(&document), m_json(&json) {}

  const Json& json() const { return *m_json; }

  // The value as a text, a number, a whole number, true or false.
  const std::string& text() const;
  double number() const;
  long whole() const;
  bool yes_no() const;
  // The values of a list.
  std::vector<JsonReader> items() const;

  // The value of a key. `find` gives nothing where the key is missing or null, `at` fails.
  JsonReader at(std::string_view key) const;
  std::optional<JsonReader> find(std::string_view key) const;
  std::optional<std::string> find_text(std::string_view key) const;
  std::optional<double> find_number(std::string_view key) const;
  std::optional<bool> find_yes_no(std::string_view key) const;
  // The texts of a list; none where the key is missing or null.
  std::vector<std::string> texts(std::string_view key) const;
  // Fails at the first key that is none of these, with the nearest one. Fails if this is no object.
  void refuse_unknown_keys(std::span<const std::string_view> known) const;

  [[noreturn]] void fail(const std::string& what, const std::string& hint = {}) const {
    m_document->fail(*m_json, what, hint);
  }
  // "origin:line:column"
  std::string place() const { return m_document->place_of(*m_json); }

 private:
  [[noreturn]] void fail_kind(std::string_view expected) const;
  void require_object() const;

  const JsonDocument* m_document;
  const Json* m_json;
};

}  // namespace felt
