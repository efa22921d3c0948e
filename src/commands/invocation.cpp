#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "commands/backups.hpp"
#include "commands/command.hpp"
#include "commands/config_file.hpp"
#include "commands/sealed_state.hpp"
#include "commands/unlocking.hpp"
#include "journal/journal.hpp"
#include "journal/sealed_store.hpp"
#include "prompts/library.hpp"
#include "prompts/prescan.hpp"
#include "settings/edit.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

fs::path config_folder(const Environment& env) { return xdg_folder(env, "XDG_CONFIG_HOME", ".config"); }

std::string named_config(const Environment& env, const Globals& globals) {
  return globals.config.empty() ? value_of(env, "FELT_CONFIG") : globals.config;
}

bool has_home(const Environment& env) {
  return !value_of(env, "HOME").empty() || fs::path(value_of(env, "XDG_CONFIG_HOME")).is_absolute();
}

ColorWish color_wish(const std::string& name) {
  if (name == "always") return ColorWish::always;
  return name == "never" ? ColorWish::never : ColorWish::automatic;
}

std::vector<fs::path> toml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(folder, none))
    if (file.path().extension() == ".toml") files.push_back(file.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string value_of(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? "" : found->second;
}

fs::path xdg_folder(const Environment& env, const std::string& variable, const char* under_home) {
  if (const fs::path named = value_of(env, variable); named.is_absolute()) return named / "felt";
  const auto home = value_of(env, "HOME");
  if (home.empty())
    throw UsageError("felt does not know where your home folder is",
                     "Set HOME, or name a journal with --journal or FELT_JOURNAL.");
  return fs::path(home) / under_home / "felt";
}

Look look_for(const TerminalFacts& facts, const Globals& globals) {
  return decide_look(facts, color_wish(globals.color), globals.plain ? Plain::yes : Plain::no);
}

Invocation::Invocation(World& world, Globals globals)
    : m_world(world),
      m_globals(std::move(globals)),
      m_out_look(look_for(world.out_terminal, m_globals)),
      m_err_look(look_for(world.err_terminal, m_globals)) {}

// What reminders need to know of a sealed journal is kept for when nobody can be asked for its passphrase.
// That it cannot be kept is no reason to say that something went wrong with what was done.
Invocation::~Invocation() {
  try {
    if (m_journal) remember_sealed(*this, *m_journal);
  } catch (const std::exception&) {
    m_journal.reset();
  }
}

std::chrono::sys_days Invocation::today() const {
  const auto local = moment_at(now(), zone()).local();
  return std::chrono::sys_days(std::chrono::floor<std::chrono::days>(local).time_since_epoch());
}

const Settings& Invocation::settings() {
  if (m_settings) return *m_settings;
  const auto path = config_path();
  if (named_config(m_world.env, m_globals).empty() && (path.empty() || !is_there(path)))
    return *(m_settings = std::make_unique<Settings>());
  refuse_journal_as_config(*this, path);
  m_settings = std::make_unique<Settings>(parse_settings(read_file(path, largest_settings_file), path));
  return *m_settings;
}

void Invocation::do_without_settings() { m_settings = std::make_unique<Settings>(); }

std::string Invocation::config_path() {
  if (auto named = named_config(m_world.env, m_globals); !named.empty()) return named;
  return has_home(m_world.env) ? (config_folder(m_world.env) / "config.toml").string() : "";
}

fs::path Invocation::prompts_folder() const { return config_folder(m_world.env) / "prompts"; }

std::vector<OwnFile> Invocation::own_prompts(Unreadable unreadable) {
  std::vector<OwnFile> own;
  if (!has_home(m_world.env)) return own;
  for (const auto& path : toml_files(prompts_folder())) {
    try {
      own.push_back({path.string(), read_file(path, largest_prompt_file)});
    } catch (const Error& error) {
      if (unreadable == Unreadable::tell) say_warning(error.what(), error.hint());
    }
  }
  return own;
}

const Library& Invocation::library() {
  if (m_library) return *m_library;
  m_library = std::make_unique<Library>(own_prompts(), language_or_none());
  say_broken_packs();
  return *m_library;
}

// A configuration with a mistake stops the commands that need it; the questions can be had without.
std::string Invocation::language_or_none() {
  try {
    return settings().language;
  } catch (const Error&) {
    return {};
  }
}

// One line for each own file that is left out; `felt prompts check` says the rest.
void Invocation::say_broken_packs() {
  std::vector<std::string> said;
  for (const auto& problem : m_library->problems()) {
    if (problem.severity != Problem::Severity::error) continue;
    if (std::find(said.begin(), said.end(), problem.file) != said.end()) continue;
    said.push_back(problem.file);
    say_warning(fmt::format("{} has mistakes and is left out", quoted_path(problem.file)),
                "See them with: felt prompts check " + shell_word(problem.file));
  }
}

void Invocation::say(std::string_view text) { err() << remark_text(text, m_err_look); }

void Invocation::say_warning(std::string_view message, std::string_view hint) {
  say("felt: " + std::string(message));
  if (!hint.empty()) say(hint);
}

std::string Invocation::named_journal() const {
  return m_globals.journal.empty() ? value_of(m_world.env, "FELT_JOURNAL") : m_globals.journal;
}

std::string Invocation::journal_without_settings() const {
  if (auto named = named_journal(); !named.empty()) return named;
  try {
    return default_journal_path();
  } catch (const UsageError&) {
    return {};
  }
}

std::string Invocation::journal_path() {
  if (auto named = named_journal(); !named.empty()) return named;
  if (!settings().journal.empty()) return settings().journal;
  return default_journal_path();
}

std::string Invocation::default_journal_path() const {
  return (xdg_folder(m_world.env, "XDG_DATA_HOME", ".local/share") / "journal.db").string();
}

// Whoever can write the file could put a plain one in its place, and wait for what is written into it.
void Invocation::refuse_downgrade(const std::string& path, const std::optional<SealedState>& remembered) {
  if (!remembered || is_sealed_file(path)) return;
  if (was_sealed(path))
    rethrow_with_copies(*this, {Exit::damaged, fmt::format("the header of {} is damaged", quoted_path(path)),
                                "Leave the file as it is."});
  const auto before = path + ".prev";
  throw Error(Exit::not_sealed,
              fmt::format("the journal {} was sealed, and is not {}any more", quoted_path(path),
                          stands_at(path) ? "" : "there "),
              fmt::format("Nothing was opened. Bring the sealed one back, for instance from {}.\n"
                          "If a plain one is what you want there, remove {}.",
                          is_sealed_file(before) ? quoted_path(before) : "a backup",
                          quoted_path(sealed_state_path(*this))));
}

void Invocation::refuse_unsealed() { refuse_downgrade(journal_path(), find_sealed_state(*this)); }

void Invocation::say_older_copy(const std::optional<SealedState>& remembered) {
  const auto facts = m_journal->sealed();
  if (!remembered || !facts || facts->file != remembered->file) return;
  if (facts->generation >= remembered->generation) return;
  say_warning(
      fmt::format("this copy of the journal is older than the one that was here on {}",
                  spoken_moment(moment_at(remembered->at, zone()))),
      "What was written in between is not in it. If a program brought it here, look for the newer one.");
}

void Invocation::open_journal(Access access, const Opening& opening) {
  const auto path = journal_path();
  const auto remembered = find_sealed_state(*this);
  refuse_downgrade(path, remembered);
  const bool is_first = !m_journal;
  try {
    m_journal = access == Access::write ? Journal::open_or_make(path, opening)
                                        : Journal::open_existing(path, opening);
  } catch (const Error& error) {
    if (error.exit() == Exit::damaged) rethrow_with_copies(*this, error);
    throw;
  }
  if (is_first) say_older_copy(remembered);
}

Journal& Invocation::journal() {
  if (!m_journal) open_journal(Access::read, opening_for(*this));
  return *m_journal;
}

Journal& Invocation::journal_at_once() {
  constexpr std::chrono::milliseconds at_once{0};
  if (!m_journal) open_journal(Access::read, {at_once, present_passphrase(*this, Asking::no)});
  return *m_journal;
}

std::unique_ptr<Journal> Invocation::untouched_journal() { return Journal::open_untouched(journal_path()); }

Journal& Invocation::writable_journal() {
  if (m_journal && m_journal_is_writable) return *m_journal;
  auto opening = opening_for(*this);
  opening.before_migration = [this] { make_backup(*this); };
  open_journal(Access::write, opening);
  m_journal_is_writable = true;
  m_journal->keep_steps([this] { return moment_at(now(), zone()); });
  return *m_journal;
}

void Invocation::close_journal() {
  m_journal.reset();
  m_journal_is_writable = false;
}

bool Invocation::has_journal() {
  std::error_code none;
  return stands_at(journal_path()) && fs::file_size(journal_path(), none) > 0 && !none;
}

}  // namespace felt
