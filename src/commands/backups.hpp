#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "commands/command.hpp"
#include "journal/checkup.hpp"
#include "journal/opening.hpp"

namespace felt {

// The folder of copies beside the journal, and what is in it. A copy that felt named tells in its name when
// it was made: journal-20260312T201000Z.db, in UTC; further ones of one second have a number behind it.
// A journal that another one took the place of is called replaced-….db there, and never goes by itself.

struct BackupFile {
  std::filesystem::path path;
  std::optional<Instant> made;  // nothing for a file that felt did not name
  bool is_replaced = false;
  std::size_t bytes = 0;
};

std::filesystem::path backup_folder(Invocation& invocation);
// By the time they were made.
std::vector<BackupFile> backups(Invocation& invocation);
// The name for a journal that another one is about to take the place of.
std::filesystem::path name_for_replaced(Invocation& invocation);
// Makes a verified copy in the folder and lets the oldest ones go that are more than the configuration keeps.
struct NewBackup {
  std::filesystem::path path;
  Checkup checkup;
};
NewBackup make_backup(Invocation& invocation);

// Lets the oldest copies go until `keep` are left; the newest one that can be verified always stays.
void let_old_backups_go(const std::vector<BackupFile>& backups, std::size_t keep,
                        const Opening& opening = {});

// An error of a damaged journal, with the newest copies that are whole in its hint.
[[noreturn]] void rethrow_with_copies(Invocation& invocation, const Error& error);

}  // namespace felt
