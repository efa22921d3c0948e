#include "commands/backups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/error.hpp"
#include "base/file.hpp"
#include "commands/config_file.hpp"
#include "commands/unlocking.hpp"
#include "journal/backup.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view copy_beginning = "journal-";
constexpr std::string_view replaced_beginning = "replaced-";

// 20260312T201000Z
std::string stamp(Instant at) {
  std::string text = utc_text(at);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::optional<Instant> time_in(const std::string& name, std::string_view beginning) {
  constexpr std::size_t length = 16;
  if (!name.starts_with(beginning) || name.size() < beginning.size() + length) return std::nullopt;
  const auto s = name.substr(beginning.size(), length);
  const auto text = fmt::format("{}-{}-{}:{}:{}", s.substr(0, 4), s.substr(4, 2), s.substr(6, 5),
                                s.substr(11, 2), s.substr(13));
  try {
    return parse_utc_text(text);
  } catch (const Error&) {
    return std::nullopt;
  }
}

bool is_copy(const fs::directory_entry& file) {
  std::error_code none;
  return file.is_regular_file(none) && file.path().extension() == ".db" &&
         !file.path().filename().string().starts_with(".");
}

BackupFile backup_file(const fs::directory_entry& file) {
  std::error_code none;
  const auto name = file.path().filename().string();
  BackupFile found{file.path(), time_in(name, copy_beginning), false,
                   static_cast<std::size_t>(file.file_size(none))};
  if (const auto replaced = time_in(name, replaced_beginning)) {
    found.made = replaced;
    found.is_replaced = true;
  }
  return found;
}

fs::path free_name(const fs::path& folder, std::string_view beginning, Instant now) {
  const auto name = std::string(beginning) + stamp(now);
  auto path = folder / (name + ".db");
  std::error_code none;
  for (int number = 2; fs::exists(path, none); ++number)
    path = folder / fmt::format("{}-{}.db", name, number);
  return path;
}

bool is_whole(const fs::path& copy, const Opening& opening) {
  try {
    return check_journal(copy.string(), opening).findings.empty();
  } catch (const Error&) {
    return false;
  }
}

// The newest first; of a sealed journal there is the save before the last one, too.
std::vector<fs::path> whole_copies(Invocation& invocation) {
  constexpr std::size_t enough = 3;
  std::vector<fs::path> candidates;
  for (const auto& backup : backups(invocation)) candidates.push_back(backup.path);
  candidates.emplace_back(invocation.journal_path() + ".prev");
  const auto opening = opening_for(invocation, Asking::no);
  std::vector<fs::path> whole;
  for (auto copy = candidates.rbegin(); copy != candidates.rend() && whole.size() < enough; ++copy)
    if (is_there(*copy) && is_whole(*copy, opening)) whole.push_back(*copy);
  return whole;
}

}  // namespace

fs::path backup_folder(Invocation& invocation) {
  return path_from_root(invocation.journal_path()).parent_path() / "backups";
}

std::vector<BackupFile> backups(Invocation& invocation) {
  std::vector<BackupFile> found;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(backup_folder(invocation), none))
    if (is_copy(file)) found.push_back(backup_file(file));
  std::sort(found.begin(), found.end(), [](const BackupFile& a, const BackupFile& b) {
    return std::tuple(a.made, a.path.native().size(), a.path) <
           std::tuple(b.made, b.path.native().size(), b.path);
  });
  return found;
}

void let_old_backups_go(const std::vector<BackupFile>& backups, std::size_t keep, const Opening& opening) {
  std::vector<BackupFile> ours;
  for (const auto& backup : backups)
    if (backup.made && !backup.is_replaced) ours.push_back(backup);
  if (ours.size() <= keep) return;
  const auto newest_whole = std::find_if(
      ours.rbegin(), ours.rend(), [&](const BackupFile& backup) { return is_whole(backup.path, opening); });
  for (std::size_t i = 0; i + keep < ours.size(); ++i)
    if (newest_whole == ours.rend() || ours[i].path != newest_whole->path) {
      std::error_code none;
      fs::remove(ours[i].path, none);
    }
}

fs::path name_for_replaced(Invocation& invocation) {
  return free_name(backup_folder(invocation), replaced_beginning, invocation.now());
}

NewBackup make_backup(Invocation& invocation) {
  const auto folder = backup_folder(invocation);
  make_private_folder(folder);
  NewBackup made;
  made.path = free_name(folder, copy_beginning, invocation.now());
  const auto opening = opening_for(invocation);
  made.checkup = back_up(invocation.journal_path(), made.path, Overwrite::no, opening);
  let_old_backups_go(backups(invocation), invocation.settings().backups_kept, opening);
  return made;
}

void rethrow_with_copies(Invocation& invocation, const Error& error) {
  std::string paths;
  for (const auto& copy : whole_copies(invocation)) paths += "\n  " + quoted_path(copy);
  if (!paths.empty()) paths = "\nThese copies are whole; one is put in its place with felt restore:" + paths;
  throw Error(error.exit(), error.what(), error.hint() + paths);
}

}  // namespace felt
