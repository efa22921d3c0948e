#pragma once

#include <string>
#include <string_view>

namespace felt {

// Appends JSON to a text piece by piece, as json_text would write it: for what is written so often that
// building it first would take most of the time. What is begun must be ended, and an object's values have
// their keys; nobody checks.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& text) : m_text(&text) {}
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_list();
  JsonWriter& end_list();
  JsonWriter& key(std::string_view name);  // letters, digits, - and _ only
  // Error (damaged) for text that is not UTF-8: it comes from a journal, which holds no other.
  JsonWriter& text(std::string_view value);
  JsonWriter& number(double value);  // as json_number
  JsonWriter& number(long long value);
  JsonWriter& yes_no(bool value);

 private:
  void begin_value();
  std::string* m_text;
  bool m_is_first = true;  // in what is open
};

}  // namespace felt
