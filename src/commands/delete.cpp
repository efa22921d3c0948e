#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/arguments.hpp"
#include "commands/backups.hpp"
#include "commands/commands.hpp"
#include "commands/consent.hpp"
#include "commands/entry_text.hpp"
#include "commands/unlocking.hpp"
#include "journal/backup.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

struct DeleteOptions {
  std::vector<std::string> ids;
  bool forever = false;
};

std::vector<Id> ids_of(const DeleteOptions& options) {
  std::vector<Id> ids;
  for (const auto& text : options.ids) {
    const Id id = id_of(text, "an entry");
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

// All that are unknown are named at once.
void require_known(Invocation& invocation, const std::vector<Id>& ids, const DeleteOptions& options) {
  std::vector<std::string> unknown;
  for (const Id id : ids) {
    const bool is_known = options.forever ? invocation.journal().has_known(Thing::entry, id)
                                          : invocation.journal().find_entry(id).has_value();
    if (!is_known) unknown.push_back(std::to_string(id));
  }
  if (unknown.empty()) return;
  const auto* what = unknown.size() == 1 ? "there is no entry " : "there are no entries ";
  throw UsageError(what + join(unknown, ", "), "Nothing was deleted. See them with: felt list");
}

void show(Invocation& invocation, Id id) {
  const auto& look = invocation.err_look();
  if (const auto entry = invocation.journal().find_entry(id))
    invocation.err() << entry_in_list(*entry, look);
  else
    invocation.err() << drawn(fmt::format("{:>4}  deleted already; its earlier versions", id), look) << '\n';
}

std::string question_for(const std::vector<Id>& ids, bool forever) {
  const auto what = ids.size() == 1 ? std::string("this entry") : fmt::format("these {} entries", ids.size());
  return forever ? fmt::format("Delete {} for good? Nothing brings it back.", what)
                 : fmt::format("Delete {}?", what);
}

std::vector<std::string> copies_that_hold(Invocation& invocation, const std::vector<std::string>& uuids) {
  std::vector<std::string> paths;
  for (const auto& backup : backups(invocation)) {
    try {
      if (!holds_any(backup.path.string(), Thing::entry, uuids, opening_for(invocation, Asking::no)))
        continue;
    } catch (const Error&) {
      // It cannot be read, so it may hold them.
    }
    paths.push_back(backup.path.string());
  }
  return paths;
}

void say_copies(Invocation& invocation, const std::vector<std::string>& copies) {
  if (!copies.empty()) invocation.say("These copies still hold it:");
  for (const auto& copy : copies) invocation.say("  " + quoted_path(copy));
  invocation.say("Exports, shared pages, other backups and snapshots of the disk are out of felt's reach.");
}

void print_deleted(Invocation& invocation, const std::vector<Id>& ids, bool forever,
                   const std::vector<std::string>& copies) {
  if (invocation.globals().json) {
    Json json{{"schema", "felt.deleted/1"}, {"entries", ids}, {"forever", forever}};
    if (forever) put(json, "copies", copies);
    invocation.out() << json_text(json) << '\n';
    return;
  }
  const auto what =
      ids.size() == 1 ? fmt::format("entry {}", ids.front()) : counted(ids.size(), "entry", "entries");
  invocation.out() << fmt::format("deleted {}{}\n", what, forever ? " for good" : "");
}

int delete_entries(Invocation& invocation, const DeleteOptions& options) {
  const auto ids = ids_of(options);
  require_known(invocation, ids, options);
  for (const Id id : ids) show(invocation, id);
  if (!agrees(invocation, question_for(ids, options.forever))) return declined(invocation, "deleted");
  auto& journal = invocation.writable_journal();
  if (!options.forever) {
    journal.remove(Thing::entry, ids);
    print_deleted(invocation, ids, false, {});
    if (!invocation.globals().quiet) invocation.say("Take it back with: felt undo");
    return 0;
  }
  const auto uuids = uuids_of(invocation.journal_path(), Thing::entry, ids, opening_for(invocation));
  journal.forget(Thing::entry, ids);
  const auto copies = copies_that_hold(invocation, uuids);
  print_deleted(invocation, ids, true, copies);
  if (!invocation.globals().quiet) say_copies(invocation, copies);
  return 0;
}

}  // namespace

Run declare_delete(CLI::App& app) {
  const auto options = std::make_shared<DeleteOptions>();
  app.add_option("id", options->ids, "The entries' numbers; a check-in that is open has one, too")
      ->type_name("ID...")
      ->required();
  app.add_flag("--forever", options->forever, "Out of the file, with every earlier version; no undo");
  return [options](Invocation& invocation) { return delete_entries(invocation, *options); };
}

}  // namespace felt
