#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/closest.hpp"
#include "base/columns.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/config_file.hpp"
#include "commands/consent.hpp"
#include "commands/output_file.hpp"
#include "commands/prompts.hpp"
#include "interview/cards.hpp"
#include "prompts/checker.hpp"
#include "prompts/prescan.hpp"
#include "prompts/promises.hpp"
#include "prompts/starter.hpp"
#include "prompts/version.hpp"

namespace felt {
namespace {

namespace fs = std::filesystem;

// --- new ---

// "Feet first.toml" becomes "feet-first".
std::string id_from(const fs::path& file) {
  std::string id;
  for (const char byte : folded(file.stem().string())) {
    const bool fits = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (fits)
      id += byte;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return "your-practice." + (id.empty() ? "first" : id.substr(0, 26));
}

std::string new_translation(const Library& library, const NewPrompts& wish) {
  if (wish.of.empty() || wish.language.empty())
    throw UsageError(
        "a translation needs --of and --language",
        "For example: felt prompts new sleep.nl.toml --kind translation --of sleep --language nl");
  if (!is_language_tag(wish.language))
    throw UsageError(in_quotes(wish.language) + " is not a language tag", "Such as en, nl or pt-BR.");
  const auto source = library.find_source(wish.of);
  if (!source.is_found())
    throw UsageError(fmt::format("there is no {} to translate", in_quotes(wish.of)),
                     did_you_mean(wish.of, library.surroundings().source_ids()));
  return starter_translation(source, wish.language);
}

std::string new_text(Invocation& invocation, const NewPrompts& wish) {
  const auto id = id_from(wish.file);
  if (wish.kind == "pack") return starter_pack(id);
  if (wish.kind == "flow") return starter_flow(id);
  if (wish.kind == "shared") return starter_shared(id);
  if (wish.kind == "support") return starter_support();
  if (wish.kind == "translation") return new_translation(Library(invocation.own_prompts()), wish);
  const std::vector<std::string> kinds{"pack", "flow", "shared", "translation", "support"};
  refuse_word(in_quotes(wish.kind) + " is no kind of prompt file", wish.kind, kinds);
}

// --- what a file holds, for someone who is about to take it ---

std::string version_text(const std::string& version) {
  return version.empty() ? "" : fmt::format(" · version {}", version);
}

struct Describe {
  const Look& look;
  std::vector<std::string> lines{};

  void operator()(const Pack& pack) {
    head("pack", pack.id, pack.title, pack.version);
    lines.push_back(pack.description);
    lines.push_back(fmt::format("{} · by {} · {} · language {}", counted(questions_in_use(pack), "question"),
                                pack.author, pack.license, pack.language));
    for (const auto& question : pack.questions)
      if (!question.is_retired()) lines.push_back("  " + question.prompt);
  }
  void operator()(const Flow& flow) {
    head("flow", flow.id, flow.title, "");
    lines.push_back(
        fmt::format("asks {}, in the phase {}", counted(flow.ask.size(), "question"), name_of(flow.phase)));
    for (const auto& name : flow.ask) lines.push_back("  " + name);
  }
  void operator()(const SharedFile& file) {
    head("shared", file.id, "", file.version);
    lines.push_back(fmt::format("{} and {} · {} · language {}", counted(file.scales.size(), "scale"),
                                counted(file.vocabularies.size(), "list of words", "lists of words"),
                                file.license, file.language));
  }
  void operator()(const TranslationFile& file) {
    head("translation", file.of, file.title, "");
    lines.push_back(fmt::format("into {} · by {} · {}", file.language, file.author, file.license));
  }
  void operator()(const SupportFile& file) {
    head("support", file.country.empty() ? "any country" : file.country, "", "");
    for (const auto& line : file.lines) lines.push_back("  " + line_in_full(line, look));
    if (!file.emergency.empty()) lines.push_back("  emergency: " + file.emergency);
  }

 private:
  void head(std::string_view kind, const std::string& id, const std::string& title,
            const std::string& version) {
    lines.push_back(
        fmt::format("{} {}{}{}", kind, id, title.empty() ? "" : ": " + title, version_text(version)));
  }
};

void print_contents(Invocation& invocation, const PromptContent& content) {
  if (invocation.globals().quiet) return;
  const auto& look = invocation.out_look();
  Describe describe{look};
  std::visit(describe, content);
  for (const auto& line : describe.lines) {
    const std::size_t indent = line.starts_with("  ") ? 2 : 0;
    const auto columns = static_cast<std::size_t>(look.columns) - indent;
    for (const auto& part : wrapped(drawn(visible_line(line.substr(indent)), look), columns))
      invocation.out() << std::string(indent, ' ') << part << '\n';
  }
  invocation.out().flush();  // it is seen before what is said about it
}

// --- add and remove ---

std::string version_of(const PromptContent& content) {
  if (const auto* pack = std::get_if<Pack>(&content)) return pack->version;
  if (const auto* shared = std::get_if<SharedFile>(&content)) return shared->version;
  if (const auto* translation = std::get_if<TranslationFile>(&content)) return translation->of_version;
  return {};
}

std::string file_name(const PromptContent& content) {
  const auto id = id_of(content);
  if (std::holds_alternative<Pack>(content)) return id + ".toml";
  return id.empty() ? fmt::format("{}.toml", kind_of(content))
                    : fmt::format("{}.{}.toml", id, kind_of(content));
}

const OwnFile* find_same(const std::vector<OwnFile>& own, const PromptContent& content) {
  const auto found = std::find_if(own.begin(), own.end(), [&](const OwnFile& file) {
    return sniffed_kind(file.text) == kind_of(content) && sniffed_id(file.text) == id_of(content);
  });
  return found == own.end() ? nullptr : &*found;
}

// "pack 'me.new'", and the kind alone where there is no id.
std::string kind_and_id(const PromptContent& content) {
  const auto id = id_of(content);
  return id.empty() ? fmt::format("a {} file", kind_of(content))
                    : fmt::format("{} {}", kind_of(content), in_quotes(id));
}

// A file takes the place of another of its id only if it says that it is newer.
void refuse_older(const OwnFile& old, const PromptContent& content, const std::string& old_version) {
  const auto version = version_of(content);
  if (is_older(old_version, version)) return;
  const auto name = name_of_own(old);
  throw UsageError(
      fmt::format("{} is there already, in {}", kind_and_id(content), quoted_path(old.path)),
      version.empty()
          ? fmt::format("Take that out first: felt prompts remove {}", name)
          : fmt::format(
                "It has version {} and this one {}. Raise the version, or take that out first: felt prompts "
                "remove {}",
                old_version, version, name));
}

// What stands in the place of a new file; nothing where there is none, or it has mistakes.
std::optional<PromptContent> old_content(const OwnFile* old, const Library& library) {
  if (!old) return std::nullopt;
  return parse_prompt_file(old->text, old->path, library.shared()).content;
}

std::vector<OwnFile> with_file(std::vector<OwnFile> own, const OwnFile* old, const OwnFile& file) {
  for (auto& mine : own)
    if (old && mine.path == old->path) mine.text = file.text;
  if (!old) own.push_back(file);
  return own;
}

std::vector<OwnFile> without_file(std::vector<OwnFile> own, const fs::path& path) {
  std::erase_if(own, [&](const OwnFile& mine) { return mine.path == path; });
  return own;
}

void say_list(Invocation& invocation, std::string_view heading, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  invocation.say(heading);
  for (const auto& line : lines) invocation.say("  " + visible_line(line));
}

std::vector<std::string> names_of(const std::vector<OwnFile>& files) {
  std::vector<std::string> names;
  for (const auto& file : files)
    names.push_back(fmt::format("{} {}, in {}", sniffed_kind(file.text), in_quotes(name_of_own(file)),
                                quoted_path(file.path)));
  return names;
}

// Whether the file may take its place, once it is told what that changes for answers and other files.
bool may_take(Invocation& invocation, const std::vector<std::string>& broken,
              const std::vector<OwnFile>& left_out) {
  if (broken.empty() && left_out.empty()) return true;
  say_list(invocation, "Earlier answers would no longer go with these:", broken);
  say_list(invocation,
           "These files of yours count on what changes, and would be left out:", names_of(left_out));
  return agrees(invocation, "Take it all the same?");
}

bool may_remove(Invocation& invocation, const std::vector<OwnFile>& left_out) {
  if (left_out.empty()) return true;
  say_list(invocation, "These files of yours count on it, and would be left out:", names_of(left_out));
  return agrees(invocation, "Take it out all the same?");
}

PromptContent checked_content(Invocation& invocation, const OwnFile& file, const Library& library) {
  bool is_broken = false;
  for (const auto& problem : check_prompt_file(file.text, file.path, library)) {
    is_broken |= problem.severity == Problem::Severity::error;
    invocation.say(problem_text(problem));
  }
  auto parsed = parse_prompt_file(file.text, file.path, library.shared());
  if (is_broken || !parsed.content)
    throw ContentError(fmt::format("{} has mistakes and was not taken", quoted_path(file.path)),
                       "Mend it, or ask who wrote it; felt prompts check shows them again.");
  return *std::move(parsed.content);
}

// Keeps the text where the old file of its id stands, or under its own name.
fs::path keep(Invocation& invocation, const std::string& text, const PromptContent& content,
              const OwnFile* old) {
  const auto folder = invocation.prompts_folder();
  make_private_folder(folder);
  auto path = old ? fs::path(old->path) : folder / file_name(content);
  if (!old && is_there(path))
    throw UsageError(fmt::format("{} is there already, with something else in it", quoted_path(path)),
                     "Move or rename that file, then add this one again.");
  write_atomically(path, text, old ? Overwrite::yes : Overwrite::no);
  return path;
}

void say_taken(Invocation& invocation, const fs::path& path, const std::string& replaced_version) {
  if (!replaced_version.empty())
    invocation.say(fmt::format("Taken; it replaces version {} in {}.", replaced_version, quoted_path(path)));
  else if (!invocation.globals().quiet)
    invocation.say(fmt::format("Taken among your own, in {}.", quoted_path(path)));
}

// What the change does to the person's other files is said at once.
void say_broken(Invocation& invocation) { invocation.library(); }

struct FoundFile {
  std::string kind, id;
  const OwnFile* file;
};

std::vector<FoundFile> found_by(const std::vector<OwnFile>& own, const std::string& id) {
  std::vector<FoundFile> found;
  for (const auto& file : own) {
    const auto own_id = name_of_own(file);
    const auto after_dot = own_id.substr(own_id.find('.') + 1);
    if (own_id == id || (!after_dot.empty() && after_dot == id))
      found.push_back({std::string(sniffed_kind(file.text)), own_id, &file});
  }
  return found;
}

const OwnFile& one_of_own(const std::vector<OwnFile>& own, const std::string& id) {
  const auto found = found_by(own, id);
  if (found.size() == 1) return *found.front().file;
  std::vector<std::string> names;
  for (const auto& one : found) names.push_back(fmt::format("{} {}", one.kind, quoted_path(one.file->path)));
  if (!found.empty())
    throw UsageError(fmt::format("{} is the id of several files of yours", in_quotes(id)),
                     fmt::format("Delete the one you mean: {}.", join(names, "; ")));
  for (const auto& file : own) names.push_back(name_of_own(file));
  const auto hint = did_you_mean(id, names);
  throw UsageError(fmt::format("no prompt file of yours has the id {}", in_quotes(id)),
                   hint.empty() ? "Built-in ones stay. Yours are listed by: felt prompts list" : hint);
}

// Beside what was taken out before under the same name.
fs::path place_aside(const fs::path& path) {
  auto aside = fs::path(path).concat(".removed");
  for (int i = 2; is_there(aside); ++i) aside = fs::path(path).concat(fmt::format(".removed.{}", i));
  return aside;
}

}  // namespace

int write_new_prompts(Invocation& invocation, const NewPrompts& wish) {
  refuse_standard_output(wish.file, "a new pack");
  const auto text = new_text(invocation, wish);
  refuse_journal(invocation, wish.file);
  write_atomically(wish.file, text, wish.force ? Overwrite::yes : Overwrite::no, 0644);
  if (!invocation.globals().quiet)
    invocation.say(fmt::format(
        "{} is there to be changed. felt prompts check {} looks it over, felt prompts add {} takes it among "
        "yours.",
        quoted_path(wish.file), shell_word(wish.file), shell_word(wish.file)));
  return 0;
}

int add_prompts(Invocation& invocation, const std::string& path) {
  const OwnFile file{path, read_file(path, largest_prompt_file)};
  const auto own = invocation.own_prompts();
  const Library library(own);
  const auto content = checked_content(invocation, file, library);
  const auto* old = find_same(own, content);
  print_contents(invocation, content);
  if (old && old->text == file.text) {
    invocation.say(fmt::format("It is there already, in {}.", quoted_path(old->path)));
    return 0;
  }
  const auto before = old_content(old, library);
  const auto old_version = before ? version_of(*before) : std::string();
  if (old) refuse_older(*old, content, old_version);
  const auto broken = before ? broken_promises(*before, content) : std::vector<std::string>();
  if (!may_take(invocation, broken, left_out_then(own, with_file(own, old, file))))
    return declined(invocation, "taken");
  const auto kept = keep(invocation, file.text, content, old);
  say_taken(invocation, kept, old_version);
  say_broken(invocation);
  return 0;
}

int remove_prompts(Invocation& invocation, const std::string& id) {
  const auto own = invocation.own_prompts();
  const fs::path path = one_of_own(own, id).path;
  if (!may_remove(invocation, left_out_then(own, without_file(own, path))))
    return declined(invocation, "taken out");
  const auto aside = place_aside(path);
  std::error_code error;
  fs::rename(path, aside, error);
  if (error)
    throw Error(Exit::not_saved,
                fmt::format("{} could not be moved: {}", quoted_path(path), error.message()));
  invocation.say(
      fmt::format("It is used no more. Answers that were given stay as they are; the file is now {}.",
                  quoted_path(aside)));
  say_broken(invocation);
  return 0;
}

}  // namespace felt
