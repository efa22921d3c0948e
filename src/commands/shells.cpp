#include "commands/shells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/columns.hpp"
#include "base/shell_line.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

constexpr std::string_view bash_script = R"(# bash completion for felt, made by: felt completion bash
_felt() {
  local how=
  COMPREPLY=()
  {
    IFS= read -r how
    mapfile -t COMPREPLY
  } < <(command felt completion words bash \
          "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" "$COMP_TYPE" 2>/dev/null)
  [[ $how != *nospace* ]] || compopt -o nospace
  if [[ $how == *files* ]]; then
    if ((${#COMPREPLY[@]} == 0)); then
      compopt -o default
    else
      compopt -o filenames
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$2")
    fi
  fi
}
complete -F _felt felt
)";

constexpr std::string_view zsh_script = R"(#compdef felt
# zsh completion for felt, made by: felt completion zsh
_felt() {
  local -a before answers whole open
  (( CURRENT > 2 )) && before=("${(@Q)words[2,CURRENT-1]}")
  answers=("${(@f)$(command felt completion words zsh "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
  whole=("${(@)${(@M)answers[2,-1]:#-*}#-}")
  open=("${(@)${(@M)answers[2,-1]:#+*}#+}")
  local found=1
  (( ${#whole} )) && _describe -V 'felt' whole && found=0
  (( ${#open} )) && _describe -V 'felt' open -S '' && found=0
  [[ ${answers[1]} == *files* ]] && _files && found=0
  return found
}
if [[ ${funcstack[1]} == _felt ]]; then _felt "$@"; else compdef _felt felt; fi
)";

constexpr std::string_view fish_script = R"(# fish completion for felt, made by: felt completion fish
function __felt_complete
    set -l line (commandline -opc)[2..-1] (commandline -ct)
    set -l answers (command felt completion words fish $line 2>/dev/null)
    string match -q '*files*' -- $answers[1]
    and __fish_complete_path (commandline -ct)
    printf '%s\n' $answers[2..-1]
end
complete -c felt -f -k -a '(__felt_complete)'
)";

constexpr std::string_view bash_setup =
    "  bash   In ~/.bashrc:\n"
    "           eval \"$(felt completion bash)\"\n";
constexpr std::string_view zsh_setup =
    "  zsh    In ~/.zshrc, below compinit:\n"
    "           eval \"$(felt completion zsh)\"\n";
constexpr std::string_view fish_setup =
    "  fish   Once:\n"
    "           felt completion fish > ~/.config/fish/completions/felt.fish\n";

constexpr std::size_t widest_about = 72;

// --- from bash ---

// The kinds of completing that list what fits: after a second Tab, and at once where the person wishes so.
bool shows_list(std::string_view comp_type) {
  constexpr std::string_view listing[]{"63", "33", "64"};
  return std::find(std::begin(listing), std::end(listing), comp_type) != std::end(listing);
}

std::string part(std::span<const std::string> given, std::size_t index) {
  return index < given.size() ? given[index] : std::string();
}

ShellRequest bash_request(std::span<const std::string> given) {
  auto line = read_shell_line(part(given, 0), part(given, 1));
  if (!line.words.empty()) line.words.erase(line.words.begin());
  return {std::move(line.words), std::move(line.last), line.settled, line.quote, shows_list(part(given, 2))};
}

// fish leaves quotes in the word under the cursor.
ShellRequest words_request(Shell shell, std::span<const std::string> given) {
  ShellRequest request;
  if (given.empty()) return request;
  request.words.assign(given.begin(), given.end() - 1);
  request.typed = shell == Shell::fish ? read_shell_line(given.back(), {}).last : given.back();
  return request;
}

// --- to the shells ---

bool goes_on(const Candidate& candidate) {
  return candidate.word.ends_with('=') || candidate.word.ends_with(':');
}

bool can_be_shown(const Candidate& candidate) {
  return !candidate.word.empty() && visible_line(candidate.word) == candidate.word;
}

std::string bash_line(const Candidate& candidate, const ShellRequest& request, bool lists) {
  const auto word = typed_in_shell(candidate.word.substr(request.settled), request.quote);
  return lists && !candidate.about.empty() ? fmt::format("{}  ({})", word, candidate.about) : word;
}

std::string zsh_line(const Candidate& candidate) {
  std::string line(goes_on(candidate) ? "+" : "-");
  for (const char c : candidate.word) {
    if (c == ':' || c == '\\') line += '\\';
    line += c;
  }
  return candidate.about.empty() ? line : line + ":" + candidate.about;
}

std::string line_for(Shell shell, const Candidate& candidate, const ShellRequest& request, bool lists) {
  if (shell == Shell::bash) return bash_line(candidate, request, lists);
  if (shell == Shell::zsh) return zsh_line(candidate);
  return candidate.about.empty() ? candidate.word : candidate.word + '\t' + candidate.about;
}

}  // namespace

std::string_view script_of(Shell shell) {
  if (shell == Shell::bash) return bash_script;
  return shell == Shell::zsh ? zsh_script : fish_script;
}

std::string_view setting_up(Shell shell) {
  if (shell == Shell::bash) return bash_setup;
  return shell == Shell::zsh ? zsh_setup : fish_setup;
}

ShellRequest request_from(Shell shell, std::span<const std::string> given) {
  return shell == Shell::bash ? bash_request(given) : words_request(shell, given);
}

std::string answer_for(Shell shell, const ShellRequest& request, Candidates candidates) {
  auto& words = candidates.words;
  std::erase_if(words, [&](const Candidate& candidate) {
    return !can_be_shown(candidate) || (shell == Shell::bash && !candidate.word.starts_with(request.typed));
  });
  std::string text(candidates.files ? "files" : "");
  if (words.size() == 1 && goes_on(words.front())) text += " nospace";
  text += '\n';
  for (auto& candidate : words) {
    candidate.about = shortened(candidate.about, widest_about);
    text += line_for(shell, candidate, request, request.lists && words.size() > 1) + '\n';
  }
  return text;
}

}  // namespace felt
