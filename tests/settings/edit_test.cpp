#include "settings/edit.hpp"

#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

using namespace felt;

namespace {

std::string edited(std::string_view toml, std::string_view key, std::string_view value) {
  return with_setting(toml, key, value, "config.toml");
}

// What an edit is refused with: "message | hint".
template <class Refusal>
std::string refused(std::string_view toml, std::string_view key, std::string_view value) {
  try {
    edited(toml, key, value);
  } catch (const Refusal& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
  return "no refusal";
}

std::string with_crlf(std::string_view toml) {
  std::string text;
  for (const char byte : toml) text += byte == '\n' ? std::string("\r\n") : std::string(1, byte);
  return text;
}

// Every line's comment, unless some value has several lines.
std::vector<std::string_view> comments_of(std::string_view toml) {
  std::vector<std::string_view> comments;
  if (toml.find("\"\"\"") != std::string_view::npos) return comments;
  for (const auto line : split_lines(toml))
    if (const auto hash = line.find("# "); hash != std::string_view::npos)
      comments.push_back(line.substr(hash));
  return comments;
}

constexpr std::string_view files[] = {
    "",
    "\n\n",
    "# nothing yet",
    "journal = \"a\"",
    "# mine\n\njournal = 'a' # here\nlanguage = \"nl\"\n",
    "# top\n\n# people\n[contacts]\nperson = \"Ada\"   # a friend\n# person_phone = \"0\"\n\n# end\n",
    "# café\n\"language\"='nl'\nsupport.country = \"GB\" # é\nsupport . \"show\" = 'off'\n",
    "contacts = { person = \"Ada\", person_phone=\"1\" } # both\n[flows]\n",
    "support = {}\ncontacts = { }\n# then\n[flows] # none\n",
    "\xEF\xBB\xBF# mark\nlanguage = \"nl\"\n",
    "\xEF\xBB\xBF[support]\ncountry = \"GB\"\n",
    "[contacts]\n  person = \"\"\"\nAda\n# person_phone = \"0\"\n[support]\"\"\"\n\n\t[ 'support' ]\n\tshow "
    "= 'off'\n",
    "[flows]\nafter = \"a\"\n\n[support]\nshow = \"off\"\n[contacts]\n",
};

constexpr std::string_view values[] = {"", "x \"y\" \\ 'z'", "line\nbreak\ttab", "é 肩 \x7f\x1b",
                                       "# no = \"comment\""};

// A text of the list, or one that the key accepts.
std::string fitting(std::string_view key, std::string_view value) {
  Settings settings;
  try {
    take_setting(settings, key, value);
    return std::string(value);
  } catch (const UsageError&) {
    static const std::map<std::string_view, std::string> fitting_values{
        {"language", "pt-BR"},          {"support.country", "NL"},       {"remind.daily", "21:00"},
        {"remind.weekly", "sun 18:00"}, {"remind.quiet", "22:00-07:00"}, {"remind.not_before", "09:00"}};
    const auto usual = setting_text(settings, key);
    return usual.empty() ? fitting_values.at(key) : usual;
  }
}

void check_edit(const std::string& toml, std::string_view key, const std::string& value) {
  CAPTURE(toml);
  CAPTURE(key);
  CAPTURE(value);
  auto wanted = parse_settings(toml, "config.toml");
  take_setting(wanted, key, value);
  const auto text = edited(toml, key, value);
  const auto settings = parse_settings(text, "config.toml");
  for (const auto& each : setting_keys())
    CHECK(setting_text(settings, each.name) == setting_text(wanted, each.name));
  for (const auto comment : comments_of(toml)) CHECK(text.find(comment) != std::string::npos);
  CHECK(edited(text, key, value) == text);
}

}  // namespace

TEST_CASE("a value that is there is replaced where it stands, and nothing else moves") {
  CHECK(edited("language = \"en\"\n", "language", "nl") == "language = \"nl\"\n");
  CHECK(edited("# a\n\n  language   =\t\"en\"   # mine\n\n# b", "language", "nl") ==
        "# a\n\n  language   =\t\"nl\"   # mine\n\n# b");
  CHECK(edited("\"language\"='en'", "language", "nl") == "\"language\"=\"nl\"");
  CHECK(edited("journal = \"é\" # é\nlanguage = 'en'\n", "language", "nl") ==
        "journal = \"é\" # é\nlanguage = \"nl\"\n");
  CHECK(edited("journal = \"\"\"\na\nb\"\"\" # two\n", "journal", "c") == "journal = \"c\" # two\n");
  CHECK(edited("journal = '''a'''\n", "journal", "c") == "journal = \"c\"\n");
  CHECK(edited("language = \"en\"\r\n# b\r\n", "language", "nl") == "language = \"nl\"\r\n# b\r\n");
  CHECK(edited("\xEF\xBB\xBFlanguage = \"en\"\n", "language", "nl") == "\xEF\xBB\xBFlanguage = \"nl\"\n");
}

TEST_CASE("a value in a table is replaced however the table is written") {
  CHECK(edited("[support]\ncountry = \"NL\" # mine\n\n[contacts]\n", "support.country", "GB") ==
        "[support]\ncountry = \"GB\" # mine\n\n[contacts]\n");
  CHECK(edited("support.country = \"NL\"\n", "support.country", "GB") == "support.country = \"GB\"\n");
  CHECK(edited("support . 'country' = \"NL\"\n", "support.country", "GB") ==
        "support . 'country' = \"GB\"\n");
  CHECK(edited("support = { show = \"off\", country = \"NL\" }\n", "support.country", "GB") ==
        "support = { show = \"off\", country = \"GB\" }\n");
}

TEST_CASE("a value that is the same already leaves every byte as it is") {
  CHECK(edited("language='nl'", "language", "nl") == "language='nl'");
  CHECK(edited("# nothing", "language", "") == "# nothing");
}

TEST_CASE("a plain key that is not there goes after the plain ones, before the first table") {
  CHECK(edited("", "language", "nl") == "language = \"nl\"\n");
  CHECK(edited("\xEF\xBB\xBF", "language", "nl") == "\xEF\xBB\xBFlanguage = \"nl\"\n");
  CHECK(edited("# mine", "language", "nl") == "# mine\nlanguage = \"nl\"\n");
  CHECK(edited("journal = \"a\"", "language", "nl") == "journal = \"a\"\nlanguage = \"nl\"\n");
  CHECK(edited("journal = \"a\" # here\n\n[support]\n", "language", "nl") ==
        "journal = \"a\" # here\nlanguage = \"nl\"\n\n[support]\n");
  CHECK(edited("# top\n\n# people\n[contacts]\n", "language", "nl") ==
        "# top\n\nlanguage = \"nl\"\n\n# people\n[contacts]\n");
  CHECK(edited("[contacts]\r\n", "language", "nl") == "language = \"nl\"\r\n\r\n[contacts]\r\n");
  CHECK(edited("\xEF\xBB\xBF[contacts]\n", "language", "nl") ==
        "\xEF\xBB\xBFlanguage = \"nl\"\n\n[contacts]\n");
}

TEST_CASE("a key of a table goes to the end of its table") {
  CHECK(edited("[support]\nshow = \"off\"\n# about people\n\n[contacts]\n", "support.country", "GB") ==
        "[support]\nshow = \"off\"\ncountry = \"GB\"\n# about people\n\n[contacts]\n");
  CHECK(edited("[support]  # mine\n\n[contacts]\n", "support.country", "GB") ==
        "[support]  # mine\ncountry = \"GB\"\n\n[contacts]\n");
  CHECK(edited("[support]", "support.country", "GB") == "[support]\ncountry = \"GB\"\n");
  CHECK(edited("[support]\r\n  show = \"off\"\r\n", "support.country", "GB") ==
        "[support]\r\n  show = \"off\"\r\n  country = \"GB\"\r\n");
}

TEST_CASE("a table that is not there is made at the end") {
  CHECK(edited("", "support.country", "GB") == "[support]\ncountry = \"GB\"\n");
  CHECK(edited("language = \"nl\"", "support.country", "GB") ==
        "language = \"nl\"\n\n[support]\ncountry = \"GB\"\n");
  CHECK(edited("[contacts]\r\n# none\r\n", "support.country", "GB") ==
        "[contacts]\r\n# none\r\n\r\n[support]\r\ncountry = \"GB\"\r\n");
}

TEST_CASE("a table of dotted keys or in braces grows in its own way") {
  CHECK(edited("support.show = \"off\"\nlanguage = \"nl\"\n[contacts]\n", "support.country", "GB") ==
        "support.show = \"off\"\nsupport.country = \"GB\"\nlanguage = \"nl\"\n[contacts]\n");
  CHECK(edited("support = { show = \"off\" } # one\n", "support.country", "GB") ==
        "support = { show = \"off\", country = \"GB\" } # one\n");
  CHECK(edited("support = {}\n", "support.country", "GB") == "support = { country = \"GB\" }\n");
}

TEST_CASE("a key goes below the comment that holds it") {
  CHECK(edited("# language = \"\"\n\njournal = \"a\"\n", "language", "nl") ==
        "# language = \"\"\nlanguage = \"nl\"\n\njournal = \"a\"\n");
  CHECK(edited("[support]\n#country=\"\"\n# more\nshow = \"off\"\n", "support.country", "GB") ==
        "[support]\n#country=\"\"\ncountry = \"GB\"\n# more\nshow = \"off\"\n");
  CHECK(edited("# country = here\n[support]\nshow = \"off\"\n", "support.country", "GB") ==
        "# country = here\n[support]\nshow = \"off\"\ncountry = \"GB\"\n");
  CHECK(edited("journal = '''\n# language = x\n'''\n", "language", "nl") ==
        "journal = '''\n# language = x\n'''\nlanguage = \"nl\"\n");
}

TEST_CASE("an empty value takes the line away, but not the comment behind it") {
  CHECK(edited("journal = \"a\"\nlanguage = \"nl\"\n\n# end\n", "language", "") ==
        "journal = \"a\"\n\n# end\n");
  CHECK(edited("[support]\n  country = \"GB\"  # mine\nshow = \"off\"\n", "support.country", "") ==
        "[support]\n  # mine\nshow = \"off\"\n");
  CHECK(edited("journal = '''\r\na'''\r\nlanguage = 'nl'", "journal", "") == "language = 'nl'");
  CHECK(edited("support.show = \"off\"\nsupport.country = \"GB\"", "support.country", "") ==
        "support.show = \"off\"\n");
  CHECK(edited("support = { show = \"off\", country = \"GB\" }\n", "support.show", "") ==
        "support = { country = \"GB\" }\n");
  CHECK(edited("support = { show = \"off\" , country = \"GB\" }\n", "support.country", "") ==
        "support = { show = \"off\"  }\n");
  CHECK(edited("support = { show = \"off\" }\n", "support.show", "") == "support = {  }\n");
  CHECK(edited("language = \"\"\n", "language", "") == "");
}

TEST_CASE("an edit changes one setting and keeps every comment, whatever the file looks like") {
  for (const auto file : files)
    for (const auto& key : setting_keys())
      for (const auto value : values) {
        const auto text = fitting(key.name, value);
        check_edit(std::string(file), key.name, text);
        check_edit(with_crlf(file), key.name, text);
      }
}

TEST_CASE("an edit is refused before anything is changed") {
  CHECK(refused<ContentError>("language = \n", "language", "nl").starts_with("config.toml:1:12: "));
  CHECK(refused<ContentError>("jurnal = \"a\"\n", "language", "nl") ==
        "config.toml:1:1: no setting is called 'jurnal' | Did you mean 'journal'?");
  CHECK(refused<UsageError>("", "support.country", "gb") ==
        "'support.country' cannot be 'gb' | It takes two capital letters, such as GB.");
  CHECK(refused<UsageError>("", "support.contry", "GB") ==
        "no setting is called 'support.contry' | Did you mean 'support.country'?");
  CHECK(refused<UsageError>("", "contacts.person", "\xFF") ==
        "'contacts.person' cannot be '\\xff' | It is not valid UTF-8.");
  CHECK(
      refused<ContentError>("", "contacts.person", std::string(largest_settings_file, 'x')) ==
      "'config.toml' would hold more than 128 KiB | That is the most felt reads there. Nothing was changed.");
}

TEST_CASE("a new configuration file has every key, and says what was chosen") {
  Settings settings;
  CHECK(setting_text(parse_settings(new_settings_file(settings), "new"), "contacts.person").empty());
  take_setting(settings, "contacts.person", "Ada \"L\"");
  take_setting(settings, "language", "nl");
  const auto text = new_settings_file(settings);
  CHECK(text.find("\n# Someone you can reach on a hard day: any text.\nperson = \"Ada \\\"L\\\"\"\n") !=
        std::string::npos);
  CHECK(text.find("\n#day_start = \"04:00\"\n") != std::string::npos);
  const auto read = parse_settings(text, "new");
  for (const auto& key : setting_keys())
    CHECK(setting_text(read, key.name) == setting_text(settings, key.name));
  CHECK(edited(text, "flows.week", "full").find("\n#week = \"\"\nweek = \"full\"\n") != std::string::npos);
}
