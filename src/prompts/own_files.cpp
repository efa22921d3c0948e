#include "prompts/own_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/visible.hpp"
#include "prompts/version.hpp"

namespace felt {
namespace {

// A file without an error, on its way in.
struct Candidate {
  const OwnFile* source = nullptr;
  ParsedFile file;
  const PromptContent& content() const { return *file.content; }
};

std::string version_of(const PromptContent& content) {
  if (const auto* pack = std::get_if<Pack>(&content)) return pack->version;
  if (const auto* shared = std::get_if<SharedFile>(&content)) return shared->version;
  return {};
}

std::string titled(const PromptContent& content) {
  const auto version = version_of(content);
  return fmt::format("{} {}{}", kind_of(content), in_quotes(id_of(content)),
                     version.empty() ? "" : fmt::format(" {}", version));
}

class Sorting {
 public:
  Sorting(const std::vector<OwnFile>& files, Shared& known, const Surroundings& built_in)
      : m_files(files), m_known(known), m_built_in(built_in), m_problems(files.size()) {}

  OwnFiles run() {
    const auto is_shared = [](const OwnFile& file) { return sniffed_kind(file.text) == "shared"; };
    for (const auto& file : m_files)
      if (is_shared(file)) read(file);
    for (const auto& file : m_files)
      if (!is_shared(file)) read(file);
    while (drop_one_with_loose_ends()) continue;
    for (const auto& candidate : m_candidates) keep_warnings(candidate);
    return result();
  }

 private:
  std::vector<Problem>& problems_of(const OwnFile& file) {
    return m_problems[static_cast<std::size_t>(&file - m_files.data())];
  }

  void read(const OwnFile& file) {
    auto parsed = parse_prompt_file(file.text, file.path, m_known);
    if (!parsed.content)
      problems_of(file) = std::move(parsed.problems);
    else
      add({&file, std::move(parsed)});
  }

  void add(Candidate newcomer) {
    const auto same = std::find_if(m_candidates.begin(), m_candidates.end(), [&](const Candidate& other) {
      return kind_of(other.content()) == kind_of(newcomer.content()) &&
             id_of(other.content()) == id_of(newcomer.content());
    });
    if (same != m_candidates.end()) return choose(*same, std::move(newcomer));
    if (const auto* shared = std::get_if<SharedFile>(&newcomer.content())) m_known.add(*shared);
    m_candidates.push_back(std::move(newcomer));
  }

  void choose(Candidate& kept, Candidate newcomer) {
    const bool replaced = is_older(version_of(kept.content()), version_of(newcomer.content()));
    if (replaced) std::swap(kept, newcomer);
    if (const auto* shared = std::get_if<SharedFile>(&kept.content())) m_known.add(*shared);
    m_notices.push_back(fmt::format("{}: {} is used; {} holds {}", visible_line(kept.source->path),
                                    titled(kept.content()), visible_line(newcomer.source->path),
                                    version_of(kept.content()) == version_of(newcomer.content())
                                        ? "the same"
                                        : fmt::format("version {}", version_of(newcomer.content()))));
  }

  bool drop_one_with_loose_ends() {
    for (auto candidate = m_candidates.begin(); candidate != m_candidates.end(); ++candidate) {
      const auto findings = links_of(*candidate);
      if (!findings.has_error()) continue;
      problems_of(*candidate->source) = findings.sorted();
      m_candidates.erase(candidate);
      return true;
    }
    return false;
  }

  Findings links_of(const Candidate& candidate) const {
    Findings findings(candidate.source->path, candidate.source->text);
    check_links(candidate.file, around(), findings);
    return findings;
  }

  void keep_warnings(const Candidate& candidate) {
    auto& problems = problems_of(*candidate.source);
    problems = candidate.file.problems;
    const auto more = links_of(candidate).sorted();
    problems.insert(problems.end(), more.begin(), more.end());
  }

  template <class Content>
  const Content* find_own(std::string_view id) const {
    for (const auto& candidate : m_candidates)
      if (const auto* content = std::get_if<Content>(&candidate.content()); content && content->id == id)
        return content;
    return nullptr;
  }

  const Question* find_question(std::string_view name) const {
    const auto slash = std::min(name.find('/'), name.size());
    const auto* pack = find_own<Pack>(name.substr(0, slash));
    if (!pack) return m_built_in.find_question(name);
    for (const auto& question : pack->questions)
      if (question.id == name.substr(std::min(slash + 1, name.size()))) return &question;
    return nullptr;
  }

  std::vector<std::string> question_names() const {
    auto names = m_built_in.question_names();
    for (const auto& candidate : m_candidates)
      if (const auto* pack = std::get_if<Pack>(&candidate.content()))
        for (const auto& question : pack->questions) names.push_back(question.name());
    return names;
  }

  TranslationSource find_source(std::string_view id) const {
    const TranslationSource own{find_own<Pack>(id), find_own<SharedFile>(id), find_own<Flow>(id)};
    return own.is_found() ? own : m_built_in.find_source(id);
  }

  std::vector<std::string> source_ids() const {
    auto ids = m_built_in.source_ids();
    for (const auto& candidate : m_candidates) ids.push_back(id_of(candidate.content()));
    return ids;
  }

  Surroundings around() const {
    return {[this](std::string_view name) { return find_question(name); },
            [this] { return question_names(); }, [this](std::string_view id) { return find_source(id); },
            [this] { return source_ids(); }};
  }

  OwnFiles result() {
    OwnFiles own;
    for (auto& candidate : m_candidates) own.contents.push_back(*std::move(candidate.file.content));
    for (const auto& problems : m_problems)
      own.problems.insert(own.problems.end(), problems.begin(), problems.end());
    own.notices = std::move(m_notices);
    return own;
  }

  const std::vector<OwnFile>& m_files;
  Shared& m_known;
  const Surroundings& m_built_in;
  std::vector<Candidate> m_candidates;
  std::vector<std::vector<Problem>> m_problems;  // by file
  std::vector<std::string> m_notices;
};

}  // namespace

OwnFiles sort_out(const std::vector<OwnFile>& files, Shared& known, const Surroundings& built_in) {
  return Sorting(files, known, built_in).run();
}

}  // namespace felt
