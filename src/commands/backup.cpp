#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "commands/arguments.hpp"
#include "commands/backups.hpp"
#include "commands/commands.hpp"
#include "commands/output_file.hpp"
#include "commands/unlocking.hpp"
#include "journal/backup.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

struct BackupOptions {
  std::string file;
  bool force = false;
};

Json counts_json(const Checkup& checkup) {
  return {{"entries", checkup.entries},
          {"drafts", checkup.drafts},
          {"sessions", checkup.sessions},
          {"carried", checkup.carried},
          {"newest", checkup.newest}};
}

void print_backup(Invocation& invocation, const NewBackup& made) {
  if (invocation.globals().json) {
    Json json{{"schema", "felt.backup/1"}, {"file", made.path.string()}};
    json.update(counts_json(made.checkup));
    invocation.out() << json_text(json) << '\n';
    return;
  }
  const auto line = fmt::format("copied to {} and read back: {}, {}", quoted_path(made.path),
                                counted(made.checkup.entries, "entry", "entries"),
                                counted(made.checkup.sessions, "session"));
  invocation.out() << drawn(line, invocation.out_look()) << '\n';
}

int run_backup(Invocation& invocation, const BackupOptions& options) {
  refuse_standard_output(options.file, "a copy of the journal");
  invocation.journal();
  if (options.file.empty()) {
    print_backup(invocation, make_backup(invocation));
    return 0;
  }
  refuse_journal(invocation, options.file);
  const auto overwrite = options.force ? Overwrite::yes : Overwrite::no;
  print_backup(invocation, {options.file, back_up(invocation.journal_path(), options.file, overwrite,
                                                  opening_for(invocation))});
  return 0;
}

// --- list ---

Json backup_json(const BackupFile& backup) {
  Json json{{"file", backup.path.string()}, {"bytes", backup.bytes}};
  if (backup.made) put(json, "made", utc_text(*backup.made));
  return json;
}

int list_backups(Invocation& invocation) {
  const auto found = backups(invocation);
  if (invocation.globals().json) {
    Json list = Json::array();
    for (const auto& backup : found) list.push_back(backup_json(backup));
    invocation.out() << json_text({{"schema", "felt.backups/1"}, {"backups", std::move(list)}}) << '\n';
    return 0;
  }
  for (const auto& backup : found) {
    const auto made =
        backup.made ? spoken_moment(moment_at(*backup.made, invocation.zone())) : "named by hand";
    invocation.out() << drawn(fmt::format("{}  {}", made, quoted_path(backup.path)), invocation.out_look())
                     << '\n';
  }
  if (found.empty() && !invocation.globals().quiet)
    invocation.say("There are no copies in " + quoted_path(backup_folder(invocation)) +
                   " yet. Make one with: felt backup");
  return 0;
}

}  // namespace

// `list` is a word and not a file: a copy of that name is made with ./list.
Run declare_backup(CLI::App& app) {
  const auto options = std::make_shared<BackupOptions>();
  app.add_option(
         "file", options->file,
         "Where to; a new file in the folder backups beside the journal unless told. list shows those")
      ->type_name("FILE|list");
  app.add_flag("--force", options->force, "Replace a file that is there");
  return [options](Invocation& invocation) {
    return options->file == "list" ? list_backups(invocation) : run_backup(invocation, *options);
  };
}

}  // namespace felt
