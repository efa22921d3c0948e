#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <ostream>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "commands/arguments.hpp"
#include "commands/backups.hpp"
#include "commands/commands.hpp"
#include "commands/consent.hpp"
#include "commands/guided.hpp"
#include "commands/sealed_state.hpp"
#include "commands/unlocking.hpp"
#include "interview/line_reader.hpp"
#include "journal/sealed_store.hpp"
#include "journal/sealing.hpp"
#include "seal/recovery.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

struct SealOptions {
  std::string kdf = "default";
  bool recovery_key = false;
  PassphraseOptions next;
};

constexpr KdfCost light{3, 64 * 1024}, ordinary{}, strong{4, 1024 * 1024};

KdfCost cost_named(const std::string& name) {
  if (name == "light") return light;
  return name == "strong" ? strong : ordinary;
}

void tell(Invocation& invocation, std::string_view text) {
  if (!invocation.globals().quiet) invocation.say(text);
}

// --- the recovery key ---

bool wants_recovery_key(Invocation& invocation, const SealOptions& options) {
  const bool is_asked = invocation.world().in_is_terminal && !invocation.globals().yes;
  if (options.recovery_key || !is_asked) return options.recovery_key;
  invocation.say(
      "A recovery key opens the journal, too, should the passphrase be lost. It is shown once, to be written "
      "on paper.");
  return agrees(invocation, "Make one?");
}

void show_recovery_key(Invocation& invocation, const Secret& key) {
  invocation.say("This is the recovery key. felt does not keep it, and shows it only now:");
  auto text = recovery_text(key);
  invocation.out() << text << '\n' << std::flush;
  wipe(text);
  invocation.say("Type it in place of the passphrase.");
}

// --- what is sealed, and with what ---

void say_what_is_lost(Invocation& invocation) {
  invocation.say(
      "Nobody can open a sealed journal without its passphrase or its recovery key. felt cannot help.");
}

std::string made_of(const Header& header) {
  const auto& cost = header.slots.front().cost;
  return fmt::format("{} MiB of memory and {} for each try", cost.memory_kib / 1024,
                     counted(cost.passes, "pass", "passes"));
}

bool has_recovery_key(const Header& header) {
  return std::any_of(header.slots.begin(), header.slots.end(),
                     [](const auto& slot) { return slot.kind == SlotKind::recovery; });
}

void print_seal_json(Invocation& invocation, const std::string& journal, const std::optional<Header>& seal) {
  Json json{{"schema", "felt.passphrase/1"}, {"journal", journal}, {"sealed", seal.has_value()}};
  if (seal) {
    const auto& cost = seal->slots.front().cost;
    put(json, "memory_kib", cost.memory_kib);
    put(json, "passes", cost.passes);
    put(json, "recovery_key", has_recovery_key(*seal));
  }
  invocation.out() << json_text(json) << '\n';
}

int show_seal(Invocation& invocation) {
  const auto path = invocation.journal_path();
  invocation.refuse_unsealed();
  const bool is_there = invocation.has_journal();
  const auto seal = find_seal(path);
  if (invocation.globals().json) {
    print_seal_json(invocation, path, seal);
    return 0;
  }
  const auto text =
      seal       ? fmt::format("The journal {} is sealed: {}. There is {} recovery key.", quoted_path(path),
                               made_of(*seal), has_recovery_key(*seal) ? "a" : "no")
      : is_there ? fmt::format("The journal {} is not sealed. It gets a passphrase with: felt passphrase set",
                               quoted_path(path))
                 : fmt::format("There is no journal at {} yet.", quoted_path(path));
  invocation.out() << drawn(text, invocation.out_look()) << '\n';
  return 0;
}

// Plain copies that a person may have forgotten: journals beside this one.
bool is_plain_database(const fs::path& path) {
  std::error_code none;
  if (!fs::is_regular_file(fs::symlink_status(path, none))) return false;
  std::ifstream file(path, std::ios::binary);
  char beginning[15] = {};
  file.read(beginning, sizeof beginning);
  return std::string_view(beginning, sizeof beginning) == "SQLite format 3";
}

void say_plain_copies(Invocation& invocation, const fs::path& journal) {
  std::vector<fs::path> found;
  std::error_code none;
  const auto folder = journal.has_parent_path() ? journal.parent_path() : fs::path(".");
  for (auto file =
           fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, none);
       file != fs::recursive_directory_iterator(); file.increment(none)) {
    if (file.depth() >= 1) file.disable_recursion_pending();
    if (is_plain_database(file->path())) found.push_back(file->path());
  }
  std::sort(found.begin(), found.end());
  for (const auto& path : found)
    invocation.say_warning(fmt::format("{} is plain: whoever has it can read it", quoted_path(path)));
}

// Copies that felt made are sealed, too, where the person agrees; what of them stays readable is told of
// later.
void seal_copies(Invocation& invocation, const std::vector<fs::path>& copies, const NewSeal& seal,
                 const Opening& opening, std::string_view question) {
  if (copies.empty()) return;
  if (!invocation.globals().yes && !invocation.world().in_is_terminal) return;
  if (!agrees(invocation, question)) return;
  for (const auto& copy : copies) {
    const auto rest = seal_copy(copy.string(), seal, opening);
    tell(invocation, "Sealed " + quoted_path(copy));
    if (rest == Rest::elsewhere)
      invocation.say_warning(quoted_path(copy) + " has another name, too, by which it is still plain");
  }
}

std::vector<fs::path> copies_that_are(Invocation& invocation,
                                      const std::function<bool(const fs::path&)>& wanted) {
  std::vector<fs::path> found;
  for (const auto& backup : backups(invocation))
    if (wanted(backup.path)) found.push_back(backup.path);
  return found;
}

// Those that open with this passphrase.
std::vector<fs::path> copies_opened_by(Invocation& invocation, const Opening& opening) {
  return copies_that_are(invocation, [&](const fs::path& copy) {
    try {
      return is_sealed_file(copy) && check_journal(copy.string(), opening).findings.empty();
    } catch (const Error&) {
      return false;
    }
  });
}

// For copies: asks nobody.
Opening opening_with(const std::shared_ptr<Passphrase>& passphrase) {
  return {Opening::patience, [passphrase](int wrong) {
            if (wrong > 0) throw Error(Exit::wrong_passphrase, "it opens with another passphrase");
            return passphrase;
          }};
}

// Each change writes a sealed journal as a whole.
void say_large(Invocation& invocation, const fs::path& journal) {
  constexpr std::uintmax_t large = std::uintmax_t{128} * 1024 * 1024;
  std::error_code none;
  if (const auto size = fs::file_size(journal, none); !none && size > large)
    invocation.say_warning(
        fmt::format("the journal holds {}, and a sealed one is written as a whole with each "
                    "answer",
                    size_text(size)),
        "That takes a second or more.");
}

void say_leftovers(Invocation& invocation, Rest rest) {
  const auto path = invocation.journal_path();
  if (rest == Rest::elsewhere)
    invocation.say_warning("the plain journal has another name, too, by which it is still there",
                           "It was left as it is. Look for it where you make copies.");
  say_plain_copies(invocation, path);
  tell(invocation,
       "Exports, pages and backups made before are as they were. A flash disk or a snapshot may keep old "
       "blocks.");
}

NewSeal chosen_seal(const SealOptions& options, Secret passphrase) {
  return {std::make_shared<Passphrase>(std::move(passphrase)), cost_named(options.kdf)};
}

std::optional<Secret> add_recovery_key(Invocation& invocation, const SealOptions& options, NewSeal& seal) {
  if (!wants_recovery_key(invocation, options)) return std::nullopt;
  auto key = new_recovery_key();
  auto text = recovery_text(key);
  seal.recovery = std::make_shared<Passphrase>(Secret::copy_of(text));
  wipe(text);
  return key;
}

// A seal that stands although something after it failed has its recovery key, too.
template <class Sealing>
auto sealed_with(Invocation& invocation, const std::optional<Secret>& key, const Sealing& seal) {
  try {
    return seal();
  } catch (const StandsAnyway&) {
    if (key) show_recovery_key(invocation, *key);
    throw;
  }
}

int set_passphrase(Invocation& invocation, const SealOptions& options) {
  const auto path = invocation.journal_path();
  if (find_seal(path))
    throw UsageError(fmt::format("the journal {} is sealed already", quoted_path(path)),
                     "It gets another passphrase with: felt passphrase change");
  invocation.journal();
  say_large(invocation, path);
  say_what_is_lost(invocation);
  auto seal = chosen_seal(options, new_passphrase(invocation, invocation.globals().passphrase, "passphrase"));
  const auto key = add_recovery_key(invocation, options, seal);
  invocation.close_journal();
  const auto rest =
      sealed_with(invocation, key, [&] { return seal_journal(path, seal, opening_for(invocation)); });
  invocation.kept_passphrase() = seal.passphrase;
  remember_sealed(invocation, invocation.journal());
  if (key) show_recovery_key(invocation, *key);
  tell(invocation, "The journal is sealed.");
  seal_copies(invocation, copies_that_are(invocation, is_plain_database), seal, {},
              "Seal the copies that felt made of it before, too?");
  say_leftovers(invocation, rest);
  say_what_is_lost(invocation);
  return 0;
}

int change_passphrase(Invocation& invocation, const SealOptions& options) {
  const auto path = invocation.journal_path();
  if (!invocation.journal().sealed())
    throw UsageError(fmt::format("the journal {} is not sealed", quoted_path(path)),
                     "It gets a passphrase with: felt passphrase set");
  const bool had_key = has_recovery_key(find_seal(path).value());
  say_what_is_lost(invocation);
  auto seal = chosen_seal(options, new_passphrase(invocation, options.next, "new-passphrase"));
  const auto key = add_recovery_key(invocation, options, seal);
  const auto before = opening_with(invocation.kept_passphrase());
  sealed_with(invocation, key, [&] { reseal_journal(path, seal, opening_for(invocation)); });
  invocation.kept_passphrase() = seal.passphrase;
  if (key) show_recovery_key(invocation, *key);
  seal_copies(invocation, copies_opened_by(invocation, before), seal, before,
              "Seal the copies that felt made of it with the new one, too?");
  for (const auto& copy : copies_opened_by(invocation, before))
    invocation.say_warning(quoted_path(copy) + " still opens with the passphrase from before");
  if (had_key && !key) tell(invocation, "The recovery key from before opens nothing any more.");
  tell(invocation, "The journal has a new passphrase. Copies in other places still open with the old one.");
  say_what_is_lost(invocation);
  return 0;
}

int remove_passphrase(Invocation& invocation) {
  const auto path = invocation.journal_path();
  if (!invocation.journal().sealed())
    throw UsageError(fmt::format("the journal {} is not sealed", quoted_path(path)), "Nothing was changed.");
  invocation.close_journal();
  forget_sealed(invocation);
  unseal_journal(path, opening_for(invocation));
  forget_sealed(invocation);  // another felt may have ended in between
  tell(invocation, "The journal is plain now: whoever has the file can read it.");
  if (const auto sealed = copies_that_are(invocation, is_sealed_file); !sealed.empty())
    tell(invocation,
         fmt::format("{} in {} still {} its passphrase.", counted(sealed.size(), "copy", "copies"),
                     quoted_path(backup_folder(invocation)), sealed.size() == 1 ? "wants" : "want"));
  return 0;
}

void declare_seal_options(CLI::App& app, SealOptions& options) {
  take_one_of(
      app.add_option("--kdf", options.kdf, "How much work each try is")->type_name("light|default|strong"),
      {"light", "default", "strong"});
  app.add_flag("--recovery-key", options.recovery_key, "Make a recovery key, and print it once");
}

void declare_next(CLI::App& app, PassphraseOptions& next) {
  add_text(app, "--new-passphrase-file", next.file, "A file with the new passphrase", "FILE");
  add_text(app, "--new-passphrase-fd", next.descriptor, "An open file with it", "N");
  add_text(app, "--new-passphrase-command", next.command, "A program that prints it", "CMD");
}

}  // namespace

Run declare_passphrase(CLI::App& app) {
  const auto options = std::make_shared<SealOptions>();
  auto* set = add_word(app, "set", "Seal the journal with a passphrase");
  auto* change = add_word(app, "change", "Give it another passphrase");
  auto* remove = add_word(app, "remove", "Make it a plain journal again");
  declare_seal_options(*set, *options);
  declare_seal_options(*change, *options);
  declare_next(*change, options->next);
  return [=](Invocation& invocation) {
    if (set->parsed()) return set_passphrase(invocation, *options);
    if (change->parsed()) return change_passphrase(invocation, *options);
    if (remove->parsed()) return remove_passphrase(invocation);
    return show_seal(invocation);
  };
}

}  // namespace felt
