#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/config_file.hpp"
#include "commands/guided.hpp"
#include "interview/dialogue.hpp"
#include "settings/edit.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> welcome{
    "Here are a few questions about how felt is set up. Each of them can be skipped, and felt works without "
    "any of this.",
    "Enter goes on and keeps what is there. Ctrl-C stops, and nothing is written then. Later, felt config "
    "shows and changes all of it.",
};

// What is typed for a path is a path wherever felt is started later, and ~ is the home, as in a shell.
std::string whole_path(Invocation& invocation, const std::string& typed) {
  if (typed.empty()) return typed;
  const auto home = invocation.world().env.find("HOME");
  const bool is_at_home = typed.starts_with("~/") && home != invocation.world().env.end();
  const fs::path path = is_at_home ? fs::path(home->second) / typed.substr(2) : fs::path(typed);
  std::error_code none;
  if (fs::is_directory(path, none))
    throw UsageError(quoted_path(path) + " is a folder", "The journal is a file, such as journal.db in it.");
  return path_from_root(path).lexically_normal().string();
}

// The questions, one after the other. Each returns false at the end of input.
class Setup {
 public:
  Setup(Invocation& invocation, Dialogue& dialogue, Settings settings)
      : m_invocation(invocation), m_dialogue(dialogue), m_settings(std::move(settings)) {}

  const Settings& settings() const { return m_settings; }

  bool ask_all() {
    return ask_journal() && ask_language() && ask_daily() &&
           ask_contact("contacts.practitioner",
                       "Is there a practitioner whose name you would like to have at hand here?") &&
           ask_contact("contacts.person",
                       "Is there someone you could reach on a hard day? A name is enough.") &&
           ask_country();
  }

 private:
  bool ask_journal() {
    const auto usual = quoted_path(m_invocation.default_journal_path());
    return ask("journal", fmt::format("Where is your journal kept? Left empty, it is {}.", usual));
  }
  bool ask_language() {
    return ask(
        "language",
        "Is there a language you would like to be asked in? It is written like en, nl or pt-BR, and it "
        "is used where there is a translation.");
  }
  bool ask_daily() {
    return ask(
        "remind.daily",
        "Is there a time of day at which you would like a reminder? It is written like 21:00. Left empty "
        "there is none, apart from the days around a session.");
  }
  bool ask_contact(const std::string& name, std::string_view question) {
    if (!ask(name, question)) return false;
    const auto number = name + "_phone";
    const bool has_either =
        !setting_text(m_settings, name).empty() || !setting_text(m_settings, number).empty();
    return !has_either || ask(number, "Is there a number for them?");
  }
  bool ask_country() {
    return ask(
        "support.country",
        "Whose listening lines are shown, if you have a file with some? A country is written in two capital "
        "letters, such as GB. It is never guessed, and without one no numbers are shown.");
  }

  bool ask(std::string_view key, std::string_view question) {
    m_dialogue.gap();
    m_dialogue.say(question);
    for (;;) {
      const auto typed = read(setting_text(m_settings, key));
      if (!typed) return false;
      if (takes(key, *typed)) return true;
    }
  }

  // A value that a line cannot show stays as it is at Enter, too.
  std::optional<std::string> read(const std::string& present) {
    const bool fits = visible_line(present) == present;
    const auto line = m_dialogue.read("> ", fits ? present : "");
    if (!line) return std::nullopt;
    const bool stays = *line == present || (!fits && trim(*line).empty());
    return stays ? present : composed(trim(*line));
  }

  bool takes(std::string_view key, const std::string& typed) {
    try {
      const bool is_new = typed != setting_text(m_settings, key);
      if (is_new) take_setting(m_settings, key, key == "journal" ? whole_path(m_invocation, typed) : typed);
      return true;
    } catch (const UsageError& error) {
      m_dialogue.say(error.what(), Style::warning);
      m_dialogue.say(error.hint(), Style::quiet);
      return false;
    }
  }

  Invocation& m_invocation;
  Dialogue& m_dialogue;
  Settings m_settings;
};

// A new file explains itself; one that is there already is changed key by key.
std::string file_text(const ConfigFile& file, const Settings& before, const Settings& after) {
  if (!file.is_there) return new_settings_file(after);
  auto text = file.text;
  for (const auto& key : setting_keys()) {
    const auto value = setting_text(after, key.name);
    if (value != setting_text(before, key.name)) text = with_setting(text, key.name, value, file.path);
  }
  return text;
}

void say_welcome(Dialogue& dialogue) {
  for (const auto line : welcome) dialogue.say(line, Style::quiet);
  if (!dialogue.edits()) dialogue.say("A lone - empties what stands in brackets.", Style::quiet);
}

void say_nothing_written(Dialogue& dialogue) { dialogue.say("Nothing was written."); }

// Words that were written in another place are not lost from sight without a line about them.
void say_old_journal(Dialogue& dialogue, const std::string& before, const std::string& after) {
  std::error_code none;
  if (before == after || !fs::exists(before, none)) return;
  dialogue.say(
      fmt::format("What you wrote so far stays where it is: felt --journal {} list", shell_word(before)));
}

int finish(Invocation& invocation, Dialogue& dialogue, ConfigFile file, const Settings& before,
           const Settings& after) {
  const auto usual = invocation.default_journal_path();
  const auto text = file_text(file, before, after);
  const bool changes = !file.is_there || text != file.text;
  file.text = text;
  if (changes) keep_config(file);
  dialogue.gap();
  dialogue.say(changes ? fmt::format("That is kept in {}.", quoted_path(file.path))
                       : fmt::format("Everything stays as it was in {}.", quoted_path(file.path)));
  say_old_journal(dialogue, before.journal.empty() ? usual : before.journal,
                  after.journal.empty() ? usual : after.journal);
  if (after.remind.daily && !before.remind.daily)
    dialogue.say("For the reminder to come by itself, there is: felt remind install");
  dialogue.say("Whenever you like, a check-in begins with: felt log");
  return 0;
}

int set_up(Invocation& invocation) {
  if (!invocation.world().in_is_terminal)
    throw UsageError("there is no terminal to ask on", "Settings are given with: felt config set KEY VALUE");
  auto file = read_config(invocation);
  const auto before = parse_settings(file.text, file.path);
  const auto reader = reader_of(invocation);
  Dialogue dialogue(*reader, invocation.err(), invocation.err_look());
  say_welcome(dialogue);
  Setup setup(invocation, dialogue, before);
  try {
    if (setup.ask_all()) return finish(invocation, dialogue, std::move(file), before, setup.settings());
    say_nothing_written(dialogue);
    return 0;
  } catch (const Error& error) {
    if (!is_by_signal(error.exit())) throw;
    say_nothing_written(dialogue);
    return static_cast<int>(error.exit());
  }
}

}  // namespace

Run declare_init(CLI::App&) { return set_up; }

}  // namespace felt
