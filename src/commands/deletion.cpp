#include "commands/deletion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "commands/arguments.hpp"
#include "commands/backups.hpp"
#include "commands/consent.hpp"
#include "commands/entry_text.hpp"
#include "commands/unlocking.hpp"
#include "journal/backup.hpp"
#include "journal/journal.hpp"

namespace felt {
namespace {

struct DeletionOptions {
  std::vector<std::string> numbers;
  bool forever = false;
};

struct Deletion {
  Thing thing = Thing::entry;
  std::vector<Id> ids;
  bool forever = false;
};

constexpr Names<Thing, 3> json_keys{
    {{Thing::entry, "entries"}, {Thing::session, "sessions"}, {Thing::carried, "carried"}}};

Id id_named(Invocation& invocation, Thing thing, const std::string& name) {
  if (thing == Thing::session && name == "last") return session_named(invocation, name).id;
  return id_of(name, fmt::format("{} {}", thing == Thing::entry ? "an" : "a", words_of(thing).one));
}

Deletion deletion_of(Invocation& invocation, Thing thing, const DeletionOptions& options) {
  Deletion deletion{thing, {}, options.forever};
  auto& ids = deletion.ids;
  for (const auto& name : options.numbers) {
    const Id id = id_named(invocation, thing, name);
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return deletion;
}

// --- what goes ---

std::string entries_that_stay(Invocation& invocation, Id session) {
  Query query;
  query.session = session;
  const auto count = invocation.journal().lived(query).size();
  if (count == 0) return "";
  return fmt::format("    {} {}, without it\n", counted(count, "entry", "entries"),
                     count == 1 ? "stays" : "stay");
}

// Nothing where nothing stands.
std::optional<std::string> listed(Invocation& invocation, Thing thing, Id id) {
  const auto& journal = invocation.journal();
  const auto& look = invocation.err_look();
  if (thing == Thing::entry) {
    if (const auto entry = journal.find_entry(id)) return entry_in_list(*entry, look);
  } else if (thing == Thing::session) {
    if (const auto session = journal.find_session(id))
      return session_in_list(*session, look) + entries_that_stay(invocation, id);
  } else if (const auto note = journal.find_carried(id)) {
    return carried_in_list(*note, look);
  }
  return std::nullopt;
}

// All that are unknown are named at once.
std::string preview_of(Invocation& invocation, const Deletion& deletion) {
  std::string shown;
  std::vector<Id> unknown;
  for (const Id id : deletion.ids) {
    if (const auto text = listed(invocation, deletion.thing, id))
      shown += *text;
    else if (deletion.forever && invocation.journal().has_known(deletion.thing, id))
      shown += fmt::format("{:>4}  deleted already; its earlier versions\n", id);
    else
      unknown.push_back(id);
  }
  if (!unknown.empty())
    throw UsageError(no_such(deletion.thing, unknown),
                     fmt::format("Nothing was deleted. See them with: {}", words_of(deletion.thing).listing));
  return shown;
}

std::string question_for(const Deletion& deletion) {
  const auto words = words_of(deletion.thing);
  const auto what = deletion.ids.size() == 1 ? fmt::format("this {}", words.one)
                                             : fmt::format("these {} {}", deletion.ids.size(), words.several);
  return deletion.forever ? fmt::format("Delete {} for good? Nothing brings it back.", what)
                          : fmt::format("Delete {}?", what);
}

// --- what became of it ---

std::vector<std::string> copies_that_hold(Invocation& invocation, Thing thing,
                                          const std::vector<std::string>& uuids) {
  std::vector<std::string> paths;
  for (const auto& backup : backups(invocation)) {
    try {
      if (!holds_any(backup.path.string(), thing, uuids, opening_for(invocation, Asking::no))) continue;
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

void print_deleted(Invocation& invocation, const Deletion& deletion, const std::vector<std::string>& copies) {
  const auto& ids = deletion.ids;
  if (invocation.globals().json) {
    Json json{{"schema", "felt.deleted/1"},
              {std::string(json_keys.of(deletion.thing)), ids},
              {"forever", deletion.forever}};
    if (deletion.forever) put(json, "copies", copies);
    invocation.out() << json_text(json) << '\n';
    return;
  }
  const auto words = words_of(deletion.thing);
  const auto what = ids.size() == 1 ? fmt::format("{} {}", words.one, ids.front())
                                    : counted(ids.size(), words.one, words.several);
  invocation.out() << fmt::format("deleted {}{}\n", what, deletion.forever ? " for good" : "");
}

void delete_for_now(Invocation& invocation, const Deletion& deletion) {
  invocation.writable_journal().remove(deletion.thing, deletion.ids);
  print_deleted(invocation, deletion, {});
  if (!invocation.globals().quiet) invocation.say("Take it back with: felt undo");
}

void delete_for_good(Invocation& invocation, const Deletion& deletion) {
  auto& journal = invocation.writable_journal();
  const auto uuids =
      uuids_of(invocation.journal_path(), deletion.thing, deletion.ids, opening_for(invocation));
  journal.forget(deletion.thing, deletion.ids);
  const auto copies = copies_that_hold(invocation, deletion.thing, uuids);
  print_deleted(invocation, deletion, copies);
  if (!invocation.globals().quiet) say_copies(invocation, copies);
}

int delete_things(Invocation& invocation, const Deletion& deletion) {
  invocation.err() << preview_of(invocation, deletion);
  if (!agrees(invocation, question_for(deletion))) return declined(invocation, "deleted");
  if (deletion.forever)
    delete_for_good(invocation, deletion);
  else
    delete_for_now(invocation, deletion);
  return 0;
}

}  // namespace

Run declare_deletion(CLI::App& app, Thing thing, const NumbersArgument& numbers) {
  const auto options = std::make_shared<DeletionOptions>();
  app.add_option(numbers.name, options->numbers, numbers.help)->type_name(numbers.type)->required();
  app.add_flag("--forever", options->forever, "Out of the file, with every earlier version; no undo");
  return [options, thing](Invocation& invocation) {
    return delete_things(invocation, deletion_of(invocation, thing, *options));
  };
}

}  // namespace felt
