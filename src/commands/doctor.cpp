#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>

#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/backups.hpp"
#include "commands/commands.hpp"
#include "commands/output_file.hpp"
#include "commands/unlocking.hpp"
#include "journal/journal.hpp"
#include "journal/salvage.hpp"
#include "journal/sealed_store.hpp"
#include "journal/sealing.hpp"
#include "prompts/library.hpp"
#include "seal/saving.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

// What was looked at, and what was found.
struct Diagnosis {
  Checkup checkup;
  std::vector<Finding> problems;
  std::vector<Finding> remarks;  // nothing wrong, but good to know
};

// --- around the journal ---

bool is_open_to_others(const fs::path& path) {
  std::error_code none;
  const auto mode = fs::status(path, none).permissions();
  return !none && (mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
}

void check_modes(Invocation& invocation, std::vector<Finding>& problems) {
  std::vector<fs::path> files{invocation.journal_path()};
  if (const auto config = invocation.config_path(); !config.empty()) files.emplace_back(config);
  for (const auto& backup : backups(invocation)) files.push_back(backup.path);
  for (const auto& file : files)
    if (is_open_to_others(file))
      problems.push_back({"others can read " + quoted_path(file), "Run: chmod 600 " + shell_word(file)});
}

bool is_conflict_copy(const std::string& name, const std::string& journal) {
  const auto stem = fs::path(journal).stem().string();
  if (name == journal || name.find(stem) == std::string::npos) return false;
  return name.find(".sync-conflict-") != std::string::npos ||
         name.find("conflicted copy") != std::string::npos || name.find("(1)") != std::string::npos;
}

bool is_leftover(const std::string& name, const std::string& journal) {
  return (name.starts_with(".felt-") && name.ends_with(".tmp")) || is_leftover_of_save(name, journal) ||
         name == journal + "-journal" || name == journal + "-wal" || name == journal + "-shm";
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(folder, none)) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  return files;
}

void check_neighbours(const fs::path& folder, const std::string& journal, std::vector<Finding>& problems) {
  for (const auto& file : files_in(folder)) {
    const auto name = file.filename().string();
    if (is_conflict_copy(name, journal))
      problems.push_back({quoted_path(file) + " looks like another version of the journal",
                          fmt::format("Join both: felt --journal {} export -o other.jsonl, then felt import "
                                      "other.jsonl",
                                      shell_word(file))});
    if (is_leftover(name, journal))
      problems.push_back({quoted_path(file) + " was left behind by something that was cut short",
                          "If no felt is running, it can be removed: rm " + shell_word(file)});
  }
}

void check_space(const fs::path& journal, std::vector<Finding>& problems) {
  std::error_code none;
  const auto size = fs::file_size(journal, none);
  const auto space = fs::space(journal, none);
  constexpr std::uintmax_t spare = 1'048'576;
  if (!none && space.available < 2 * size + spare)
    problems.push_back(
        {"there is little space left beside the journal", "A backup may not fit. Free some space."});
}

void check_clock(Invocation& invocation, const Checkup& checkup, std::vector<Finding>& problems) {
  if (!checkup.newest_recorded || *checkup.newest_recorded <= invocation.now()) return;
  problems.push_back({fmt::format("an entry was written at {}, which is still to come",
                                  spoken_moment(moment_at(*checkup.newest_recorded, invocation.zone()))),
                      "Look at the clock of this device, and of the one it was written on."});
}

// A mistake in the configuration does not hide what else is wrong: the rest is looked at as without one.
std::optional<Error> find_mistake_in_config(Invocation& invocation) {
  try {
    invocation.settings();
    return std::nullopt;
  } catch (const Error& error) {
    invocation.do_without_settings();
    return error;
  }
}

void name_mistake(const Error& mistake, std::vector<Finding>& problems) {
  problems.push_back(
      {mistake.what(), mistake.hint().empty() ? "Change it with: felt config edit" : mistake.hint()});
}

void check_packs(Invocation& invocation, std::vector<Finding>& problems) {
  std::vector<std::string> seen;
  const Library library(invocation.own_prompts(), "");
  for (const auto& problem : library.problems()) {
    if (problem.severity != Problem::Severity::error) continue;
    if (std::find(seen.begin(), seen.end(), problem.file) != seen.end()) continue;
    seen.push_back(problem.file);
    problems.push_back({quoted_path(problem.file) + " has mistakes and is left out",
                        "See them with: felt prompts check " + shell_word(problem.file)});
  }
}

void note_drafts(Invocation& invocation, std::vector<Finding>& remarks) {
  constexpr std::chrono::hours old{7 * 24};
  for (const auto& draft : invocation.journal().drafts())
    if (invocation.now() - draft.recorded > old)
      remarks.push_back(
          {fmt::format("check-in {} of {} is still open", draft.id, spoken_moment(draft.about)),
           fmt::format("Go on with it: felt log --resume; or let it go: felt delete {}", draft.id)});
}

Checkup checked(Invocation& invocation, const std::string& journal) {
  invocation.journal();  // knows what has to be there
  try {
    return check_journal(journal, opening_for(invocation));
  } catch (const Error& error) {
    if (error.exit() == Exit::damaged) rethrow_with_copies(invocation, error);
    throw;
  }
}

Diagnosis diagnosis(Invocation& invocation) {
  const auto mistake = find_mistake_in_config(invocation);
  if (mistake && !invocation.has_journal()) throw *mistake;  // it may name another one
  const auto journal = path_from_root(invocation.journal_path());
  Diagnosis found;
  found.checkup = checked(invocation, journal.string());
  found.problems = found.checkup.findings;
  found.remarks = found.checkup.remarks;
  check_modes(invocation, found.problems);
  for (const auto& folder : {journal.parent_path(), backup_folder(invocation)})
    check_neighbours(folder, journal.filename().string(), found.problems);
  check_space(journal, found.problems);
  check_clock(invocation, found.checkup, found.problems);
  if (mistake) name_mistake(*mistake, found.problems);
  check_packs(invocation, found.problems);
  if (found.checkup.findings.empty()) note_drafts(invocation, found.remarks);
  return found;
}

// --- what is said ---

Json findings_json(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const auto& finding : findings) {
    Json one{{"what", finding.what}, {"cure", finding.cure}};
    if (finding.more > 0) put(one, "more", finding.more);
    list.push_back(std::move(one));
  }
  return list;
}

Json diagnosis_json(const std::string& journal, const Diagnosis& found) {
  return {{"schema", "felt.doctor/1"},
          {"journal", journal},
          {"entries", found.checkup.entries},
          {"drafts", found.checkup.drafts},
          {"sessions", found.checkup.sessions},
          {"carried", found.checkup.carried},
          {"versions", found.checkup.versions},
          {"problems", findings_json(found.problems)},
          {"remarks", findings_json(found.remarks)}};
}

void print_wrapped(Invocation& invocation, const std::string& text, std::size_t indent) {
  const auto& look = invocation.out_look();
  const auto columns = std::max<std::size_t>(static_cast<std::size_t>(look.columns), 20);
  for (const auto& line : wrapped(drawn(visible(text), look), columns - indent))
    invocation.out() << std::string(indent, ' ') << line << '\n';
}

void print_finding(Invocation& invocation, const Finding& finding) {
  print_wrapped(invocation, finding.what, 0);
  print_wrapped(invocation, finding.cure, 4);
  if (finding.more > 0) print_wrapped(invocation, fmt::format("and {} more like this", finding.more), 0);
}

std::size_t count_of(const std::vector<Finding>& findings) {
  std::size_t count = 0;
  for (const auto& finding : findings) count += 1 + finding.more;
  return count;
}

std::string summary_of(const Diagnosis& found) {
  const auto& checkup = found.checkup;
  const auto what =
      fmt::format("{}, {}, {}", counted(checkup.entries, "entry", "entries"),
                  counted(checkup.sessions, "session"), counted(checkup.versions, "earlier version"));
  if (found.problems.empty()) return "everything is as it was written: " + what;
  return fmt::format("{} · {}", counted(count_of(found.problems), "problem"), what);
}

int examine(Invocation& invocation) {
  const auto found = diagnosis(invocation);
  if (invocation.globals().json) {
    invocation.out() << json_text(diagnosis_json(invocation.journal_path(), found)) << '\n';
  } else {
    for (const auto& problem : found.problems) print_finding(invocation, problem);
    for (const auto& remark : found.remarks) print_finding(invocation, remark);
    print_wrapped(invocation, summary_of(found), 0);
  }
  return static_cast<int>(found.problems.empty() ? Exit::done : Exit::no);
}

// --- salvage ---

// A copy to read from, so that not even SQLite writes to the damaged file. It goes again.
class WorkingCopy {
 public:
  WorkingCopy(const std::string& journal, const std::string& target) : m_path(target + ".damaged") {
    std::error_code none;
    for (const auto* end : {"", "-journal"})
      if (fs::exists(journal + end, none)) copy(journal + end, m_path + end);
  }
  ~WorkingCopy() {
    std::error_code ignored;
    for (const auto* end : {"", "-journal"}) fs::remove(m_path + end, ignored);
  }
  WorkingCopy(const WorkingCopy&) = delete;
  WorkingCopy& operator=(const WorkingCopy&) = delete;
  const std::string& path() const { return m_path; }

 private:
  static void copy(const std::string& from, const std::string& to) {
    write_atomically(to, "", Overwrite::no);
    std::error_code failure;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, failure);
    if (failure)
      throw Error(Exit::not_saved,
                  fmt::format("could not copy {}: {}", quoted_path(from), failure.message()));
  }

  std::string m_path;
};

// Where nothing can be read, no empty journal stays behind.
Salvaged salvaged_plain(const WorkingCopy& copy, const std::string& file) {
  auto into = Journal::open_or_make(file);
  try {
    return salvage(copy.path(), *into);
  } catch (const Error&) {
    into.reset();
    std::error_code ignored;
    fs::remove(file, ignored);
    throw;
  }
}

// Nothing plain comes to the disk.
Salvaged salvaged_sealed(Invocation& invocation, const WorkingCopy& copy, const std::string& file) {
  const auto into = Journal::in_memory();
  auto salvaged = salvage(copy.path(), *into, opening_for(invocation));
  into->keep_sealed(file, {invocation.kept_passphrase()});
  return salvaged;
}

Salvaged salvaged_from(Invocation& invocation, const WorkingCopy& copy, const std::string& file) {
  try {
    return was_sealed(copy.path()) ? salvaged_sealed(invocation, copy, file) : salvaged_plain(copy, file);
  } catch (const Error& error) {
    if (error.exit() != Exit::damaged) throw;
    rethrow_with_copies(
        invocation,
        {Exit::damaged, fmt::format("nothing in {} can be read", quoted_path(invocation.journal_path())),
         "A backup may hold it: felt backup list"});
  }
}

void print_salvaged(Invocation& invocation, const std::string& file, const Salvaged& salvaged) {
  if (invocation.globals().json) {
    invocation.out() << json_text({{"schema", "felt.salvage/1"},
                                   {"file", file},
                                   {"entries", salvaged.entries},
                                   {"sessions", salvaged.sessions},
                                   {"carried", salvaged.carried},
                                   {"shares", salvaged.shares},
                                   {"staying_steps", salvaged.staying_steps},
                                   {"lost", salvaged.lost}})
                     << '\n';
    return;
  }
  for (const auto& lost : salvaged.lost) invocation.out() << lost << '\n';
  invocation.out() << fmt::format("saved {} and {} in {}\n", counted(salvaged.entries, "entry", "entries"),
                                  counted(salvaged.sessions, "session"), quoted_path(file));
  if (invocation.globals().quiet) return;
  if (salvaged.staying_steps > 0)
    invocation.say(fmt::format("The history, {}, stays in the damaged file.",
                               counted(salvaged.staying_steps, "change")));
  invocation.say("The damaged file is as it was. To go on with the new one: felt restore " +
                 shell_word(file));
}

int salvage_into(Invocation& invocation, const std::string& file) {
  refuse_standard_output(file, "what can be saved");
  const auto journal = invocation.journal_path();
  if (!invocation.has_journal())
    throw Error(Exit::no_journal, fmt::format("there is no journal at {}", quoted_path(journal)));
  std::error_code none;
  if (fs::exists(fs::symlink_status(file, none)))
    throw UsageError(quoted_path(file) + " exists already", "Choose another name.");
  const WorkingCopy copy(journal, file);
  const auto salvaged = salvaged_from(invocation, copy, file);
  print_salvaged(invocation, file, salvaged);
  return static_cast<int>(salvaged.lost.empty() ? Exit::done : Exit::no);
}

}  // namespace

Run declare_doctor(CLI::App& app) {
  const auto file = std::make_shared<std::string>();
  add_text(app, "--salvage", *file, "Everything that still reads, into a new file", "FILE");
  return [file](Invocation& invocation) {
    return file->empty() ? examine(invocation) : salvage_into(invocation, *file);
  };
}

}  // namespace felt
