#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "prompts/rules.hpp"
#include "prompts/version.hpp"

namespace felt {
namespace {

// Warns about strings for things the source file does not have.
class TranslationCheck {
 public:
  TranslationCheck(const TranslationFile& file, const TranslationSource& source, Findings& findings)
      : m_file(file), m_source(source), m_findings(findings) {}

  void run() {
    check_version();
    for (const auto& question : m_file.questions) check(question);
    for (const auto& scale : m_file.scales) check(scale);
    for (const auto& list : m_file.lists) check(list);
  }

 private:
  void check_version() {
    const auto version = m_source.pack     ? m_source.pack->version
                         : m_source.shared ? m_source.shared->version
                                           : std::string();
    if (version.empty() || version == m_file.of_version) return;
    if (m_file.of_version.empty())
      m_findings.warning(m_file.of_at, "the translation does not say which version it was made for",
                         fmt::format("Add of_version = \"{}\".", version));
    else
      m_findings.warning(m_file.version_at,
                         fmt::format("the translation was made for version {} of {}, which is now {}",
                                     m_file.of_version, in_quotes(m_file.of), version),
                         "Look it through again; what is missing is shown in the source language.");
  }

  void report(std::string_view what, const std::string& id, SourcePlace at,
              const std::vector<std::string>& known) {
    m_findings.warning(at, fmt::format("{} {} is not in {}", what, in_quotes(id), in_quotes(m_file.of)),
                       m_findings.nearest(id, known));
  }

  void check(const TranslatedQuestion& translated) {
    static const std::vector<Question> none;
    const auto& questions = m_source.pack ? m_source.pack->questions : none;
    const auto found = std::find_if(questions.begin(), questions.end(),
                                    [&](const Question& q) { return q.id == translated.id; });
    if (found == questions.end()) return report("question", translated.id, translated.at, ids_of(questions));
    if (found->words) check_words(translated.options, "option", found->words->terms, translated.at);
    if (found->scale) check_anchors(translated.anchors, *found->scale, translated.at);
  }

  void check(const TranslatedScale& translated) {
    const auto scales = scales_of_source();
    const auto found =
        std::find_if(scales.begin(), scales.end(), [&](const Scale& s) { return s.id == translated.id; });
    if (found == scales.end()) return report("scale", translated.id, translated.at, ids_of(scales));
    check_anchors(translated.anchors, *found, translated.at);
  }

  void check(const TranslatedList& translated) {
    static const std::vector<VocabularyPtr> none;
    const auto& lists = m_source.shared ? m_source.shared->vocabularies : none;
    const auto found =
        std::find_if(lists.begin(), lists.end(), [&](const auto& l) { return l->id == translated.id; });
    if (found == lists.end()) return report("word list", translated.id, translated.at, {});
    check_words(translated.terms, "word", (*found)->terms, translated.at);
  }

  void check_words(const TextById& translated, std::string_view what, const std::vector<Term>& terms,
                   SourcePlace at) {
    for (const auto& [id, text] : translated)
      if (std::none_of(terms.begin(), terms.end(),
                       [&wanted = id](const Term& term) { return term.id == wanted; }))
        report(what, id, at, ids_of(terms));
  }

  void check_anchors(const std::vector<Anchor>& translated, const Scale& scale, SourcePlace at) {
    for (const auto& anchor : translated)
      if (std::none_of(scale.anchors.begin(), scale.anchors.end(),
                       [&](const Anchor& a) { return a.at == anchor.at; }))
        report("anchor", number_text(anchor.at), at, {});
  }

  // A pack's own scales live on in its questions.
  std::vector<Scale> scales_of_source() const {
    if (m_source.shared) return m_source.shared->scales;
    std::vector<Scale> scales;
    if (m_source.pack)
      for (const auto& question : m_source.pack->questions)
        if (question.scale) scales.push_back(*question.scale);
    return scales;
  }

  template <class Things>
  static std::vector<std::string> ids_of(const Things& things) {
    std::vector<std::string> ids;
    ids.reserve(things.size());
    for (const auto& thing : things) ids.push_back(thing.id);
    return ids;
  }

  const TranslationFile& m_file;
  const TranslationSource& m_source;
  Findings& m_findings;
};

}  // namespace

void check_translation(const TranslationFile& file, const TranslationSource& source, Findings& findings) {
  TranslationCheck(file, source, findings).run();
}

}  // namespace felt
