#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/process.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/config_file.hpp"
#include "commands/remind.hpp"
#include "commands/reminding.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

struct InstallOptions {
  std::string every = "1h";
  bool systemd = false, dry_run = false, notify = false;
};

constexpr std::size_t largest_unit = 65'536;

// Talk about what was or would be done.
void say(Invocation& invocation, const std::string& text) {
  if (!invocation.globals().quiet) invocation.say(text);
}

// --- how felt is called from outside ---

// As it is found by its name, which stays right when a newer felt takes its place.
std::string own_path(Invocation& invocation) {
  const auto& world = invocation.world();
  const auto found = find_program(world.program, value_of(world.env, "PATH"));
  if (found) return path_from_root(*found).lexically_normal().string();
  throw UsageError("felt does not know where its own program is", "Start it by its whole path.");
}

Environment bare_environment(Invocation& invocation) {
  return {{"HOME", value_of(invocation.world().env, "HOME")}};
}

std::string absolute(const std::string& path) { return path_from_root(path).lexically_normal().string(); }

void add_config(Invocation& invocation, const Environment& bare, std::vector<std::string>& options) {
  const auto config = absolute(invocation.config_path());
  const auto usual = xdg_folder(bare, "XDG_CONFIG_HOME", ".config") / "config.toml";
  if (config != usual && is_there(config)) options.insert(options.end(), {"--config", config});
}

// The configuration says where the journal is, so only what beats it, or the environment, has to be said.
void add_journal(Invocation& invocation, const Environment& bare, std::vector<std::string>& options) {
  const bool is_named =
      !invocation.globals().journal.empty() || !value_of(invocation.world().env, "FELT_JOURNAL").empty();
  if (!is_named && !invocation.settings().journal.empty()) return;
  const auto journal = absolute(invocation.journal_path());
  const auto usual = xdg_folder(bare, "XDG_DATA_HOME", ".local/share") / "journal.db";
  if (journal != usual) options.insert(options.end(), {"--journal", journal});
}

void add_variables(Invocation& invocation, const Environment& bare,
                   std::map<std::string, std::string>& variables) {
  if (const auto zone = value_of(invocation.world().env, "TZ"); !zone.empty()) variables["TZ"] = zone;
  const auto state = state_folder(invocation);
  if (state != xdg_folder(bare, "XDG_STATE_HOME", ".local/state"))
    variables["XDG_STATE_HOME"] = state.parent_path().string();
}

// What has to be said so that felt, started with nothing but a home, uses what it uses now.
ReminderCall call_of(Invocation& invocation) {
  const auto bare = bare_environment(invocation);
  ReminderCall call{own_path(invocation), {}, {}};
  add_config(invocation, bare, call.options);
  add_journal(invocation, bare, call.options);
  add_variables(invocation, bare, call.variables);
  return call;
}

Pace pace_named(const std::string& name) {
  if (const auto pace = find_pace(name)) return *pace;
  throw UsageError(in_quotes(name) + " is not how often reminders can be asked for",
                   "It is one of: 15m, 30m, 1h, 2h.");
}

// --- crontab ---

std::optional<fs::path> find_crontab(Invocation& invocation) {
  return find_program("crontab", value_of(invocation.world().env, "PATH"));
}

ProgramOutput run_crontab(Invocation& invocation, const fs::path& program, const std::string& what,
                          std::string_view input = {}) {
  auto env = invocation.world().env;
  env["LC_ALL"] = "C";  // its message is read
  return run_quietly(program, {"crontab", what}, env, input);
}

// What `crontab -l` said, if that is clear.
std::optional<CrontabReading> reading_in(const ProgramOutput& output) {
  if (output.exit == 0 && output.err.empty()) return CrontabReading{true, output.out};
  if (output.exit != 0 && output.out.empty() && output.err.find("no crontab for") != std::string::npos)
    return CrontabReading{false, ""};
  return std::nullopt;
}

CrontabReading listed(Invocation& invocation, const fs::path& program) {
  const auto output = run_crontab(invocation, program, "-l");
  if (auto reading = reading_in(output)) return *std::move(reading);
  throw Error(
      Exit::not_saved,
      fmt::format("'crontab -l' did not clearly answer (exit {}): {}", output.exit, complaint_of(output)),
      "Nothing was changed. Without a clear answer felt leaves the crontab alone.");
}

bool holds(Invocation& invocation, const fs::path& program, const std::string& text) {
  const auto reading = reading_in(run_crontab(invocation, program, "-l"));
  return reading && reading->text == text;
}

// The crontab as it was before felt's latest change, for whoever wants it back.
fs::path keep_aside(Invocation& invocation, const std::string& crontab) {
  auto file = state_folder(invocation) / "crontab.before";
  make_private_folder(file.parent_path());
  write_atomically(file, crontab);
  return file;
}

void put_crontab(Invocation& invocation, const fs::path& program, const std::string& before,
                 const std::string& text) {
  const auto aside = keep_aside(invocation, before);
  const auto output = run_crontab(invocation, program, "-", text);
  if (output.exit == 0 && holds(invocation, program, text)) return;
  if (!holds(invocation, program, before)) run_crontab(invocation, program, "-", before);
  throw Error(
      Exit::not_saved,
      fmt::format("'crontab -' did not take the new crontab (exit {}): {}", output.exit,
                  complaint_of(output)),
      holds(invocation, program, before)
          ? "The crontab is as it was."
          : fmt::format("As it was before, it is in {}; look at it with crontab -l.", quoted_path(aside)));
}

void print_crontab(Invocation& invocation, const std::string& text) {
  say(invocation, "The crontab would be:");
  invocation.out() << visible(text);
}

int change_crontab(Invocation& invocation, const fs::path& program, const CrontabReading& before,
                   const std::string& text, const InstallOptions& options) {
  if (options.dry_run) return print_crontab(invocation, text), 0;
  if (before.text == text) return say(invocation, "The crontab has felt's line already."), 0;
  put_crontab(invocation, program, before.text, text);
  say(invocation, "The crontab has felt's line now; all other lines are as they were.");
  return 0;
}

int install_in_crontab(Invocation& invocation, const InstallOptions& options) {
  const auto line = crontab_line(call_of(invocation), pace_named(options.every));
  const auto program = find_crontab(invocation);
  if (!program)
    throw Error(Exit::not_saved, "there is no program 'crontab' here",
                "Where systemd runs, there is: felt remind install --systemd");
  const auto before = listed(invocation, *program);
  return change_crontab(invocation, *program, before, with_crontab_line(before.text, line), options);
}

// --- systemd ---

struct Unit {
  fs::path path;
  std::string text;
};

std::vector<Unit> units_of(Invocation& invocation, Pace pace) {
  const auto folder = unit_folder(invocation);
  return {{folder / service_name, service_text(call_of(invocation))},
          {folder / timer_name, timer_text(pace)}};
}

// A link in this folder is what `systemctl enable` makes; it counts from the next login on.
fs::path link_of(const Unit& timer) {
  return timer.path.parent_path() / "timers.target.wants" / timer.path.filename();
}

void refuse_foreign_unit(const Unit& unit) {
  if (!is_there(unit.path) || is_own_unit(read_file(unit.path, largest_unit))) return;
  throw UsageError(fmt::format("{} is there already, and felt did not write it", quoted_path(unit.path)),
                   "Move it aside first.");
}

// Whether systemd did all of it at once.
bool tell_systemd(Invocation& invocation, const std::vector<std::vector<std::string>>& orders) {
  const auto& env = invocation.world().env;
  const auto program = find_program("systemctl", value_of(env, "PATH"));
  if (!program) return false;
  for (const auto& order : orders) {
    std::vector<std::string> words{"systemctl", "--user"};
    words.insert(words.end(), order.begin(), order.end());
    if (run_quietly(*program, words, env).exit != 0) return false;
  }
  return true;
}

void write_units(const std::vector<Unit>& units) {
  for (const auto& unit : units) refuse_foreign_unit(unit);
  const auto link = link_of(units.back());
  std::error_code failure;
  fs::create_directories(link.parent_path(), failure);  // writing into it says why where that fails
  for (const auto& unit : units) write_atomically(unit.path, unit.text, 0644);
  if (!fs::is_symlink(link, failure)) fs::create_symlink(fs::path("..") / link.filename(), link, failure);
  if (failure)
    throw Error(Exit::not_saved, fmt::format("cannot write {}: {}", quoted_path(link), failure.message()));
}

int install_in_systemd(Invocation& invocation, const InstallOptions& options) {
  const auto units = units_of(invocation, pace_named(options.every));
  if (options.dry_run) {
    for (const auto& unit : units) {
      say(invocation, quoted_path(unit.path) + " would be:");
      invocation.out() << visible(unit.text);
    }
    return 0;
  }
  write_units(units);
  const bool runs = tell_systemd(invocation, {{"daemon-reload"}, {"restart", std::string(timer_name)}});
  say(invocation,
      runs ? "The timer runs: felt-due.timer."
           : "The timer is in its place, and systemd did not answer just now. It begins with your next "
             "login, or with:\nsystemctl --user daemon-reload && systemctl --user start felt-due.timer");
  return 0;
}

int install(Invocation& invocation, const InstallOptions& options) {
  return options.systemd ? install_in_systemd(invocation, options) : install_in_crontab(invocation, options);
}

// --- removing ---

bool remove_from_crontab(Invocation& invocation, const InstallOptions& options) {
  const auto program = find_crontab(invocation);
  if (!program) return false;
  const auto before = listed(invocation, *program);
  if (!find_crontab_line(before.text)) return false;
  const auto text = without_crontab_line(before.text);
  if (options.dry_run) return print_crontab(invocation, text), true;
  put_crontab(invocation, *program, before.text, text);
  say(invocation, "felt's line is out of the crontab; all other lines are as they were.");
  return true;
}

std::vector<fs::path> own_units(Invocation& invocation) {
  std::vector<fs::path> found;
  for (const auto name : {timer_name, service_name})
    if (const auto path = unit_folder(invocation) / name;
        is_there(path) && is_own_unit(read_file(path, largest_unit)))
      found.push_back(path);
  return found;
}

bool remove_from_systemd(Invocation& invocation, const InstallOptions& options) {
  const auto units = own_units(invocation);
  for (const auto& unit : units)
    if (options.dry_run) say(invocation, quoted_path(unit) + " would be removed.");
  if (options.dry_run || units.empty()) return !units.empty();
  tell_systemd(invocation, {{"stop", std::string(timer_name)}});
  std::error_code none;
  fs::remove(link_of({unit_folder(invocation) / timer_name, ""}), none);
  for (const auto& unit : units) {
    std::error_code failure;
    fs::remove(unit, failure);
    if (failure)
      throw Error(Exit::not_saved, fmt::format("cannot remove {}: {}", quoted_path(unit), failure.message()));
  }
  tell_systemd(invocation, {{"daemon-reload"}});
  say(invocation, "The timer is out of systemd's folder.");
  return true;
}

int remove(Invocation& invocation, const InstallOptions& options) {
  const bool from_crontab = remove_from_crontab(invocation, options);
  const bool from_systemd = remove_from_systemd(invocation, options);
  if (!from_crontab && !from_systemd) say(invocation, "Nothing of felt's was installed.");
  return 0;
}

}  // namespace

std::optional<CrontabReading> read_crontab(Invocation& invocation) {
  const auto program = find_crontab(invocation);
  if (!program) return std::nullopt;
  return listed(invocation, *program);
}

fs::path unit_folder(Invocation& invocation) {
  return xdg_folder(invocation.world().env, "XDG_CONFIG_HOME", ".config").parent_path() / "systemd" / "user";
}

Run declare_installing(CLI::App& app) {
  const auto options = std::make_shared<InstallOptions>();
  app.add_flag("--systemd", options->systemd, "A timer of systemd's instead of a line in the crontab");
  app.add_flag("--notify", options->notify, "With desktop notifications, which is what it does anyway");
  add_text(app, "--every", options->every, "How often to look; 1h unless told", "15m|30m|1h|2h");
  app.add_flag("--dry-run", options->dry_run, "Only show what would be written");
  return [options](Invocation& invocation) { return install(invocation, *options); };
}

Run declare_removing(CLI::App& app) {
  const auto options = std::make_shared<InstallOptions>();
  app.add_flag("--dry-run", options->dry_run, "Only show what would be taken out");
  return [options](Invocation& invocation) { return remove(invocation, *options); };
}

}  // namespace felt
