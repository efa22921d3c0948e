#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/visible.hpp"
#include "commands/prompts.hpp"
#include "prompts/builtin.hpp"
#include "prompts/checker.hpp"
#include "prompts/prescan.hpp"

namespace felt {
namespace {

bool is_error(const Problem& problem) { return problem.severity == Problem::Severity::error; }

Json problem_json(const Problem& problem) {
  return {{"file", problem.file},       {"line", problem.line},
          {"column", problem.column},   {"severity", is_error(problem) ? "error" : "warning"},
          {"message", problem.message}, {"hint", problem.hint}};
}

struct GivenFile {
  std::string path, text;
  std::vector<Problem> refusal = {};  // why it was not read: it is too long for a prompt file
  Origin origin = Origin::own;
};

GivenFile read_given(const std::string& path) {
  try {
    return {path, read_file(path, largest_prompt_file)};
  } catch (const ContentError& error) {
    Problem problem;
    problem.file = path;
    problem.message = fmt::format("the file is over {}", size_text(largest_prompt_file));
    problem.hint = error.hint();
    return {path, "", {problem}};
  }
}

// A built-in file that is checked by its path is not one of the person's own, unless it lies among them.
Origin origin_of(const GivenFile& file, const std::filesystem::path& own_folder) {
  std::error_code none;
  if (std::filesystem::equivalent(path_from_root(file.path).parent_path(), own_folder, none))
    return Origin::own;
  const auto kind = sniffed_kind(file.text);
  const auto id = sniffed_id(file.text);
  const auto files = builtin_files();
  const auto is_same = [&](const BuiltinFile& builtin) { return builtin.kind == kind && builtin.id == id; };
  return std::any_of(files.begin(), files.end(), is_same) ? Origin::built_in : Origin::own;
}

bool has_same_id(const OwnFile& mine, const GivenFile& file) {
  return sniffed_kind(mine.text) == sniffed_kind(file.text) && sniffed_id(mine.text) == sniffed_id(file.text);
}

// The given files may count on each other and on the person's own, of which newer ones are given maybe.
Library library_around(const std::vector<GivenFile>& given, std::vector<OwnFile> own) {
  std::erase_if(own, [&](const OwnFile& mine) {
    return std::any_of(given.begin(), given.end(), [&](const auto& file) { return has_same_id(mine, file); });
  });
  for (const auto& file : given)
    if (file.origin == Origin::own && given.size() > 1) own.push_back({file.path, file.text});
  return Library(own);
}

void print_findings(Invocation& invocation, const GivenFile& file, const std::vector<Problem>& problems) {
  for (const auto& problem : problems) invocation.out() << problem_text(problem) << '\n';
  if (problems.empty() && !invocation.globals().quiet)
    invocation.out() << visible_line(file.path) << ": nothing to mend\n";
}

}  // namespace

int check_prompts(Invocation& invocation, const std::vector<std::string>& paths) {
  std::vector<GivenFile> files;
  for (const auto& path : paths) files.push_back(read_given(path));
  auto own = invocation.own_prompts();
  const auto own_folder = own.empty() ? std::filesystem::path() : invocation.prompts_folder();
  for (auto& file : files) file.origin = origin_of(file, own_folder);
  const auto library = library_around(files, std::move(own));
  Json found = Json::array();
  bool any_error = false;
  for (const auto& file : files) {
    const auto problems =
        file.refusal.empty() ? check_prompt_file(file.text, file.path, library, file.origin) : file.refusal;
    any_error |= std::any_of(problems.begin(), problems.end(), is_error);
    for (const auto& problem : problems) found.push_back(problem_json(problem));
    if (!invocation.globals().json) print_findings(invocation, file, problems);
  }
  if (invocation.globals().json)
    invocation.out() << json_text(Json{{"schema", "felt.findings/1"}, {"findings", std::move(found)}})
                     << '\n';
  return any_error ? static_cast<int>(Exit::no) : 0;
}

}  // namespace felt
