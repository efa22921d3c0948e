#include "settings/edit.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t";

std::string toml_text(std::string_view value) {
  std::ostringstream text;
  text << toml::toml_formatter(toml::value<std::string>(value), toml::format_flags::allow_unicode_strings);
  return text.str();
}

// "support" and "country" of "support.country"; the table of a plain key is "".
std::string_view table_of(std::string_view key) {
  const auto dot = key.find('.');
  return key.substr(0, dot == std::string_view::npos ? 0 : dot);
}
std::string_view name_in_table(std::string_view key) { return key.substr(key.find('.') + 1); }

// --- places in the text, in bytes ---

std::size_t first_byte(std::string_view toml) {
  return toml.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
}

std::size_t line_start(std::string_view toml, std::size_t at) {
  const auto end_before = at == 0 ? std::string_view::npos : toml.rfind('\n', at - 1);
  return end_before == std::string_view::npos ? first_byte(toml) : end_before + 1;
}

std::size_t next_line(std::string_view toml, std::size_t at) {
  const auto end = toml.find('\n', at);
  return end == std::string_view::npos ? toml.size() : end + 1;
}

std::size_t after_blanks(std::string_view toml, std::size_t at) {
  return std::min(toml.find_first_not_of(blanks, at), toml.size());
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// toml++ counts lines and characters from 1 and leaves a byte order mark out.
std::size_t offset_of(std::string_view toml, const toml::source_position& where) {
  auto at = first_byte(toml);
  for (toml::source_index line = 1; line < where.line; ++line) at = next_line(toml, at);
  for (toml::source_index column = 1; column < where.column && at < toml.size(); ++column) {
    do ++at;
    while (at < toml.size() && continues_character(toml[at]));
  }
  return at;
}

// A key that the file has, and where.
struct KeyPlace {
  std::string name;  // "support.country"
  std::string value;
  std::size_t begin;  // the key, of a dotted one its last part
  std::size_t value_begin, value_end;
  std::size_t end;  // the value's, or that of the inline table it stands in
};

enum class TableForm { header, inline_braces, dotted_keys };

struct TablePlace {
  std::string name;
  TableForm form;
  std::size_t begin, end;  // of the header, the braces or the first dotted key
};

struct Layout {
  std::vector<KeyPlace> keys;
  std::vector<TablePlace> tables;
};

KeyPlace key_place(std::string_view toml, std::string name, const toml::key& key, const toml::node& node) {
  const auto end = offset_of(toml, node.source().end);
  return {std::move(name),
          node.value_or(std::string()),
          offset_of(toml, key.source().begin),
          offset_of(toml, node.source().begin),
          end,
          end};
}

TablePlace table_place(std::string_view toml, std::string name, const toml::table& table) {
  const auto begin = offset_of(toml, table.source().begin), end = offset_of(toml, table.source().end);
  if (table.is_inline()) return {std::move(name), TableForm::inline_braces, begin, end};
  const auto form = toml.substr(begin, 1) == "[" ? TableForm::header : TableForm::dotted_keys;
  return {std::move(name), form, begin, next_line(toml, begin)};
}

// Of a file that parse_settings has read: texts, in tables or not.
Layout layout_of(std::string_view toml) {
  Layout layout;
  for (const auto& [name, node] : toml::parse(toml)) {
    const auto* table = node.as_table();
    if (!table) {
      layout.keys.push_back(key_place(toml, std::string(name.str()), name, node));
      continue;
    }
    const auto place = layout.tables.emplace_back(table_place(toml, std::string(name.str()), *table));
    for (const auto& [inner, value] : *table) {
      auto key = key_place(toml, fmt::format("{}.{}", name.str(), inner.str()), inner, value);
      if (place.form == TableForm::inline_braces) key.end = place.end;
      layout.keys.push_back(std::move(key));
    }
  }
  return layout;
}

const KeyPlace* find_key(const Layout& layout, std::string_view name) {
  for (const auto& key : layout.keys)
    if (key.name == name) return &key;
  return nullptr;
}

const TablePlace* find_table(const Layout& layout, std::string_view name) {
  for (const auto& table : layout.tables)
    if (table.name == name) return &table;
  return nullptr;
}

// --- what is to be changed ---

struct Change {
  std::size_t begin, end;
  std::string text;
};

struct Section {
  std::size_t begin, end;
};

// The lines between a header, or the beginning, and the next header.
Section section_from(std::string_view toml, const Layout& layout, std::size_t begin) {
  Section section{begin, toml.size()};
  for (const auto& table : layout.tables)
    if (table.form == TableForm::header && table.begin >= begin)
      section.end = std::min(section.end, line_start(toml, table.begin));
  return section;
}

std::string_view line_end(std::string_view toml) {
  const auto end = toml.find('\n');
  return end != std::string_view::npos && end > 0 && toml[end - 1] == '\r' ? "\r\n" : "\n";
}

std::string_view indentation(std::string_view toml, std::size_t at) {
  const auto start = line_start(toml, at);
  return toml.substr(start, after_blanks(toml, start) - start);
}

Change added_line(std::string_view toml, std::size_t at, std::string line) {
  const bool line_is_open = at == toml.size() && at > first_byte(toml) && toml.back() != '\n';
  const auto end = line_end(toml);
  return {at, at, fmt::format("{}{}{}", line_is_open ? end : "", line, end)};
}

// "country" in "  # country = …".
bool is_comment_with(std::string_view line, std::string_view name) {
  line = trim(line);
  if (!line.starts_with("#")) return false;
  line = trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
  return line.starts_with(name) && trim(line.substr(name.size())).starts_with("=");
}

bool is_in_value(const Layout& layout, std::size_t at) {
  return std::any_of(layout.keys.begin(), layout.keys.end(),
                     [at](const KeyPlace& key) { return key.value_begin < at && at < key.value_end; });
}

std::optional<std::size_t> find_comment_with(std::string_view toml, const Layout& layout,
                                             const Section& section, std::string_view name) {
  for (auto at = section.begin; at < section.end; at = next_line(toml, at)) {
    const auto line = toml.substr(at, next_line(toml, at) - at);
    if (is_comment_with(line, name) && !is_in_value(layout, at)) return at;
  }
  return std::nullopt;
}

// The last key for which `is_meant` holds, by where it ends.
template <class Meant>
const KeyPlace* find_last(const Layout& layout, Meant is_meant) {
  const KeyPlace* last = nullptr;
  for (const auto& key : layout.keys)
    if (is_meant(key) && (!last || key.end >= last->end)) last = &key;
  return last;
}

std::optional<Change> below_its_like(std::string_view toml, const Layout& layout, const Section& section,
                                     std::string_view name, const std::string& line) {
  if (const auto comment = find_comment_with(toml, layout, section, name))
    return added_line(toml, next_line(toml, *comment), std::string(indentation(toml, *comment)) + line);
  const auto* last = find_last(layout, [&section](const KeyPlace& key) {
    return key.begin >= section.begin && key.begin < section.end;
  });
  if (!last) return std::nullopt;
  return added_line(toml, next_line(toml, last->end), std::string(indentation(toml, last->begin)) + line);
}

// Where the comment that leads up to a header begins.
std::size_t above_comment(std::string_view toml, std::size_t header) {
  auto at = line_start(toml, header);
  while (at > first_byte(toml)) {
    const auto before = line_start(toml, at - 1);
    if (!trim(toml.substr(before, at - before)).starts_with("#")) break;
    at = before;
  }
  return at;
}

Change added_plain(std::string_view toml, const Layout& layout, std::string_view name,
                   const std::string& line) {
  const auto section = section_from(toml, layout, first_byte(toml));
  if (auto change = below_its_like(toml, layout, section, name, line)) return *std::move(change);
  if (section.end == toml.size()) return added_line(toml, toml.size(), line);
  auto change = added_line(toml, above_comment(toml, section.end), line);
  change.text += line_end(toml);
  return change;
}

Change added_in_braces(std::string_view toml, const TablePlace& table, const std::string& line) {
  const auto brace = table.end - 1;
  const auto last = toml.find_last_not_of(blanks, brace - 1);
  if (last == table.begin) return {table.begin, table.end, fmt::format("{{ {} }}", line)};
  return {last + 1, last + 1, ", " + line};
}

Change added_dotted(std::string_view toml, const Layout& layout, const TablePlace& table,
                    const std::string& line) {
  const auto* last =
      find_last(layout, [&table](const KeyPlace& key) { return table_of(key.name) == table.name; });
  return added_line(toml, next_line(toml, last ? last->end : table.end),
                    fmt::format("{}{}.{}", indentation(toml, table.begin), table.name, line));
}

Change added_under_header(std::string_view toml, const Layout& layout, const TablePlace& table,
                          std::string_view name, const std::string& line) {
  const auto section = section_from(toml, layout, table.end);
  auto change = below_its_like(toml, layout, section, name, line);
  return change ? *std::move(change) : added_line(toml, table.end, line);
}

Change added_with_table(std::string_view toml, std::string_view table, const std::string& line) {
  const auto end = line_end(toml);
  const bool is_first = trim(toml.substr(first_byte(toml))).empty();
  return added_line(toml, toml.size(), fmt::format("{}[{}]{}{}", is_first ? "" : end, table, end, line));
}

Change added(std::string_view toml, const Layout& layout, std::string_view key, std::string_view value) {
  const auto name = name_in_table(key);
  const auto line = fmt::format("{} = {}", name, toml_text(value));
  if (table_of(key).empty()) return added_plain(toml, layout, name, line);
  const auto* table = find_table(layout, table_of(key));
  if (!table) return added_with_table(toml, table_of(key), line);
  if (table->form == TableForm::inline_braces) return added_in_braces(toml, *table, line);
  return table->form == TableForm::header ? added_under_header(toml, layout, *table, name, line)
                                          : added_dotted(toml, layout, *table, line);
}

// With the comma behind it, or for the last one with the comma before it.
Change removed_in_braces(std::string_view toml, const KeyPlace& key) {
  const auto behind = after_blanks(toml, key.value_end);
  if (toml.substr(behind, 1) == ",") return {key.begin, after_blanks(toml, behind + 1), ""};
  const auto before = toml.find_last_not_of(blanks, key.begin - 1);
  return {toml[before] == ',' ? before : key.begin, key.value_end, ""};
}

Change removed_line(std::string_view toml, const KeyPlace& key) {
  const auto start = line_start(toml, key.begin);
  const auto behind = after_blanks(toml, key.value_end);
  if (toml.substr(behind, 1) == "#") return {after_blanks(toml, start), behind, ""};
  return {start, next_line(toml, key.value_end), ""};
}

Change change_to(std::string_view toml, const Layout& layout, std::string_view key, std::string_view value) {
  const auto* place = find_key(layout, key);
  if (!place) return added(toml, layout, key, value);
  if (!value.empty()) return {place->value_begin, place->value_end, toml_text(value)};
  return place->end == place->value_end ? removed_line(toml, *place) : removed_in_braces(toml, *place);
}

bool has_it_already(const Layout& layout, std::string_view key, std::string_view value) {
  const auto* place = find_key(layout, key);
  return place ? !value.empty() && place->value == value : value.empty();
}

bool says(const std::string& toml, const Settings& wanted) {
  try {
    const auto settings = parse_settings(toml, {});
    return std::all_of(setting_keys().begin(), setting_keys().end(), [&](const SettingKey& key) {
      return setting_text(settings, key.name) == setting_text(wanted, key.name);
    });
  } catch (const ContentError&) {
    return false;
  }
}

void refuse_too_large(const std::string& text, const std::string& file) {
  if (text.size() <= largest_settings_file) return;
  throw ContentError(
      fmt::format("{} would hold more than {}", quoted_path(file), size_text(largest_settings_file)),
      "That is the most felt reads there. Nothing was changed.");
}

}  // namespace

std::string with_setting(std::string_view toml, std::string_view key, std::string_view value,
                         const std::string& file) {
  Settings wanted = parse_settings(toml, file);
  take_setting(wanted, key, value);
  const auto layout = layout_of(toml);
  std::string text(toml);
  if (has_it_already(layout, key, value)) return text;
  const auto change = change_to(toml, layout, key, value);
  text.replace(change.begin, change.end - change.begin, change.text);
  refuse_too_large(text, file);
  if (!says(text, wanted))
    throw ContentError(fmt::format("'{}' cannot be changed alone in {}", key, quoted_path(file)),
                       fmt::format("Nothing was changed. It can be done by hand: {} = {}", key,
                                   visible_line(toml_text(value))));
  return text;
}

std::string new_settings_file(const Settings& settings) {
  std::string text = "# The settings of felt. Every line can be left out; felt help config explains them.\n";
  std::string_view table;
  for (const auto& key : setting_keys()) {
    if (table_of(key.name) != table) text += fmt::format("\n[{}]\n", table_of(key.name));
    table = table_of(key.name);
    const auto value = setting_text(settings, key.name);
    const bool is_usual = value == setting_text({}, key.name);
    text += fmt::format("\n# {}: {}.\n{}{} = {}\n", key.what, key.accepts, is_usual ? "#" : "",
                        name_in_table(key.name), toml_text(value));
  }
  return text;
}

}  // namespace felt
