#include "settings/settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

[[noreturn]] void refuse(const std::string& file, const toml::source_region& where, const std::string& what,
                         std::string hint) {
  throw ContentError(fmt::format("{}:{}:{}: {}", file, where.begin.line, where.begin.column, what),
                     std::move(hint));
}

std::string text_value(const std::string& file, std::string_view key, const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  refuse(file, node.source(), fmt::format("'{}' takes a text in quotes", key), "");
}

std::chrono::minutes clock_value(const std::string& file, std::string_view key, const toml::node& node) {
  const auto text = text_value(file, key, node);
  const auto parts = split(text, ':');
  const auto hours = parts.size() == 2 ? parse_whole(parts[0]) : std::nullopt;
  const auto minutes = parts.size() == 2 ? parse_whole(parts[1]) : std::nullopt;
  if (!hours || !minutes || *hours < 0 || *minutes < 0 || *minutes > 59 || *hours * 60 + *minutes > 12 * 60)
    refuse(file, node.source(), fmt::format("{} is not a time from 00:00 to 12:00", in_quotes(text)),
           "Write it like day_start = \"04:00\".");
  return std::chrono::minutes(*hours * 60 + *minutes);
}

using Take = void (*)(Settings&, const std::string& file, const toml::node& node);
struct Key {
  std::string_view name;
  Take take;
};

constexpr std::array keys{
    Key{"day_start",
        [](Settings& settings, const std::string& file, const toml::node& node) {
          settings.day_start = clock_value(file, "day_start", node);
        }},
    Key{"journal", [](Settings& settings, const std::string& file,
                      const toml::node& node) { settings.journal = text_value(file, "journal", node); }},
};

const Key* find_key(std::string_view name) {
  for (const auto& key : keys)
    if (key.name == name) return &key;
  return nullptr;
}

std::vector<std::string> key_names() {
  std::vector<std::string> names;
  for (const auto& key : keys) names.emplace_back(key.name);
  return names;
}

toml::table parsed(std::string_view toml, const std::string& file) {
  try {
    return toml::parse(toml, std::string_view(file));
  } catch (const toml::parse_error& error) {
    refuse(file, error.source(), std::string(error.description()),
           "The file is TOML: key = \"value\", one on a line.");
  }
}

}  // namespace

Settings parse_settings(std::string_view toml, const std::string& file) {
  Settings settings;
  for (const auto& [name, node] : parsed(toml, file)) {
    const auto* key = find_key(name.str());
    if (!key)
      refuse(file, name.source(), fmt::format("no setting is called {}", in_quotes(name.str())),
             did_you_mean(name.str(), key_names()));
    key->take(settings, file, node);
  }
  return settings;
}

}  // namespace felt
