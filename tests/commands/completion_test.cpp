// That what is completed is what the commands declare: nothing is missing, and nothing is more than that.
#include <doctest/doctest.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

#include "base/text.hpp"
#include "base/when.hpp"
#include "commands/commands.hpp"
#include "commands/declared.hpp"
#include "commands/value_types.hpp"
#include "settings/settings.hpp"
#include "stage.hpp"
#include "zones.hpp"

using namespace felt;
using namespace felt::test;

namespace {

using Words = std::vector<std::string>;

std::string output_of(Stage& stage, const std::string& command) {
  const auto played = stage.play(command, {}, {});
  std::string out;
  for (const auto& event : played.events) {
    CHECK_MESSAGE(event.kind == Event::Kind::out, event.text);
    out += event.text;
  }
  CHECK(played.exit == 0);
  return out;
}

// What can be completed behind some words: the candidates alone.
Words completed(Stage& stage, const std::string& line, const std::string& typed) {
  Words words;
  const auto out = output_of(stage, "felt completion words fish " + line + " '" + typed + "'");
  for (const auto answer : split_lines(std::string_view(out).substr(out.find('\n') + 1)))
    words.emplace_back(answer.substr(0, answer.find('\t')));
  return words;
}

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A command or one of its words, by what is typed to get there.
struct Place {
  std::string line;
  const CLI::App* app;
};

// All commands and all their words, declared at once.
class Everything {
 public:
  Everything() : m_felt("", "felt") {
    declare_globals(m_felt, m_globals);
    m_places.push_back({"", &m_felt});
    for (const auto& command : commands())
      add(std::string(command.name), declare_command(m_felt, command).app);
  }
  const std::vector<Place>& places() const { return m_places; }

 private:
  void add(const std::string& line, const CLI::App* app) {
    m_places.push_back({line, app});
    for (const auto* word : app->get_subcommands([](const CLI::App*) { return true; }))
      add(line + " " + word->get_name(), word);
  }

  CLI::App m_felt;
  Globals m_globals;
  std::vector<Place> m_places;
};

// The help of a place and of what is around it, whose options may follow as well.
std::string help_of(Stage& stage, const Place& place) {
  auto help = output_of(stage, "felt --help");
  std::string line;
  for (const auto word : split_words(place.line))
    help += output_of(stage, "felt " + (line += std::string(word) + " ") + "--help");
  return help;
}

Words option_names(const CLI::App& app) {
  Words names;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    if (option->get_lnames().empty())
      for (const auto& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

Words word_names(const CLI::App& app) {
  Words names;
  for (const auto* word : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(word->get_name());
  return names;
}

}  // namespace

TEST_CASE("every command, word and option can be completed") {
  Stage stage;
  const Everything everything;
  CHECK(everything.places().size() > 50);
  for (const auto& place : everything.places()) {
    CAPTURE(place.line);
    const auto options = completed(stage, place.line, "-");
    for (const auto& name : option_names(*place.app)) CHECK_MESSAGE(has(options, name), name);
    const auto words = completed(stage, place.line, "");
    for (const auto& name : word_names(*place.app)) CHECK_MESSAGE(has(words, name), name);
  }
}

TEST_CASE("every option and word that is completed stands in the help") {
  Stage stage;
  const Everything everything;
  for (const auto& place : everything.places()) {
    CAPTURE(place.line);
    const auto help = help_of(stage, place);
    for (const auto& option : completed(stage, place.line, "-"))
      CHECK_MESSAGE(help.find(option) != std::string::npos, option);
    if (place.app->get_options([](const CLI::Option* one) { return one->get_positional(); }).empty())
      for (const auto& word : completed(stage, place.line, ""))
        CHECK_MESSAGE(help.find(word) != std::string::npos, word);
  }
}

TEST_CASE("every option's value has a type, and every type is one that completion knows") {
  const Everything everything;
  for (const auto& place : everything.places())
    for (const auto* option : place.app->get_options()) {
      if (option->get_items_expected_max() == 0) continue;
      CAPTURE(place.line);
      CAPTURE(option->get_name());
      CHECK(option->get_type_name() != "");
      for (const auto& kind : kinds_in(option->get_type_name())) CHECK_MESSAGE(is_known_kind(kind), kind);
    }
  for (const auto& key : setting_keys())
    for (const auto& kind : kinds_in(key.type)) CHECK_MESSAGE(is_known_kind(kind), kind);
  CHECK_FALSE(is_known_kind("NONESUCH"));
}

TEST_CASE("a type is words and kinds, with what stands around them") {
  CHECK(kinds_in("SESSION|last|none") == Words{"SESSION"});
  CHECK(kinds_in("QUESTION=VALUE") == Words{"QUESTION=VALUE"});
  CHECK(kinds_in("notes|entry:ID|KIND,...|FILE...") == Words{"ID", "KIND", "FILE"});
  CHECK(kinds_in("N:INT in [0 - 9]") == Words{"N"});
  CHECK(kinds_in("15m|on") == Words{});
}

TEST_CASE("the times and settings that are offered are ones that can be given") {
  Stage stage;
  const auto zone = zone_named("Europe/Vienna");
  const auto now = parse_iso("2026-03-12T21:10", zone);
  for (const auto& time : completed(stage, "list --since", ""))
    CHECK_NOTHROW(parse_when(time, {now.at, zone, Lean::past, now}));
  const auto later = completed(stage, "remind pause --until", "");
  CHECK(has(later, "tomorrow"));
  for (const auto& time : later) CHECK(parse_when(time, {now.at, zone, Lean::future, {}}).moment.at > now.at);
  for (const auto& key : setting_keys()) {
    if (key.type == "FILE") continue;
    for (const auto& value : completed(stage, "config set " + std::string(key.name), "")) {
      Settings settings;
      CAPTURE(key.name);
      CHECK_NOTHROW(take_setting(settings, key.name, value));
    }
  }
}

TEST_CASE("pauses, spans and phases that are offered are ones that can be given") {
  Stage stage;
  output_of(stage, "felt log quick --set distress=3 --quiet");
  for (const auto& pause : completed(stage, "due --later", ""))
    CHECK(stage.play("felt due --quiet --later " + pause, {}, {}).exit <= 1);
  for (const auto& span : completed(stage, "report --last", ""))
    CHECK(stage.play("felt report --last " + span, {}, {}).exit == 0);
  for (const auto& phase : completed(stage, "list --phase", ""))
    CHECK(stage.play("felt list --phase " + phase, {}, {}).exit == 0);
  for (const auto& thread : completed(stage, "report --thread", ""))
    CHECK(stage.play("felt report --thread '" + thread + "'", {}, {}).exit == 0);
  for (const auto& format : {"export", "report", "sheet", "body"})
    for (const auto& name : completed(stage, std::string(format) + " --format", ""))
      CHECK_MESSAGE(stage.play("felt " + std::string(format) + " --format " + name, {}, {}).exit == 0, name);
}

TEST_CASE("the answers that are offered are ones that can be given") {
  Stage stage;
  for (const auto* question :
       {"distress", "emotions/feelings", "session/safe", "body/noticing", "sleep/rested"}) {
    const auto answers = completed(stage, "log --set", std::string(question) + "=");
    CHECK_MESSAGE(answers.size() > 1, question);
    for (const auto& answer : answers)
      CHECK_MESSAGE(stage.play("felt log --quiet --set '" + answer + "'", {}, {}).exit == 0, answer);
  }
}
