#include "base/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

bool is_plain(char byte) { return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\'; }

void append_escaped(std::string& text, char byte) {
  switch (byte) {
    case '"':
    case '\\':
      (text += '\\') += byte;
      break;
    case '\b':
      text += "\\b";
      break;
    case '\f':
      text += "\\f";
      break;
    case '\n':
      text += "\\n";
      break;
    case '\r':
      text += "\\r";
      break;
    case '\t':
      text += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(byte) < 0x20)
        text += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
      else
        text += byte;
  }
}

void append_ascii(std::string& text, std::string_view value) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (is_plain(value[at])) continue;
    text.append(value, from, at - from);
    append_escaped(text, value[at]);
    from = at + 1;
  }
  text.append(value, from, value.size() - from);
}

bool is_odd(char byte) { return static_cast<unsigned char>(byte) >= 0x7f || byte == '\0'; }

[[noreturn]] void refuse_damage(std::string_view what) {
  throw Error(Exit::damaged, fmt::format("the journal holds {}", what),
              "Leave the file as it is and keep a copy of it before anything else.");
}

std::string escaped(std::string_view value) {
  if (find_bad_utf8(value)) refuse_damage("a text that is not UTF-8");
  std::string text;
  append_ascii(text, value);
  return visible_json(text);
}

}  // namespace

void JsonWriter::begin_value() {
  if (!m_is_first) *m_text += ',';
  m_is_first = false;
}

JsonWriter& JsonWriter::begin_object() {
  begin_value();
  *m_text += '{';
  m_is_first = true;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  *m_text += '}';
  m_is_first = false;
  return *this;
}

JsonWriter& JsonWriter::begin_list() {
  begin_value();
  *m_text += '[';
  m_is_first = true;
  return *this;
}

JsonWriter& JsonWriter::end_list() {
  *m_text += ']';
  m_is_first = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  begin_value();
  ((*m_text += '"') += name) += "\":";
  m_is_first = true;  // no comma before its value
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  begin_value();
  *m_text += '"';
  if (std::none_of(value.begin(), value.end(), is_odd))
    append_ascii(*m_text, value);
  else
    *m_text += escaped(value);
  *m_text += '"';
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) refuse_damage("a number without end");
  if (const Json json = json_number(value); !json.is_number_float()) return number(json.get<long long>());
  begin_value();
  *m_text += number_text(value);
  return *this;
}

JsonWriter& JsonWriter::number(long long value) {
  begin_value();
  fmt::format_to(std::back_inserter(*m_text), "{}", value);
  return *this;
}

JsonWriter& JsonWriter::yes_no(bool value) {
  begin_value();
  *m_text += value ? "true" : "false";
  return *this;
}

}  // namespace felt
