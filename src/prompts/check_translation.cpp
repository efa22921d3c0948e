#include <fmt/format.h>

#include <algorithm>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "prompts/readers.hpp"
#include "prompts/rules.hpp"
#include "prompts/translate.hpp"
#include "prompts/version.hpp"

namespace felt {
namespace {

template <class Things>
auto find_by_id(const Things& things, const std::string& id) {
  return std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
}

// Warns about strings for things the source file does not have, and about those of the source file that are
// missing; what is retired is asked no more and needs none.
class TranslationCheck {
 public:
  TranslationCheck(const TranslationFile& file, const TranslationSource& source, Findings& findings)
      : m_file(file), m_source(source), m_findings(findings) {}

  void run() {
    check_version();
    for (const auto& question : m_file.questions) check(question);
    for (const auto& scale : m_file.scales) check(scale);
    for (const auto& list : m_file.lists) check(list);
    check_missing();
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
                         "Look it through again.");
  }

  void report(std::string_view what, const std::string& id, SourcePlace at,
              const std::vector<std::string>& known) {
    m_findings.warning(at, fmt::format("{} {} is not in {}", what, in_quotes(id), in_quotes(m_file.of)),
                       m_findings.nearest(id, known));
  }

  void check(const TranslatedQuestion& translated) {
    static const std::vector<Question> none;
    const auto& questions = m_source.pack ? m_source.pack->questions : none;
    const auto found = find_by_id(questions, translated.id);
    if (found == questions.end()) return report("question", translated.id, translated.at, ids_of(questions));
    if (found->words) check_words(translated.options, "option", found->words->terms, translated.at);
    if (found->words && found->words->id.empty())
      check_spellings(*translated_options(*found->words, translated.options), translated.at);
    if (found->scale) check_anchors(translated.anchors, *found->scale, translated.at);
  }

  void check(const TranslatedScale& translated) {
    const auto& scales = scales_of_source();
    const auto found = find_by_id(scales, translated.id);
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
    check_words(translated.groups, "group", (*found)->groups, translated.at);
    TextById aliased;
    for (const auto& [id, aliases] : translated.aliases) aliased.emplace(id, "");
    check_words(aliased, "word", (*found)->terms, translated.at);
    check_spellings(*translated_list(**found, translated), translated.at);
  }

  void check_spellings(const Vocabulary& words, SourcePlace at) {
    for (const auto& shared : shared_spellings(words.terms)) warn_of_shared(shared, at, m_findings);
  }

  template <class Things>
  void check_words(const TextById& translated, std::string_view what, const Things& things, SourcePlace at) {
    for (const auto& [id, text] : translated)
      if (find_by_id(things, id) == things.end()) report(what, id, at, ids_of(things));
  }

  void check_anchors(const std::vector<Anchor>& translated, const Scale& scale, SourcePlace at) {
    for (const auto& anchor : translated)
      if (std::none_of(scale.anchors.begin(), scale.anchors.end(),
                       [&](const Anchor& a) { return a.at == anchor.at; }))
        report("anchor", number_text(anchor.at), at, {});
  }

  const std::vector<Scale>& scales_of_source() const {
    static const std::vector<Scale> none;
    return m_source.shared ? m_source.shared->scales : m_source.pack ? m_source.pack->scales : none;
  }

  // --- what is missing ---

  // The strings of one thing that are missing, as they are told: "'help', option 'sore'".
  class Missing {
   public:
    void key(std::string_view name, const std::string& source, const std::string& translated) {
      if (!source.empty() && translated.empty()) m_names.push_back(in_quotes(name));
    }
    void text(std::string_view what, const std::string& id, const TextById& translated) {
      if (!translated.contains(id)) m_names.push_back(fmt::format("{} {}", what, in_quotes(id)));
    }
    void anchors(const std::vector<Anchor>& source, const std::vector<Anchor>& translated) {
      for (const auto& anchor : source)
        if (std::none_of(translated.begin(), translated.end(),
                         [&](const Anchor& other) { return other.at == anchor.at; }))
          m_names.push_back(fmt::format("anchor {}", in_quotes(number_text(anchor.at))));
    }
    void terms(std::string_view what, const std::vector<Term>& source, const TextById& translated) {
      for (const auto& term : source)
        if (term.retired.empty()) text(what, term.id, translated);
    }
    const std::vector<std::string>& names() const { return m_names; }

   private:
    std::vector<std::string> m_names;
  };

  void tell(const std::string& thing, const Missing& missing, SourcePlace at) {
    if (!missing.names().empty())
      m_findings.warning(at, fmt::format("{} has no {}", thing, join(missing.names(), ", ")),
                         "What is missing is shown in the source language.");
  }

  void tell_untranslated(std::string_view what, const std::string& id) {
    m_findings.warning(m_file.of_at, fmt::format("{} {} is not translated", what, in_quotes(id)),
                       "It is shown in the source language.");
  }

  void check_missing() {
    check_head();
    if (m_source.pack)
      for (const auto& question : m_source.pack->questions)
        if (!question.is_retired()) check_missing(question);
    for (const auto& scale : scales_of_source())
      if (!scale.anchors.empty()) check_missing(scale);
    if (m_source.shared)
      for (const auto& list : m_source.shared->vocabularies) check_missing(*list);
  }

  void check_head() {
    Missing missing;
    if (m_source.pack) {
      missing.key("title", m_source.pack->title, m_file.title);
      missing.key("description", m_source.pack->description, m_file.description);
      missing.key("content_note", m_source.pack->content_note, m_file.content_note);
    }
    if (m_source.flow) {
      missing.key("title", m_source.flow->title, m_file.title);
      missing.key("intro", m_source.flow->intro, m_file.intro);
      missing.key("outro", m_source.flow->outro, m_file.outro);
    }
    tell("the translation", missing, m_file.of_at);
  }

  void check_missing(const Question& question) {
    const auto translated = find_by_id(m_file.questions, question.id);
    if (translated == m_file.questions.end()) return tell_untranslated("question", question.id);
    Missing missing;
    missing.key("prompt", question.prompt, translated->prompt);
    missing.key("help", question.help, translated->help);
    missing.key("content_note", question.content_note, translated->content_note);
    if (question.words && question.words->id.empty())
      missing.terms("option", question.words->terms, translated->options);
    if (question.scale && question.scale->id.empty())
      missing.anchors(question.scale->anchors, translated->anchors);
    tell(fmt::format("question {}", in_quotes(question.id)), missing, translated->at);
  }

  void check_missing(const Scale& scale) {
    const auto translated = find_by_id(m_file.scales, scale.id);
    if (translated == m_file.scales.end()) return tell_untranslated("scale", scale.id);
    Missing missing;
    missing.anchors(scale.anchors, translated->anchors);
    tell(fmt::format("scale {}", in_quotes(scale.id)), missing, translated->at);
  }

  void check_missing(const Vocabulary& list) {
    const auto translated = find_by_id(m_file.lists, list.id);
    if (translated == m_file.lists.end()) return tell_untranslated("word list", list.id);
    Missing missing;
    missing.key("title", list.title, translated->title);
    for (const auto& group : list.groups) missing.text("group", group.id, translated->groups);
    missing.terms("word", list.terms, translated->terms);
    tell(fmt::format("word list {}", in_quotes(list.id)), missing, translated->at);
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
