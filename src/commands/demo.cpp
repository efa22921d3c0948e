#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <utility>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/invented.hpp"
#include "commands/new_journal.hpp"
#include "commands/output_file.hpp"
#include "journal/journal.hpp"
#include "prompts/library.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

struct DemoOptions {
  std::string file = "felt-demo.db";
  std::string until;
  std::uint64_t seed = 1;
  int weeks = 0;            // 0: as many as fit
  std::size_t entries = 0;  // 0: as a person would write
  bool force = false;
};

constexpr int usual_weeks = 12;
constexpr int most_weeks = 1040;
constexpr std::size_t most_entries = 1'000'000;
constexpr std::size_t entries_a_week = 5;
constexpr std::size_t entries_at_once = 500;

int weeks_of(const DemoOptions& options) {
  if (options.weeks > 0) return options.weeks;
  return std::clamp(static_cast<int>(options.entries / entries_a_week), usual_weeks, most_weeks / 2);
}

StoryWish wish_of(Invocation& invocation, const DemoOptions& options) {
  StoryWish wish;
  wish.seed = options.seed;
  wish.weeks = weeks_of(options);
  wish.until = options.until.empty() ? moment_at(invocation.now(), invocation.zone())
                                     : past_time(invocation, options.until);
  if (options.entries > 0) wish.entries = options.entries;
  return wish;
}

// --- the file ---

// Not even --force puts an invented journal in the place of a real one.
void refuse_own_journal(Invocation& invocation, const std::string& file) {
  for (const auto& own : {invocation.journal_path(), invocation.default_journal_path()})
    if (is_same_file(file, own))
      throw UsageError(quoted_path(file) + " is where your own journal is kept",
                       "An invented one goes into a file of its own: felt demo felt-demo.db");
}

void refuse_existing(const std::string& file, const DemoOptions& options) {
  std::error_code unknown;
  const auto kind = fs::symlink_status(file, unknown).type();
  // Where it cannot be looked at, making it fails, and says why.
  if (kind == fs::file_type::not_found || kind == fs::file_type::none) return;
  if (kind != fs::file_type::regular)
    throw UsageError(quoted_path(file) + " is not a file", "Name one: felt demo felt-demo.db");
  if (!options.force)
    throw UsageError(quoted_path(file) + " exists already", "Choose another name, or --force to replace it.");
}

// --- what goes into it ---

struct Made {
  int weeks = 0;
  std::size_t sessions = 0, entries = 0, answers = 0;
};

// Keeps entries a few hundred at a time.
class Batches {
 public:
  explicit Batches(Journal& journal) : m_journal(journal) {}
  void add(Entry entry) {
    m_waiting.push_back(std::move(entry));
    if (m_waiting.size() == entries_at_once) keep();
  }
  void keep() { m_journal.keep(std::exchange(m_waiting, {})); }

 private:
  Journal& m_journal;
  std::vector<Entry> m_waiting;
};

void add_sessions(Journal& journal, const StoryCalendar& calendar, const StoryWish& wish) {
  auto sessions = calendar.sessions();
  sessions.front().note =
      fmt::format("Everything in this journal is invented (felt demo, seed {}).", wish.seed);
  journal.add_sessions(std::move(sessions));
}

void add_carried(Journal& journal, const StoryWish& wish, const Zone& zone) {
  for (const auto& note : invented_carried(wish, zone)) {
    const auto id = journal.add_carried(note).id;
    if (note.done) journal.finish_carried(id, *note.done);
  }
}

Made fill(Invocation& invocation, Journal& journal, const StoryWish& wish) {
  const Library library;  // the built-in questions alone, so that every machine asks the same
  const StoryCalendar calendar(wish, invocation.zone());
  const Person person(wish.seed, calendar);
  add_sessions(journal, calendar, wish);
  Made made{wish.weeks, calendar.sessions().size(), 0, 0};
  InventedInterview interview(library, calendar, person, invocation.settings().day_start);
  Batches batches(journal);
  calendar.each_check_in([&](const CheckIn& check_in) {
    auto entry = interview.entry(check_in);
    ++made.entries;
    made.answers += entry.answers.size();
    batches.add(std::move(entry));
  });
  batches.keep();
  add_carried(journal, wish, invocation.zone());
  return made;
}

// --- what is said about it ---

void print_json(Invocation& invocation, const DemoOptions& options, const Made& made) {
  Json json = Json::object();
  put(json, "schema", "felt.demo/1");
  put(json, "file", options.file);
  put(json, "seed", options.seed);
  put(json, "weeks", made.weeks);
  put(json, "sessions", static_cast<std::uint64_t>(made.sessions));
  put(json, "entries", static_cast<std::uint64_t>(made.entries));
  put(json, "answers", static_cast<std::uint64_t>(made.answers));
  invocation.out() << json_text(json) << '\n';
}

void print_made(Invocation& invocation, const DemoOptions& options, const Made& made) {
  if (invocation.globals().json) return print_json(invocation, options, made);
  const auto text =
      fmt::format("made {} · {} · {} · {} · seed {}\n", quoted_path(options.file),
                  counted(static_cast<std::size_t>(made.weeks), "week"), counted(made.sessions, "session"),
                  counted(made.entries, "check-in"), options.seed);
  invocation.out() << drawn(text, invocation.out_look());
  if (invocation.globals().quiet) return;
  const auto file = shell_word(options.file);
  invocation.out() << "Everything in it is invented. To look at it:\n";
  for (const auto* command : {"report", "list", "show last"})
    invocation.out() << fmt::format("  felt --journal {} {}\n", file, command);
}

int demo(Invocation& invocation, const DemoOptions& options) {
  refuse_standard_output(options.file, "an invented journal");
  const auto wish = wish_of(invocation, options);
  refuse_own_journal(invocation, options.file);
  refuse_existing(options.file, options);
  Made made;
  NewJournal journal(options.file);
  made = fill(invocation, *Journal::open_or_make(journal.name()), wish);
  refuse_existing(options.file, options);  // it may have appeared meanwhile
  journal.finish(options.force ? Overwrite::yes : Overwrite::no);
  print_made(invocation, options, made);
  return 0;
}

}  // namespace

Run declare_demo(CLI::App& app) {
  const auto options = std::make_shared<DemoOptions>();
  app.add_option("file", options->file, "Where to; felt-demo.db unless told")->type_name("FILE");
  take_whole_number(
      app.add_option("--weeks", options->weeks, "How many weeks; 12 unless told")->type_name("N"), 1,
      most_weeks);
  take_whole_number(app.add_option("--seed", options->seed, "Another number, another journal; 1 unless told")
                        ->type_name("N"),
                    0);
  add_text(app, "--until", options->until, "When it ends; now unless told", "WHEN");
  take_whole_number(app.add_option("--entries", options->entries, "Exactly so many check-ins, for measuring")
                        ->type_name("N"),
                    1, static_cast<long>(most_entries));
  app.add_flag("--force", options->force, "Replace the file if there is one");
  return [options](Invocation& invocation) { return demo(invocation, *options); };
}

}  // namespace felt
