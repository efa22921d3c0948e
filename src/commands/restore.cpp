#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <ostream>

#include "base/error.hpp"
#include "base/file_stream.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "commands/arguments.hpp"
#include "commands/backups.hpp"
#include "commands/commands.hpp"
#include "commands/consent.hpp"
#include "commands/output_file.hpp"
#include "commands/sealed_state.hpp"
#include "commands/unlocking.hpp"
#include "journal/backup.hpp"
#include "journal/journal.hpp"
#include "journal/plain_lock.hpp"
#include "journal/sealed_store.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

std::string counts_of(const Checkup& checkup) {
  return fmt::format("{}, {}", counted(checkup.entries, "entry", "entries"),
                     counted(checkup.sessions, "session"));
}

// What is put back has to be whole; what it takes the place of need not be.
Checkup checked_copy(Invocation& invocation, const std::string& file) {
  if (!stands_at(file))
    throw UsageError("there is no file " + quoted_path(file), "See the copies with: felt backup list");
  refuse_journal(invocation, file);
  auto checkup = check_journal(file, opening_for(invocation));
  if (!checkup.findings.empty())
    throw Error(Exit::damaged,
                fmt::format("the copy {} is not whole: {}", quoted_path(file), checkup.findings[0].what),
                "Nothing was changed. What still reads goes into a new file with: felt --journal " +
                    shell_word(file) + " doctor --salvage FILE");
  return checkup;
}

void say_what_stands(Invocation& invocation) {
  try {
    invocation.say("The journal holds " +
                   counts_of(check_journal(invocation.journal_path(), opening_for(invocation, Asking::no))) +
                   ".");
  } catch (const Error& error) {
    if (error.exit() == Exit::no_journal) return invocation.say("There is no journal in its place.");
    if (error.exit() == Exit::wrong_passphrase)
      return invocation.say("The journal that is there opens with another passphrase.");
    if (error.exit() != Exit::damaged) throw;
    invocation.say("The journal that is there cannot be read.");
  }
}

// With what SQLite left beside it, which must not meet another journal.
fs::path put_aside(Invocation& invocation, const fs::path& journal) {
  if (!stands_at(journal)) return {};
  make_private_folder(backup_folder(invocation));
  auto aside = name_for_replaced(invocation);
  name_again(journal, aside);
  std::error_code none;
  for (const auto* end : {"-journal", "-wal", "-shm"})
    if (fs::exists(journal.string() + end, none)) move_aside(journal.string() + end, aside.string() + end);
  return aside;
}

void print_restored(Invocation& invocation, const std::string& file, const fs::path& aside,
                    const Checkup& checkup) {
  if (invocation.globals().json) {
    Json json{{"schema", "felt.restore/1"}, {"file", file}};
    if (!aside.empty()) put(json, "aside", aside.string());
    put(json, "entries", checkup.entries);
    put(json, "sessions", checkup.sessions);
    invocation.out() << json_text(json) << '\n';
    return;
  }
  invocation.out() << drawn(fmt::format("restored {} from {}", counts_of(checkup), quoted_path(file)),
                            invocation.out_look())
                   << '\n';
  if (aside.empty()) return;
  invocation.say("The journal as it was is kept as " + quoted_path(aside));
  if (!invocation.globals().quiet) invocation.say("Back to it: felt restore " + shell_word(aside));
}

// A sealed journal is another file after each save, so that SQLite's own locks keep nobody out.
std::optional<JournalLock> lock_of(const fs::path& journal) {
  return is_sealed_file(journal) ? std::optional<JournalLock>(std::in_place, journal, Opening::patience)
                                 : std::nullopt;
}

// A sealed journal does not become a plain one without a word.
void say_unsealing(Invocation& invocation, const std::string& file, const fs::path& journal) {
  if (is_sealed_file(journal) && !is_sealed_file(file))
    invocation.say_warning("the journal is sealed, and this copy is not",
                           "Once it is in its place, whoever has the file can read it.");
}

// The copy is in its place by now, whatever cannot be read.
void remember_restored(Invocation& invocation, const fs::path& journal) {
  try {
    remember_sealed(invocation, *Journal::open_existing(journal.string(), opening_for(invocation)));
  } catch (const Error& error) {
    invocation.say_warning(
        fmt::format("the copy is in its place, and could not be opened there: {}", error.what()),
        "Look at it with: felt doctor");
  }
}

int restore(Invocation& invocation, const std::string& file) {
  const auto checkup = checked_copy(invocation, file);
  const auto journal = path_from_root(invocation.journal_path());
  if (!invocation.globals().quiet) {
    invocation.say("The copy holds " + counts_of(checkup) + ".");
    say_what_stands(invocation);
  }
  say_unsealing(invocation, file, journal);
  if (!agrees(invocation, "Put the copy in the place of the journal?"))
    return declined(invocation, "changed");
  make_private_folder(journal.parent_path());
  const auto alone = lock_of(journal);
  // A change that is half done has words in a file beside the journal, which would be taken from it.
  const PlainLock undisturbed(journal, Opening::patience);
  const auto aside = put_aside(invocation, journal);
  back_up(file, journal, Overwrite::yes, opening_for(invocation));
  forget_sealed(invocation);
  remember_restored(invocation, journal);
  print_restored(invocation, file, aside, checkup);
  return 0;
}

}  // namespace

Run declare_restore(CLI::App& app) {
  const auto file = std::make_shared<std::string>();
  app.add_option("file", *file, "A copy of a journal; see felt backup list")
      ->type_name("COPY|FILE")
      ->required();
  return [file](Invocation& invocation) { return restore(invocation, *file); };
}

}  // namespace felt
