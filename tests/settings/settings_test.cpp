#include "settings/settings.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "transcript.hpp"

using namespace felt;

namespace {

// What a file is refused with: "message | hint".
std::string refused(std::string_view toml) {
  try {
    parse_settings(toml, "config.toml");
  } catch (const ContentError& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
  return "no refusal";
}

std::string refused_value(std::string_view key, std::string_view text) {
  Settings settings;
  try {
    take_setting(settings, key, text);
  } catch (const UsageError& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
  return "no refusal";
}

}  // namespace

TEST_CASE("an empty configuration leaves every setting as it is") {
  const auto settings = parse_settings("", "config.toml");
  CHECK(settings.journal.empty());
  CHECK(settings.day_start == std::chrono::hours(4));
  CHECK(settings.cards == CardStyle::cards);
  CHECK(settings.country.empty());
  CHECK(settings.flows.empty());
}

TEST_CASE("a configuration is read key by key and table by table") {
  const auto settings = parse_settings(
      "journal = \"/tmp/j.db\"\nday_start = \"05:30\"\nlanguage = \"nl\"\n"
      "[support]\nshow = \"brief\"\ncountry = \"NL\"\n"
      "[contacts]\npractitioner = \"P\"\npractitioner_phone = \"1\"\nperson = \"Q\"\nperson_phone = \"2\"\n"
      "[flows]\nafter = \"me.landing\"\n",
      "config.toml");
  CHECK(settings.journal == "/tmp/j.db");
  CHECK(settings.day_start == std::chrono::minutes(330));
  CHECK(settings.language == "nl");
  CHECK(settings.cards == CardStyle::brief);
  CHECK(settings.country == "NL");
  CHECK(settings.contacts.practitioner == "P");
  CHECK(settings.contacts.practitioner_phone == "1");
  CHECK(settings.contacts.person == "Q");
  CHECK(settings.contacts.person_phone == "2");
  CHECK(settings.flows.at(Phase::after) == "me.landing");
}

TEST_CASE("every key says what it holds the way it is typed") {
  Settings settings;
  for (const auto& key : setting_keys()) {
    CAPTURE(key.name);
    CHECK_FALSE(key.what.empty());
    CHECK_FALSE(key.accepts.empty());
    const auto text = setting_text(settings, key.name);
    take_setting(settings, key.name, text);
    CHECK(setting_text(settings, key.name) == text);
  }
  take_setting(settings, "support.show", "off");
  CHECK(setting_text(settings, "support.show") == "off");
  take_setting(settings, "support.show", "");
  CHECK(setting_text(settings, "support.show") == "cards");
  take_setting(settings, "flows.week", "full");
  take_setting(settings, "flows.week", "");
  CHECK(settings.flows.empty());
}

TEST_CASE("a mistake in the configuration is told with its place and the nearest word") {
  CHECK(refused("jurnal = \"x\"\n") ==
        "config.toml:1:1: no setting is called 'jurnal' | Did you mean 'journal'?");
  CHECK(refused("[suport]\nshow = \"off\"\n") ==
        "config.toml:1:2: no setting is called 'suport' | Did you mean 'support'?");
  CHECK(refused("[support]\nshows = \"off\"\n") ==
        "config.toml:2:1: no setting is called 'support.shows' | Did you mean 'support.show'?");
  CHECK(refused("[support]\nshow = \"loud\"\n") ==
        "config.toml:2:8: 'support.show' cannot be 'loud' | It takes cards, brief or off.");
  CHECK(refused("language = \"nl_NL\"\n") ==
        "config.toml:1:12: 'language' cannot be 'nl_NL' | It takes a language tag, such as en, nl or pt-BR.");
  CHECK(refused("[support]\ncountry = \"gb\"\n") ==
        "config.toml:2:11: 'support.country' cannot be 'gb' | It takes two capital letters, such as GB.");
  CHECK(refused("day_start = \"12:01\"\n") ==
        "config.toml:1:13: 'day_start' cannot be '12:01' | It takes a time from 00:00 to 12:00.");
  CHECK(refused("day_start = 4\n") ==
        "config.toml:1:13: 'day_start' takes a text in quotes | It takes a time from 00:00 to 12:00.");
  CHECK(refused("support = \"off\"\n") ==
        "config.toml:1:1: no setting is called 'support' | It is a table: [support] stands on a line of its "
        "own.");
  CHECK(refused("journal = \n").starts_with("config.toml:1:11: "));
}

TEST_CASE("a typed value is refused with what the key takes") {
  CHECK(refused_value("support.show", "x") == "'support.show' cannot be 'x' | It takes cards, brief or off.");
  CHECK(refused_value("contact.person", "x") ==
        "no setting is called 'contact.person' | Did you mean 'contacts.person'?");
  CHECK(refused_value("zzzzzz", "x") ==
        "no setting is called 'zzzzzz' | They are all in the manual: felt help config");
}

TEST_CASE("every key is explained in felt-config(1)") {
  const auto page = test::read_whole(FELT_SOURCE_DIR "/man/felt-config.1");
  for (const auto& key : setting_keys())
    CHECK_MESSAGE(page.find(std::string(key.name)) != std::string::npos, key.name);
}
