#pragma once

#include <toml++/toml.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "prompts/findings.hpp"

namespace felt {

SourcePlace place_of(const toml::node& node);
SourcePlace place_of(const toml::key& key);
// "text", "a number", "a list": what a value is, for messages.
std::string_view kind_of(const toml::node& node);

struct PlacedWord {
  std::string text;
  SourcePlace at;
};

// An enum as it is written in files, for reading and for hints: find_share, name_of and every value.
template <class Enum>
struct Spelling {
  std::string_view what;  // "share"
  std::optional<Enum> (*find)(std::string_view);
  std::string_view (*name)(Enum);
  std::span<const Enum> all;

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto value : all) names.emplace_back(name(value));
    return names;
  }
};

// One table of the file, walked strictly: each key is asked for by name and checked, and what nobody asked
// for is an unknown key. Wrong or missing values are reported and read as nothing. Keys must be literals.
class Section {
 public:
  // The name tells the reader of a message where he is: "[pack]", "question 'jaw'".
  Section(const toml::table& table, std::string name, Findings& findings)
      : m_table(&table), m_name(std::move(name)), m_findings(&findings) {}

  const std::string& name() const { return m_name; }
  void rename(std::string name) { m_name = std::move(name); }
  Findings& findings() const { return *m_findings; }
  SourcePlace at() const { return place_of(*m_table); }
  // Of the value, or of the section where there is none.
  SourcePlace at(std::string_view key) const;
  bool has(std::string_view key) const { return m_table->contains(key); }
  const toml::table& table() const { return *m_table; }
  // The texts of a list, or the table in a node; the key is for messages.
  std::vector<PlacedWord> words_in(const toml::node& node, std::string_view key) const;
  std::optional<Section> section_in(const toml::node& node, std::string_view key, std::string name) const;

  // Nothing where it is absent or of the wrong type; the latter is reported.
  std::optional<std::string> find_text(std::string_view key);
  std::optional<double> find_number(std::string_view key);
  std::optional<int> find_whole(std::string_view key, int least, int most);
  std::optional<bool> find_flag(std::string_view key);
  std::vector<PlacedWord> words(std::string_view key);
  std::optional<Section> find_section(std::string_view key, std::string name);
  std::vector<Section> sections(std::string_view key, std::string_view name_of_each);
  const toml::node* find(std::string_view key);

  // Must be there; absent ones are reported. Texts must not be empty.
  std::string text(std::string_view key);
  std::optional<double> number(std::string_view key);
  void require(std::string_view key);

  template <class Enum>
  std::optional<Enum> find_named(std::string_view key, const Spelling<Enum>& spelling) {
    const auto word = find_text(key);
    if (!word) return std::nullopt;
    return named({*word, at(key)}, spelling);
  }
  template <class Enum>
  std::optional<Enum> named(const PlacedWord& word, const Spelling<Enum>& spelling) const {
    const auto value = spelling.find(word.text);
    if (!value) report_unknown(spelling.what, word, spelling.names());
    return value;
  }
  // "unknown scale 'ease11'" with the nearest of the known ones.
  void report_unknown(std::string_view what, const PlacedWord& word,
                      std::span<const std::string> known) const;

  void error(std::string_view key, std::string message, std::string hint = {}) const {
    m_findings->error(at(key), std::move(message), std::move(hint));
  }
  void warning(std::string_view key, std::string message, std::string hint = {}) const {
    m_findings->warning(at(key), std::move(message), std::move(hint));
  }

  // Warns about every key that was not asked for. `elsewhere` are keys that exist, but do not go with
  // `reason`.
  void finish(std::span<const std::string_view> elsewhere = {}, std::string_view reason = {});

 private:
  void report_type(const toml::node& node, std::string_view key, std::string_view wanted) const;
  void report_key(const toml::key& key, std::span<const std::string_view> elsewhere,
                  std::string_view reason) const;
  bool is_asked(std::string_view key) const;

  const toml::table* m_table;
  std::string m_name;
  Findings* m_findings;
  std::vector<std::string_view> m_asked;
};

// The first character that could steer a terminal, as it is named in a message: "a line break", "\x1b".
// Nothing if there is none.
std::optional<std::string> find_control(std::string_view text);

}  // namespace felt
