#include "settings/settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/names.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "settings/wishes.hpp"

namespace felt {
namespace {

constexpr Names<CardStyle, 3> card_styles{
    {{CardStyle::cards, "cards"}, {CardStyle::brief, "brief"}, {CardStyle::off, "off"}}};

std::optional<std::chrono::minutes> morning_clock(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 2) return std::nullopt;
  const auto hours = parse_whole(parts[0]), minutes = parse_whole(parts[1]);
  if (!hours || !minutes || *hours < 0 || *hours > 12 || *minutes < 0 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes clock(*hours * 60 + *minutes);
  return clock <= std::chrono::hours(12) ? std::optional(clock) : std::nullopt;
}

// Takes a typed value into the settings; false where the key does not accept it.
using Take = bool (*)(Settings& settings, std::string_view text);
using TextOf = std::string (*)(const Settings& settings);

struct Key {
  SettingKey key;
  Take take;
  TextOf text;
};

template <std::string Settings::*member>
constexpr Key text_key(std::string_view name, std::string_view what, std::string_view accepts,
                       std::string_view type) {
  return {{name, what, accepts, type},
          [](Settings& settings, std::string_view text) {
            settings.*member = text;
            return true;
          },
          [](const Settings& settings) { return settings.*member; }};
}

template <std::string Contacts::*member>
constexpr Key contact_key(std::string_view name, std::string_view what) {
  return {{name, what, "any text"},
          [](Settings& settings, std::string_view text) {
            settings.contacts.*member = text;
            return true;
          },
          [](const Settings& settings) { return settings.contacts.*member; }};
}

template <Phase phase>
constexpr Key flow_key(std::string_view name, std::string_view what) {
  return {{name, what, "the id of a flow or a pack", "FLOW|PACK"},
          [](Settings& settings, std::string_view text) {
            if (text.empty())
              settings.flows.erase(phase);
            else
              settings.flows[phase] = text;
            return true;
          },
          [](const Settings& settings) {
            const auto found = settings.flows.find(phase);
            return found == settings.flows.end() ? std::string() : found->second;
          }};
}

// A wish for reminders that is read and written by two functions of wishes.hpp.
template <auto member, auto read, auto write>
constexpr Key wish_key(std::string_view name, std::string_view what, std::string_view accepts,
                       std::string_view type = {}) {
  return {{name, what, accepts, type},
          [](Settings& settings, std::string_view text) {
            if (text.empty()) {
              settings.remind.*member = ReminderWishes().*member;
              return true;
            }
            const auto wish = read(text);
            if (wish) settings.remind.*member = *wish;
            return wish.has_value();
          },
          [](const Settings& settings) { return write(settings.remind.*member); }};
}

constexpr std::array keys{
    text_key<&Settings::journal>("journal", "Where the journal is kept", "the path of a file", "FILE"),
    text_key<&Settings::passphrase_file>("passphrase_file", "A file with the passphrase of a sealed journal",
                                         "the path of a file that nobody else can read", "FILE"),
    text_key<&Settings::passphrase_command>("passphrase_command", "A program that prints that passphrase",
                                            "a command with its arguments; no shell is used", "CMD"),
    Key{{"day_start", "When a felt day begins", "a time from 00:00 to 12:00"},
        [](Settings& settings, std::string_view text) {
          const auto clock = text.empty() ? Settings().day_start : morning_clock(text);
          settings.day_start = clock.value_or(settings.day_start);
          return clock.has_value();
        },
        [](const Settings& settings) { return clock_text(settings.day_start); }},
    Key{{"language", "The language questions are asked in, where there is a translation",
         "a language tag, such as en, nl or pt-BR", "LANGUAGE"},
        [](Settings& settings, std::string_view text) {
          if (!text.empty() && !is_language_tag(text)) return false;
          settings.language = text;
          return true;
        },
        [](const Settings& settings) { return settings.language; }},
    Key{{"backups", "How many copies of the journal stay", "a number from 1 to 1000"},
        [](Settings& settings, std::string_view text) {
          const auto count =
              text.empty() ? std::optional(static_cast<long>(Settings().backups_kept)) : parse_whole(text);
          if (!count || *count < 1 || *count > 1000) return false;
          settings.backups_kept = static_cast<std::size_t>(*count);
          return true;
        },
        [](const Settings& settings) { return std::to_string(settings.backups_kept); }},
    Key{{"support.show", "How cards with words of support are shown", "cards, brief or off",
         "cards|brief|off"},
        [](Settings& settings, std::string_view text) {
          const auto style = text.empty() ? CardStyle::cards : card_styles.find(text);
          settings.cards = style.value_or(settings.cards);
          return style.has_value();
        },
        [](const Settings& settings) { return std::string(card_styles.of(settings.cards)); }},
    Key{{"support.country", "Whose listening lines are shown", "two capital letters, such as GB", "COUNTRY"},
        [](Settings& settings, std::string_view text) {
          if (!text.empty() && !is_country_code(text)) return false;
          settings.country = text;
          return true;
        },
        [](const Settings& settings) { return settings.country; }},
    contact_key<&Contacts::practitioner>("contacts.practitioner", "Your practitioner's name"),
    contact_key<&Contacts::practitioner_phone>("contacts.practitioner_phone", "Their number"),
    contact_key<&Contacts::person>("contacts.person", "Someone you can reach on a hard day"),
    contact_key<&Contacts::person_phone>("contacts.person_phone", "Their number"),
    wish_key<&ReminderWishes::sessions, read_on_off, on_off_text>(
        "remind.sessions", "Whether felt due speaks of check-ins around sessions", "on or off", "on|off"),
    wish_key<&ReminderWishes::phases, read_phases, phases_text>(
        "remind.phases", "Which of them",
        "some of before, after, evening, morning, day3 and week, with commas between them",
        "SESSION-PHASE,..."),
    wish_key<&ReminderWishes::daily, read_clock, clock_text>(
        "remind.daily", "When there is to be a reminder on every day", "a time such as 21:00"),
    wish_key<&ReminderWishes::weekly, read_weekly, weekly_text>(
        "remind.weekly", "When there is to be a reminder once a week", "a day and a time, such as sun 18:00"),
    wish_key<&ReminderWishes::quiet, read_quiet, quiet_text>("remind.quiet", "Hours without any reminder",
                                                             "two times, such as 22:00-07:00"),
    wish_key<&ReminderWishes::not_before, read_clock, clock_text>(
        "remind.not_before", "The earliest time of a day for check-ins around sessions",
        "a time such as 09:00"),
    flow_key<Phase::before>("flows.before", "What is suggested before a session"),
    flow_key<Phase::after>("flows.after", "What is suggested after a session"),
    flow_key<Phase::evening>("flows.evening", "What is suggested the same evening"),
    flow_key<Phase::morning>("flows.morning", "What is suggested the next morning"),
    flow_key<Phase::day3>("flows.day3", "What is suggested around day three"),
    flow_key<Phase::week>("flows.week", "What is suggested one week on"),
    flow_key<Phase::anytime>("flows.anytime", "What is suggested at any other time"),
};

constexpr auto public_keys = [] {
  std::array<SettingKey, keys.size()> rows;
  for (std::size_t i = 0; i < keys.size(); ++i) rows[i] = keys[i].key;
  return rows;
}();

const Key* find_key(std::string_view name) {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const Key& row) { return row.key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

bool is_table(std::string_view name) {
  return std::any_of(keys.begin(), keys.end(), [&](const Key& row) {
    return row.key.name.size() > name.size() && row.key.name.starts_with(name) &&
           row.key.name[name.size()] == '.';
  });
}

std::string nearest_key(std::string_view name) {
  if (is_table(name)) return fmt::format("It is a table: [{}] stands on a line of its own.", name);
  std::vector<std::string> names;
  for (const auto& row : keys) {
    names.emplace_back(row.key.name);
    names.emplace_back(row.key.name.substr(0, row.key.name.find('.')));
  }
  const auto nearest = did_you_mean(name, names);
  return nearest.empty() ? "They are all in the manual: felt help config" : nearest;
}

const Key& key_named(std::string_view name) {
  if (const auto* key = find_key(name)) return *key;
  throw UsageError("no setting is called " + in_quotes(name), nearest_key(name));
}

std::string refusal(const Key& key, std::string_view text) {
  return fmt::format("'{}' cannot be {}", key.key.name, in_quotes(text));
}
std::string acceptance(const Key& key) { return fmt::format("It takes {}.", key.key.accepts); }

// --- the file ---

class FileReader {
 public:
  explicit FileReader(const std::string& file) : m_file(file) {}

  Settings read(std::string_view toml) {
    for (const auto& [name, node] : parsed(toml)) take(std::string(name.str()), name, node);
    return std::move(m_settings);
  }

 private:
  [[noreturn]] void refuse(const toml::source_region& where, const std::string& what,
                           std::string hint) const {
    throw ContentError(fmt::format("{}:{}:{}: {}", m_file, where.begin.line, where.begin.column, what),
                       std::move(hint));
  }

  toml::table parsed(std::string_view toml) const {
    try {
      return toml::parse(toml, std::string_view(m_file));
    } catch (const toml::parse_error& error) {
      refuse(error.source(), std::string(error.description()),
             "The file is TOML: key = \"value\", one on a line.");
    }
  }

  void take(const std::string& name, const toml::key& key, const toml::node& node) {
    const auto* table = node.as_table();
    if (table && is_table(name)) {
      for (const auto& [inner, value] : *table) take(fmt::format("{}.{}", name, inner.str()), inner, value);
      return;
    }
    const auto* found = find_key(name);
    if (!found) refuse(key.source(), "no setting is called " + in_quotes(name), nearest_key(name));
    take_value(*found, node);
  }

  void take_value(const Key& key, const toml::node& node) {
    const auto text = node.value_exact<std::string>();
    if (!text)
      refuse(node.source(), fmt::format("'{}' takes a text in quotes", key.key.name), acceptance(key));
    if (!key.take(m_settings, *text)) refuse(node.source(), refusal(key, *text), acceptance(key));
  }

  const std::string& m_file;
  Settings m_settings;
};

}  // namespace

std::vector<Phase> ReminderWishes::phases_of_sessions() {
  return {Phase::before, Phase::after, Phase::evening, Phase::morning, Phase::day3, Phase::week};
}

std::span<const SettingKey> setting_keys() { return public_keys; }

std::string setting_text(const Settings& settings, std::string_view key) {
  return key_named(key).text(settings);
}

void take_setting(Settings& settings, std::string_view key, std::string_view text) {
  const auto& known = key_named(key);
  if (find_bad_utf8(text)) throw UsageError(refusal(known, text), "It is not valid UTF-8.");
  if (!known.take(settings, text)) throw UsageError(refusal(known, text), acceptance(known));
}

Settings parse_settings(std::string_view toml, const std::string& file) {
  return FileReader(file).read(toml);
}

}  // namespace felt
