#include "prompts/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/closest.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

constexpr std::size_t most_keys_listed = 8;

SourcePlace place_of(const toml::source_position& position) {
  return {static_cast<int>(position.line), static_cast<int>(position.column)};
}

std::string keys_here(std::vector<std::string> keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  if (keys.size() > most_keys_listed) return "It is left aside.";
  std::transform(keys.begin(), keys.end(), keys.begin(),
                 [](const std::string& key) { return in_quotes(key); });
  return keys.empty() ? "It is left aside." : fmt::format("Keys here: {}.", join(keys, ", "));
}

}  // namespace

SourcePlace place_of(const toml::node& node) { return place_of(node.source().begin); }
SourcePlace place_of(const toml::key& key) { return place_of(key.source().begin); }

std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "text";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::time:
    case toml::node_type::date_time:
      return "a time";
    default:
      return "nothing";
  }
}

SourcePlace Section::at(std::string_view key) const {
  const auto* node = m_table->get(key);
  return node ? place_of(*node) : at();
}

const toml::node* Section::find(std::string_view key) {
  m_asked.push_back(key);
  return m_table->get(key);
}

void Section::report_type(const toml::node& node, std::string_view key, std::string_view wanted) const {
  m_findings->error(place_of(node),
                    fmt::format("{} needs {}, not {}", in_quotes(key), wanted, kind_of(node)));
}

std::optional<std::string> Section::find_text(std::string_view key) {
  const auto* node = find(key);
  if (!node) return std::nullopt;
  const auto* text = node->as_string();
  if (!text) {
    report_type(*node, key, "text");
    return std::nullopt;
  }
  return text->get();
}

std::optional<double> Section::find_number(std::string_view key) {
  const auto* node = find(key);
  if (!node) return std::nullopt;
  const auto number = node->is_number() ? node->value<double>() : std::nullopt;
  if (!number)
    report_type(*node, key, "a number");
  else if (!std::isfinite(*number))
    error(key, fmt::format("{} needs a finite number", in_quotes(key)));
  else
    return number;
  return std::nullopt;
}

std::optional<int> Section::find_whole(std::string_view key, int least, int most) {
  const auto* node = find(key);
  if (!node) return std::nullopt;
  const auto* number = node->as_integer();
  if (!number && node->is_number())
    error(key, fmt::format("{} needs a whole number", in_quotes(key)));
  else if (!number)
    report_type(*node, key, "a whole number");
  else if (number->get() < least || number->get() > most)
    error(key, fmt::format("{} needs a whole number from {} to {}", in_quotes(key), least, most));
  else
    return static_cast<int>(number->get());
  return std::nullopt;
}

std::optional<bool> Section::find_flag(std::string_view key) {
  const auto* node = find(key);
  if (!node) return std::nullopt;
  const auto* flag = node->as_boolean();
  if (!flag) {
    report_type(*node, key, "true or false");
    return std::nullopt;
  }
  return flag->get();
}

std::vector<PlacedWord> Section::words_in(const toml::node& node, std::string_view key) const {
  std::vector<PlacedWord> words;
  const auto* list = node.as_array();
  if (!list) {
    report_type(node, key, "a list of texts");
    return words;
  }
  for (const auto& element : *list) {
    if (const auto* text = element.as_string())
      words.push_back({text->get(), place_of(element)});
    else
      report_type(element, key, "texts in its list");
  }
  return words;
}

std::vector<PlacedWord> Section::words(std::string_view key) {
  const auto* node = find(key);
  return node ? words_in(*node, key) : std::vector<PlacedWord>();
}

std::optional<Section> Section::section_in(const toml::node& node, std::string_view key,
                                           std::string name) const {
  if (const auto* table = node.as_table()) return Section(*table, std::move(name), *m_findings);
  report_type(node, key, "a table");
  return std::nullopt;
}

std::optional<Section> Section::find_section(std::string_view key, std::string name) {
  const auto* node = find(key);
  return node ? section_in(*node, key, std::move(name)) : std::nullopt;
}

std::vector<Section> Section::sections(std::string_view key, std::string_view name_of_each) {
  std::vector<Section> sections;
  const auto* node = find(key);
  if (!node) return sections;
  if (!node->is_array()) report_type(*node, key, "a list of tables");
  if (const auto* list = node->as_array())
    for (const auto& element : *list) {
      if (const auto* table = element.as_table())
        sections.emplace_back(*table, std::string(name_of_each), *m_findings);
      else
        report_type(element, key, "tables in its list");
    }
  return sections;
}

void Section::require(std::string_view key) {
  if (!has(key)) m_findings->error(at(), fmt::format("{} has no {}", m_name, in_quotes(key)));
}

std::string Section::text(std::string_view key) {
  require(key);
  auto text = find_text(key).value_or("");
  if (m_table->get(key) && m_table->get(key)->is_string() && trim(text).empty())
    error(key, fmt::format("{} is empty", in_quotes(key)));
  return text;
}

std::optional<double> Section::number(std::string_view key) {
  require(key);
  return find_number(key);
}

void Section::report_unknown(std::string_view what, const PlacedWord& word,
                             std::span<const std::string> known) const {
  m_findings->error(word.at, fmt::format("unknown {} {}", what, in_quotes(word.text)),
                    m_findings->nearest(word.text, known));
}

bool Section::is_asked(std::string_view key) const {
  return std::find(m_asked.begin(), m_asked.end(), key) != m_asked.end();
}

void Section::finish(std::span<const std::string_view> elsewhere, std::string_view reason) {
  for (const auto& [key, node] : *m_table)
    if (!is_asked(key.str())) report_key(key, elsewhere, reason);
}

void Section::report_key(const toml::key& key, std::span<const std::string_view> elsewhere,
                         std::string_view reason) const {
  const auto word = key.str();
  if (m_findings->is_full()) return m_findings->warning(place_of(key), {});
  if (std::find(elsewhere.begin(), elsewhere.end(), word) != elsewhere.end())
    return m_findings->warning(place_of(key), fmt::format("{} does not go with {}", in_quotes(word), reason),
                               "It is left aside.");
  const std::vector<std::string> known(m_asked.begin(), m_asked.end());
  auto hint = word.size() <= 64 ? did_you_mean(word, known) : std::string();
  if (hint.empty()) hint = keys_here(known);
  m_findings->warning(place_of(key), fmt::format("unknown key {}", in_quotes(word)), std::move(hint));
}

std::optional<std::string> find_control(std::string_view text) {
  const auto is_plain = [](char byte) { return byte >= ' ' && byte <= '~'; };
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::nullopt;
  const auto shown = visible_line(text);
  const auto [in_shown, in_text] = std::mismatch(shown.begin(), shown.end(), text.begin(), text.end());
  if (in_text == text.end()) return std::nullopt;
  if (*in_text == '\n' || *in_text == '\r') return "a line break";
  if (*in_text == '\t') return "a tab";
  const std::string_view escape(shown.data() + (in_shown - shown.begin()), shown.data() + shown.size());
  return std::string(escape.substr(0, escape.starts_with("\\u") ? 6 : 4));
}

}  // namespace felt
