#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/phase.hpp"

namespace felt {

// How safety cards are offered: whole, as one line, or not at all.
enum class CardStyle { cards, brief, off };

// The people a client would like to be reminded of; each may be empty.
struct Contacts {
  std::string practitioner, practitioner_phone;
  std::string person, person_phone;
};

// What a client would like to be reminded of, and when not. Clock times are minutes from midnight.
struct ReminderWishes {
  struct Weekly {
    std::chrono::weekday day;
    std::chrono::minutes clock;
  };
  struct Quiet {
    std::chrono::minutes from, to;  // over midnight where `to` is the smaller one
  };
  bool sessions = true;                              // the check-ins around sessions
  std::vector<Phase> phases = phases_of_sessions();  // which of them
  std::optional<std::chrono::minutes> daily;
  std::optional<Weekly> weekly;
  std::optional<Quiet> quiet;
  std::optional<std::chrono::minutes> not_before;  // the earliest time in a felt day, around sessions

  // All but anytime.
  static std::vector<Phase> phases_of_sessions();
};

// What the configuration file can say; everything has a default.
struct Settings {
  std::string journal;                     // path; empty for the default place
  std::string passphrase_file;             // where a sealed journal's passphrase is; empty for none
  std::string passphrase_command;          // what prints it; empty for none
  std::chrono::minutes day_start{4 * 60};  // when a felt day begins, 00:00 to 12:00
  std::string language;                    // BCP 47 tag; empty for the language the prompts are written in
  std::size_t backups_kept = 10;           // copies in the folder beside the journal, at least 1
  CardStyle cards = CardStyle::cards;
  std::string country;  // whose support lines are shown: two capital letters; empty for none
  Contacts contacts;
  ReminderWishes remind;
  std::map<Phase, std::string> flows;  // what is suggested in a phase instead of the built-in check-in
};

// A key of the configuration file, for lists and help.
struct SettingKey {
  std::string_view name;  // "journal"; in a table "support.country"
  std::string_view what;  // one line in plain words
  std::string_view accepts;
  std::string_view type = {};  // the same as options have it, "on|off"; empty where it is any text
};

// Every key, in the order a configuration file is best written: plain keys first, then table by table.
std::span<const SettingKey> setting_keys();
// The value of a key as it would be typed, "" where there is none. UsageError with the nearest name.
std::string setting_text(const Settings& settings, std::string_view key);
// Takes a typed value. UsageError naming what the key accepts, or the nearest key.
void take_setting(Settings& settings, std::string_view key, std::string_view text);

// Reads TOML. Throws ContentError naming file:line:column for a syntax error, an unknown key (with the
// nearest one) or a wrong value.
Settings parse_settings(std::string_view toml, const std::string& file);

}  // namespace felt
