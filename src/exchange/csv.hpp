#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace felt {

// Comma-separated values as in RFC 4180: UTF-8, records end with CRLF, fields with a comma, a double quote or
// a line break stand in double quotes.

// One record, with its line break.
std::string csv_record(const std::vector<std::string>& fields);

// True for a text that a spreadsheet would take for a formula or that hides one: it begins with = + - @,
// their full-width forms, a tab or a line break.
bool is_formula(std::string_view text);

// What stands between the fields of the first line: a comma, or the semicolon or tab that spreadsheets put
// there in many countries.
char separator_seen(std::string_view text);

// The records of a text, one at a time. The text must outlive the reader. A line break may be \n or \r\n.
class CsvReader {
 public:
  CsvReader(std::string_view text, std::string origin, char separator = ',');
  // Nothing at the end. ContentError, with the place, for a quote that is not closed or has text behind it,
  // and for what is not UTF-8. Empty lines are passed over.
  std::optional<std::vector<std::string>> next();
  // "origin:line:column" of a field, from 0, of the record that was read last.
  std::string place_of(std::size_t field) const;

 private:
  std::string read_field();
  std::string read_quoted();
  void pass_empty_lines();
  void pass(std::size_t bytes);
  bool is_at_break() const;
  [[noreturn]] void fail(std::string_view what) const;

  std::string_view m_rest;
  std::string m_origin;
  char m_separator;
  std::size_t m_line = 1, m_column = 1;
  std::vector<std::string> m_places;
};

}  // namespace felt
