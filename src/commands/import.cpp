#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/names.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/import_source.hpp"
#include "commands/new_journal.hpp"
#include "commands/progress_line.hpp"
#include "commands/value_types.hpp"
#include "exchange/foreign.hpp"
#include "exchange/import_lines.hpp"
#include "journal/journal.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

enum class Kind { felt, jrnl, daylio };
constexpr Names<Kind, 3> kinds{{{Kind::felt, "felt"}, {Kind::jrnl, "jrnl"}, {Kind::daylio, "daylio"}}};

struct ImportOptions {
  std::string file, from;
  bool dry_run = false;
};

Kind kind_named(const std::string& name) {
  return value_named(kinds, name, "felt does not know the format", "It is felt, jrnl or daylio.");
}

// By how a file begins.
Kind kind_seen(std::string_view beginning, const std::string& origin) {
  const auto text = trim(beginning);
  if (text.starts_with("full_date") || text.starts_with("\"full_date\"")) return Kind::daylio;
  if (text.starts_with("{\"schema\"")) return Kind::felt;
  if (text.starts_with('{')) return Kind::jrnl;
  throw ContentError(fmt::format("{}:1:1: it is nothing that felt can import", origin),
                     "It takes an export of felt, the JSON of jrnl, or the CSV of Daylio.");
}

ImportCounts take_foreign(Invocation& invocation, Kind kind, Lines& lines, Intake& intake) {
  ImportCounts counts;
  const auto text = lines.rest();
  const ForeignContext context{invocation.zone(), invocation.settings().day_start, invocation.now()};
  const auto take = [&](ForeignKept foreign) {
    const auto arrival = intake.take_foreign(std::move(foreign.kept));
    ++counts.entries[arrival];
    if (arrival == Arrival::taken) counts.shortened_tags += foreign.shortened_tags;
  };
  if (kind == Kind::jrnl)
    read_jrnl(text, lines.origin(), context, take);
  else
    read_daylio(text, lines.origin(), context, take);
  return counts;
}

ImportCounts take_all(Invocation& invocation, Kind kind, Lines& lines, Journal& journal,
                      Journal::Trial trial) {
  ImportCounts counts;
  ProgressLine line(invocation, "importing");
  journal.take_in(
      [&](Intake& intake) {
        counts = kind == Kind::felt ? import_lines(lines, intake, line.progress())
                                    : take_foreign(invocation, kind, lines, intake);
      },
      trial);
  return counts;
}

ImportCounts take_all_into(const std::string& file, Invocation& invocation, Kind kind, Lines& lines) {
  const auto journal = Journal::open_or_make(file);
  journal->keep_steps([&] { return moment_at(invocation.now(), invocation.zone()); });
  return take_all(invocation, kind, lines, *journal, Journal::Trial::no);
}

// Where there is no journal yet, there is still none after a trial or where something is wrong with the file.
ImportCounts take_all_anew(Invocation& invocation, Kind kind, Lines& lines, Journal::Trial trial) {
  if (trial == Journal::Trial::yes) return take_all(invocation, kind, lines, *Journal::in_memory(), trial);
  NewJournal made(invocation.journal_path());
  auto counts = take_all_into(made.name(), invocation, kind, lines);
  made.finish(Overwrite::no);
  return counts;
}

// An empty file that somebody put there can be written into, but tells a trial nothing.
bool is_new(Invocation& invocation, Journal::Trial trial) {
  if (trial == Journal::Trial::yes) return !invocation.has_journal();
  return !stands_at(invocation.journal_path());
}

Json counts_json(const std::map<Arrival, std::size_t>& arrivals) {
  return {{"taken", count_of(arrivals, Arrival::taken)},
          {"newer", count_of(arrivals, Arrival::newer)},
          {"beside", count_of(arrivals, Arrival::beside)},
          {"known", count_of(arrivals, Arrival::known)},
          {"deleted", count_of(arrivals, Arrival::gone)}};
}

Json import_json(const ImportCounts& counts, bool dry_run) {
  Json json{{"schema", "felt.import/1"},
            {"dry_run", dry_run},
            {"entries", counts_json(counts.entries)},
            {"sessions", counts_json(counts.sessions)},
            {"carried", counts_json(counts.carried)},
            {"shares", counts_json(counts.shares)},
            {"removed", counts.removed}};
  if (counts.shortened_tags > 0) put(json, "shortened_tags", counts.shortened_tags);
  return json;
}

void add_line(std::vector<std::string>& lines, std::string_view what, std::size_t entries) {
  if (entries > 0) lines.push_back(fmt::format("{}: {}", what, counted(entries, "entry", "entries")));
}

// What happened, in words; the first line is always there.
std::vector<std::string> said_lines(const ImportCounts& counts, bool dry_run) {
  const auto entries = [&](Arrival arrival) { return count_of(counts.entries, arrival); };
  const auto sessions = [&](Arrival arrival) { return count_of(counts.sessions, arrival); };
  std::vector<std::string> lines;
  lines.push_back(fmt::format("{} {} and {}", dry_run ? "would take" : "took",
                              counted(entries(Arrival::taken), "entry", "entries"),
                              counted(sessions(Arrival::taken), "session")));
  if (const auto carried = count_of(counts.carried, Arrival::taken); carried > 0)
    lines.push_back("things to bring along: " + std::to_string(carried));
  if (const auto shares = count_of(counts.shares, Arrival::taken); shares > 0)
    lines.push_back("records of what was shared: " + std::to_string(shares));
  add_line(lines, "a later version stands now", entries(Arrival::newer));
  add_line(lines, "changed in two ways, both kept", entries(Arrival::beside));
  if (const auto both = sessions(Arrival::beside); both > 0)
    lines.push_back("changed in two ways, both kept: " + counted(both, "session"));
  add_line(lines, "deleted where the file comes from, so here too", counts.removed);
  add_line(lines, "here already", entries(Arrival::known));
  add_line(lines, "deleted here, and stays so", entries(Arrival::gone));
  if (counts.shortened_tags > 0)
    lines.push_back(
        fmt::format("cut to {} characters: {}", widest_tag, counted(counts.shortened_tags, "tag")));
  return lines;
}

// What was deleted for good, or before felt kept a history, cannot come back.
bool can_bring_back(const Journal& journal) {
  const auto steps = journal.steps(0);
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    return step.state == StepState::done &&
           std::any_of(step.parts.begin(), step.parts.end(), [](const StepPart& part) {
             return part.thing == Thing::entry && part.effect == Effect::deleted;
           });
  });
}

void say_way_back(Invocation& invocation, const ImportCounts& counts) {
  if (invocation.globals().quiet || count_of(counts.entries, Arrival::gone) == 0) return;
  if (can_bring_back(invocation.journal()))
    invocation.say("What was deleted is in felt history; felt undo takes that back.");
}

void say_counts(Invocation& invocation, const ImportCounts& counts, bool dry_run) {
  if (invocation.globals().json) {
    invocation.out() << json_text(import_json(counts, dry_run)) << '\n';
    return;
  }
  for (const auto& line : said_lines(counts, dry_run)) invocation.out() << line << '\n';
  say_way_back(invocation, counts);
}

int run_import(Invocation& invocation, const ImportOptions& options) {
  auto source = open_source(invocation, options.file);
  Lines lines(source.stream, source.origin);
  const auto kind = options.from.empty() ? kind_seen(lines.ahead(), source.origin) : kind_named(options.from);
  const auto trial = options.dry_run ? Journal::Trial::yes : Journal::Trial::no;
  const auto counts = is_new(invocation, trial)
                          ? take_all_anew(invocation, kind, lines, trial)
                          : take_all(invocation, kind, lines, invocation.writable_journal(), trial);
  say_counts(invocation, counts, options.dry_run);
  return 0;
}

}  // namespace

Run declare_import(CLI::App& app) {
  const auto options = std::make_shared<ImportOptions>();
  app.add_option("file", options->file,
                 "An export of felt, of jrnl (JSON) or of Daylio (CSV); - reads standard input")
      ->type_name("FILE")
      ->required();
  add_text(app, "--from", options->from, "What wrote it; seen by itself unless told", type_of(kinds));
  app.add_flag("--dry-run", options->dry_run, "Say what would happen and take nothing");
  return [options](Invocation& invocation) { return run_import(invocation, *options); };
}

}  // namespace felt
