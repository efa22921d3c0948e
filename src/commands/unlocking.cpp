#include "commands/unlocking.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <span>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/input.hpp"
#include "journal/sealed_store.hpp"
#include "seal/keys.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_passphrase = 1'048'576;
constexpr int most_tries = 3;
constexpr std::size_t good_words = 4;

Secret without_line_break(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return Secret::copy_of(text);
}

// The text without the line break that programs and editors put at its end; the text itself is wiped.
Secret taken(std::string&& text) {
  auto secret = without_line_break(text);
  wipe(text);
  return secret;
}

// The same of what is read: `read` is handed a place that is wiped, and returns how much of it is filled.
Secret taken_by(const std::function<std::size_t(std::span<char>)>& read) {
  Secret place(longest_passphrase);
  const auto size = read({reinterpret_cast<char*>(place.data()), place.size()});
  return without_line_break(place.view().substr(0, size));
}

Secret from_file(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) && (facts.st_mode & 077) != 0)
    throw Error(Exit::unsafe, fmt::format("others can read the passphrase in {}", quoted_path(path)),
                fmt::format("Run: chmod 600 {}", shell_word(path)));
  return taken_by([&](std::span<char> place) { return read_file(path, place); });
}

Secret from_descriptor(Invocation& invocation, const std::string& text) {
  const auto number = parse_whole(text);
  if (!number || *number < 0 || *number > 65'535)
    throw UsageError(in_quotes(text) + " is not the number of an open file",
                     "Write it like --passphrase-fd 3, and open it with 3< in the shell.");
  if (*number == 0)
    return taken_by(
        [&](std::span<char> place) { return read_all(invocation.in(), place, "standard input"); });
  const int descriptor = static_cast<int>(*number);
  if (*number < 3 || ::fcntl(descriptor, F_GETFD) < 0)
    throw UsageError(fmt::format("no file is open for reading as {}", descriptor),
                     fmt::format("Open it in the shell, such as: felt list --passphrase-fd 3 3< FILE"));
  return taken_by([&](std::span<char> place) { return read_stream(descriptor, place); });
}

Secret from_command(Invocation& invocation, const std::string& line) {
  const auto words = command_words(line);
  if (!words || words->empty())
    throw UsageError("the passphrase command " + in_quotes(line) + " cannot be taken apart",
                     "Quotes have to be closed; no shell is used.");
  const auto program = find_program(words->front(), value_of(invocation.world().env, "PATH"));
  if (!program)
    throw UsageError("there is no program " + in_quotes(words->front()) + " to ask for the passphrase");
  auto output = run_quietly(*program, *words, invocation.world().env);
  auto passphrase = taken(std::move(output.out));
  if (output.exit != 0)
    throw Error(
        Exit::not_saved,
        fmt::format("{} did not tell the passphrase: {}", in_quotes(words->front()), complaint_of(output)),
        "Nothing was changed.");
  return passphrase;
}

std::optional<Secret> named_passphrase(Invocation& invocation, const PassphraseOptions& options) {
  const auto named = !options.file.empty() + !options.descriptor.empty() + !options.command.empty();
  if (named > 1)
    throw UsageError("a passphrase comes from one place, and several are named",
                     "Leave one of -file, -fd and -command.");
  if (!options.file.empty()) return from_file(options.file);
  if (!options.descriptor.empty()) return from_descriptor(invocation, options.descriptor);
  if (!options.command.empty()) return from_command(invocation, options.command);
  return std::nullopt;
}

PassphraseOptions configured(Invocation& invocation) {
  const auto& settings = invocation.settings();
  if (!settings.passphrase_file.empty() && !settings.passphrase_command.empty())
    throw ContentError(
        fmt::format("{} has both 'passphrase_file' and 'passphrase_command'",
                    quoted_path(invocation.config_path())),
        "A passphrase comes from one place. Take one out: felt config set passphrase_command \"\"");
  return {settings.passphrase_file, "", settings.passphrase_command};
}

bool can_ask(Invocation& invocation, Asking asking) {
  return asking == Asking::yes && invocation.world().secret_reader != nullptr;
}

Secret typed(Invocation& invocation, const std::string& prompt) {
  auto line = invocation.world().secret_reader(prompt);
  if (!line) throw Error(Exit::wrong_passphrase, "no passphrase was given", "Nothing was changed.");
  return std::move(*line);
}

Secret first_passphrase(Invocation& invocation, Asking asking) {
  if (auto named = named_passphrase(invocation, invocation.globals().passphrase)) return std::move(*named);
  if (auto kept = named_passphrase(invocation, configured(invocation))) return std::move(*kept);
  if (can_ask(invocation, asking)) return typed(invocation, "Passphrase: ");
  const auto journal = invocation.journal_path();
  const auto what = is_sealed_file(journal) ? "the journal " + quoted_path(journal) : "a copy of the journal";
  throw Error(Exit::wrong_passphrase, what + " is sealed, and nobody can be asked for its passphrase",
              "Name it with --passphrase-file, --passphrase-fd or --passphrase-command.");
}

bool is_typed(Invocation& invocation, Asking asking) {
  const auto is_named = [](const PassphraseOptions& options) {
    return !options.file.empty() || !options.descriptor.empty() || !options.command.empty();
  };
  return can_ask(invocation, asking) && !is_named(invocation.globals().passphrase) &&
         !is_named(configured(invocation));
}

Secret next_passphrase(Invocation& invocation, Asking asking, int wrong, std::string_view why) {
  if (wrong >= most_tries || !is_typed(invocation, asking))
    throw Error(Exit::wrong_passphrase, "the passphrase does not open the journal",
                "Nothing was changed. A lost passphrase cannot be helped, but a recovery key opens it, too.");
  invocation.say(why);
  return typed(invocation, "Passphrase: ");
}

// --- a new one ---

std::size_t words_in(std::string_view text) {
  std::size_t count = 0;
  for (const auto& word : split(text, ' '))
    if (!word.empty()) ++count;
  return count;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; });
}

void advise(Invocation& invocation, const Secret& passphrase) {
  if (words_in(passphrase.view()) < good_words)
    invocation.say_warning("this passphrase has fewer than four words",
                           "Four or more words picked by dice are hard to guess and easy to keep.");
  if (!is_ascii(passphrase.view()))
    invocation.say_warning("this passphrase has signs that another keyboard or system may type differently",
                           "Letters without accents, figures and spaces open the journal anywhere.");
}

Secret typed_twice(Invocation& invocation) {
  auto first = typed(invocation, "New passphrase: ");
  const auto again = typed(invocation, "Once more: ");
  if (!are_equal(first.view(), again.view()))
    throw UsageError("the two passphrases differ", "Nothing was changed. Run the command again.");
  return first;
}

Secret given_or_typed(Invocation& invocation, const PassphraseOptions& options, std::string_view option) {
  if (auto named = named_passphrase(invocation, options)) return std::move(*named);
  if (can_ask(invocation, Asking::yes)) return typed_twice(invocation);
  throw UsageError("there is no terminal to ask for the new passphrase on",
                   fmt::format("Name it with --{0}-file, --{0}-fd or --{0}-command.", option));
}

}  // namespace

AskPassphrase present_passphrase(Invocation& invocation, Asking asking) {
  return [&invocation, asking, times_opened = 0](int wrong) mutable {
    auto& kept = invocation.kept_passphrase();
    if (wrong == 0) ++times_opened;
    if (wrong == 0 && kept) return kept;
    const auto* why = wrong == 1 && times_opened > 1 ? "The passphrase was changed from another window."
                                                     : "That does not open the journal.";
    if (times_opened > 1) kept.reset();  // what opened it before does so no more, even if no other is given
    kept = std::make_shared<Passphrase>(wrong == 0 ? first_passphrase(invocation, asking)
                                                   : next_passphrase(invocation, asking, wrong, why));
    return kept;
  };
}

Opening opening_for(Invocation& invocation, Asking asking) {
  return {Opening::patience, present_passphrase(invocation, asking)};
}

Secret new_passphrase(Invocation& invocation, const PassphraseOptions& options, std::string_view option) {
  auto passphrase = given_or_typed(invocation, options, option);
  if (passphrase.is_empty())
    throw UsageError("an empty passphrase seals nothing",
                     "Nothing was changed. Four words or more are good.");
  advise(invocation, passphrase);
  return passphrase;
}

}  // namespace felt
