#include "commands/editor.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <utility>

#include "base/file.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_edited = std::size_t{16} * 1024 * 1024;

// --- which editor ---

// "vim" of /usr/bin/vim.basic.
std::string stem_of(const fs::path& program) {
  const auto name = program.filename().string();
  return name.substr(0, name.find('.'));
}

template <std::size_t n>
bool is_one_of(const std::string& name, const std::array<std::string_view, n>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 4> vims{"vi", "view", "rview", "ex"};
constexpr std::array<std::string_view, 5> windows{"gvim", "gview", "rgvim", "rgview", "mvim"};

bool holds_vim(const std::string& name) { return name.find("vim") != std::string::npos; }

bool is_vim(const std::string& name) { return holds_vim(name) || is_one_of(name, vims); }

// What keeps vim to the one file. `--cmd` comes before the person's own settings, where a modeline would be
// read too early, and `-c` after them.
const std::vector<std::string> vim_arguments{
    "-n",
    "-i",
    "NONE",
    "--cmd",
    "silent! augroup felt",
    "--cmd",
    "silent! autocmd BufReadPre * setlocal nomodeline noswapfile noundofile",
    "--cmd",
    "silent! augroup END",
    "-c",
    "silent! set nobackup nowritebackup noundofile viminfo="};

// Backups, histories and locks are off in nano unless its own settings turn them on.
const std::vector<std::string> nano_arguments{"--ignorercfiles", "--nowrap"};

// vi and editor are names of many programs: what they lead to decides.
std::vector<std::string> private_arguments(const fs::path& program) {
  std::error_code none;
  const auto name = stem_of(fs::canonical(program, none));
  if (name == "nano") return nano_arguments;
  if (!is_vim(name) && !holds_vim(stem_of(program))) return {};
  auto arguments = vim_arguments;
  if (is_one_of(stem_of(program), windows)) arguments.emplace_back("-f");  // it waits until the window closes
  return arguments;
}

Editor editor_at(const fs::path& program, std::vector<std::string> words) {
  for (auto& argument : private_arguments(program)) words.push_back(std::move(argument));
  return {program, std::move(words)};
}

Editor named_editor(const Environment& environment, const char* variable) {
  auto words = command_words(value_of(environment, variable));
  if (!words)
    throw UsageError(fmt::format("{} has a quote that is not closed: {}", variable,
                                 in_quotes(value_of(environment, variable))),
                     fmt::format("It is written as in a shell: {}=\"code --wait\"", variable));
  const auto program = find_program(words->front(), value_of(environment, "PATH"));
  if (!program)
    throw Error(Exit::not_saved, fmt::format("the editor {} was not found", in_quotes(words->front())),
                fmt::format("It is named by {}; another one can stand there: {}=nano", variable, variable));
  return editor_at(*program, std::move(*words));
}

// --- the folder ---

bool is_usable(const fs::path& folder) {
  std::error_code unknown;
  if (!folder.is_absolute() || !fs::is_directory(folder, unknown)) return false;
  try {
    refuse_unsafe(folder / "felt");
    return true;
  } catch (const Error&) {
    return false;
  }
}

std::optional<fs::path> find_private_folder(const fs::path& parent) {
  std::string name = (parent / "felt-XXXXXX").string();
  if (!is_usable(parent) || !::mkdtemp(name.data())) return std::nullopt;
  return name;
}

// The first two are in memory, where there are such.
fs::path make_folder(const Environment& environment) {
  for (const auto& parent : {value_of(environment, "XDG_RUNTIME_DIR"), std::string("/dev/shm"),
                             value_of(environment, "TMPDIR"), std::string("/tmp")})
    if (auto folder = find_private_folder(parent)) return *folder;
  throw Error(Exit::not_saved, "there is no folder for a temporary file", "TMPDIR can name one.");
}

// --- the text ---

std::string without_mark(const std::string& text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

void check_text(const fs::path& path, const std::string& text) {
  if (const auto at = find_bad_utf8(text))
    throw ContentError(
        fmt::format("{} is not valid UTF-8 at byte {}", quoted_path(path.filename()), *at + 1));
}

// A file that cannot be read is taken to hold some.
bool has_other_words(const fs::path& path, const std::string& given) {
  std::error_code none;
  if (!fs::is_regular_file(path, none)) return false;
  try {
    const auto text = read_file(path, longest_edited);
    return !text.empty() && text != given;
  } catch (const Error&) {
    return true;
  }
}

}  // namespace

Editor editor_of(const Environment& environment) {
  for (const auto* variable : {"VISUAL", "EDITOR"})
    if (!trim(value_of(environment, variable)).empty()) return named_editor(environment, variable);
  for (const auto* name : {"editor", "nano", "vi"})
    if (const auto program = find_program(name, value_of(environment, "PATH")))
      return editor_at(*program, {name});
  throw Error(Exit::not_saved, "there is no editor on PATH", "EDITOR can name one: EDITOR=/path/to/editor");
}

PrivateFolder::PrivateFolder(const Environment& environment) : m_path(make_folder(environment)) {}

PrivateFolder::~PrivateFolder() {
  std::error_code none;
  if (!m_stays) fs::remove_all(m_path, none);
}

EditedText::EditedText(Invocation& invocation, const std::string& name, std::string text)
    : m_invocation(invocation),
      m_editor(editor_of(invocation.world().env)),
      m_given(std::move(text)),
      m_folder(invocation.world().env),
      m_path(m_folder.path() / name) {
  put(m_given);
}

std::string EditedText::open() {
  return or_keep([&] {
    m_invocation.out().flush();
    auto arguments = m_editor.arguments;
    arguments.push_back(m_path.string());
    const int code = run_program(m_editor.program, arguments, m_invocation.world().env);
    if (code != 0)
      throw Error(Exit::not_saved,
                  fmt::format("the editor {} ended with exit code {}", quoted_path(m_editor.program), code));
    return read();
  });
}

void EditedText::put(const std::string& text) { write_atomically(m_path, text); }

std::string EditedText::read() const {
  if (!stands_at(m_path))
    throw Error(Exit::not_saved, fmt::format("{} is gone", quoted_path(m_path)),
                "The editor left no file of that name behind.");
  auto text = read_file(m_path, longest_edited);
  check_text(m_path, text);
  return without_mark(text);
}

// Whether any file in the folder holds something the editor was not given: the text itself, or what an editor
// saved beside it when it was ended.
bool EditedText::holds_other_words() const {
  std::error_code none;
  const fs::recursive_directory_iterator files(m_folder.path(), none);
  return std::any_of(begin(files), end(files),
                     [&](const auto& file) { return has_other_words(file, m_given); });
}

void EditedText::refuse(Exit exit, const std::string& message, std::string hint, Stands stands) {
  if (std::exchange(m_is_refused, true)) throw Error(exit, message, std::move(hint));
  if (!hint.empty()) hint += '\n';
  if (stands == Stands::no) hint += "Nothing was changed. ";
  if (holds_other_words()) {
    m_folder.stay();
    hint += fmt::format(
        "What you wrote is kept in {}.\nA copy elsewhere lasts longer: such folders are emptied "
        "when the computer restarts.",
        quoted_path(has_other_words(m_path, m_given) ? m_path : m_folder.path()));
  }
  hint.erase(hint.find_last_not_of(" \n") + 1);
  throw Error(exit, message, std::move(hint));
}

}  // namespace felt
