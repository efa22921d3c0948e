#include "exchange/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string quoted_field(std::string_view field) {
  std::string text = "\"";
  for (const char byte : field) {
    if (byte == '"') text += '"';
    text += byte;
  }
  return text + '"';
}

bool needs_quotes(std::string_view field) { return field.find_first_of("\",\r\n") != std::string_view::npos; }

}  // namespace

std::string csv_record(const std::vector<std::string>& fields) {
  std::string record;
  for (const auto& field : fields) {
    if (&field != &fields.front()) record += ',';
    record += needs_quotes(field) ? quoted_field(field) : field;
  }
  return record + "\r\n";
}

bool is_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 11> beginnings{"=",  "+",  "-",  "@",  "\t", "\r",
                                                               "\n", "＝", "＋", "－", "＠"};
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

char separator_seen(std::string_view text) {
  const auto at = text.find_first_of(",;\t\n");
  return at == std::string_view::npos || text[at] == '\n' ? ',' : text[at];
}

CsvReader::CsvReader(std::string_view text, std::string origin, char separator)
    : m_rest(text), m_origin(std::move(origin)), m_separator(separator) {
  if (m_rest.starts_with(byte_order_mark)) m_rest.remove_prefix(byte_order_mark.size());
  if (const auto bad = find_bad_utf8(m_rest)) {
    pass(*bad);
    fail(m_rest.front() == '\0' ? "a NUL character" : "a byte that is not UTF-8");
  }
}

std::optional<std::vector<std::string>> CsvReader::next() {
  pass_empty_lines();
  if (m_rest.empty()) return std::nullopt;
  m_places.clear();
  std::vector<std::string> fields{read_field()};
  while (m_rest.starts_with(m_separator)) {
    pass(1);
    fields.push_back(read_field());
  }
  return fields;
}

std::string CsvReader::place_of(std::size_t field) const {
  return m_places.at(std::min(field, m_places.size() - 1));
}

std::string CsvReader::read_field() {
  m_places.push_back(fmt::format("{}:{}:{}", m_origin, m_line, m_column));
  if (m_rest.starts_with('"')) return read_quoted();
  std::size_t size = std::min({m_rest.find(m_separator), m_rest.find('\n'), m_rest.size()});
  if (size > 0 && m_rest[size - 1] == '\r') --size;
  std::string field(m_rest.substr(0, size));
  pass(size);
  return field;
}

std::string CsvReader::read_quoted() {
  std::string field;
  for (pass(1);; pass(1)) {
    const auto quote = m_rest.find('"');
    if (quote == std::string_view::npos) fail("a double quote is not closed");
    field += m_rest.substr(0, quote);
    pass(quote + 1);
    if (!m_rest.starts_with('"')) break;
    field += '"';
  }
  if (!m_rest.empty() && m_rest.front() != m_separator && !is_at_break())
    fail("there is text behind a closing quote");
  return field;
}

bool CsvReader::is_at_break() const { return m_rest.starts_with('\n') || m_rest.starts_with("\r\n"); }

void CsvReader::pass_empty_lines() {
  while (is_at_break()) pass(m_rest.find('\n') + 1);
}

void CsvReader::pass(std::size_t bytes) {
  const auto passed = m_rest.substr(0, bytes);
  const auto breaks = std::count(passed.begin(), passed.end(), '\n');
  const auto tail = breaks > 0 ? passed.substr(passed.rfind('\n') + 1) : passed;
  const auto columns = static_cast<std::size_t>(std::count_if(
      tail.begin(), tail.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
  m_line += static_cast<std::size_t>(breaks);
  m_column = (breaks > 0 ? 1 : m_column) + columns;
  m_rest.remove_prefix(bytes);
}

void CsvReader::fail(std::string_view what) const {
  throw ContentError(fmt::format("{}:{}:{}: {}", m_origin, m_line, m_column, what));
}

}  // namespace felt
