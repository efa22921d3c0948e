#include "prompts/translate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/folding.hpp"

namespace felt {
namespace {

void put(std::string& text, const std::string& translated) {
  if (!translated.empty()) text = translated;
}

void put(std::string& text, const TextById& translated, std::string_view id) {
  if (const auto found = translated.find(id); found != translated.end()) put(text, found->second);
}

void put(std::vector<Anchor>& anchors, const std::vector<Anchor>& translated) {
  for (auto& anchor : anchors)
    for (const auto& other : translated)
      if (other.at == anchor.at) put(anchor.label, other.label);
}

void translate_terms(std::vector<Term>& terms, const TextById& labels) {
  for (auto& term : terms) put(term.label, labels, term.id);
}

void translate_question(Question& question, const TranslatedQuestion& translated, std::string_view language) {
  put(question.prompt, translated.prompt);
  if (!translated.prompt.empty()) question.language = language;
  if (!question.help.empty()) put(question.help, translated.help);
  if (!question.content_note.empty()) put(question.content_note, translated.content_note);
  if (question.words && question.words->id.empty())
    question.words = translated_options(*question.words, translated.options);
  if (question.scale && question.scale->id.empty()) put(question.scale->anchors, translated.anchors);
}

void dress_scale(std::optional<Scale>& scale, const Shared& shared) {
  if (!scale) return;
  if (const auto found = shared.scales.find(scale->id); found != shared.scales.end())
    scale->anchors = found->second.anchors;
}

void dress_list(VocabularyPtr& list, const Shared& shared) {
  if (!list) return;
  if (const auto found = shared.vocabularies.find(list->id); found != shared.vocabularies.end())
    list = found->second;
}

bool is_owned(const Shared& shared, std::string_view what, const std::string& id, const std::string& owner) {
  const auto found = shared.owners.find(fmt::format("{} {}", what, id));
  return found != shared.owners.end() && found->second == owner;
}

}  // namespace

VocabularyPtr translated_options(const Vocabulary& options, const TextById& labels) {
  auto list = std::make_shared<Vocabulary>(options);
  translate_terms(list->terms, labels);
  return list;
}

VocabularyPtr translated_list(const Vocabulary& source, const TranslatedList& translated) {
  auto list = std::make_shared<Vocabulary>(source);
  put(list->title, translated.title);
  for (auto& group : list->groups) put(group.heading, translated.groups, group.id);
  translate_terms(list->terms, translated.terms);
  for (auto& term : list->terms)
    if (const auto found = translated.aliases.find(term.id); found != translated.aliases.end())
      term.aliases = found->second;
  return list;
}

void translate(Pack& pack, const TranslationFile& into) {
  put(pack.title, into.title);
  put(pack.description, into.description);
  if (!pack.content_note.empty()) put(pack.content_note, into.content_note);
  for (const auto& translated : into.questions)
    for (auto& question : pack.questions)
      if (question.id == translated.id) translate_question(question, translated, into.language);
  for (const auto& translated : into.scales) {
    for (auto& scale : pack.scales)
      if (scale.id == translated.id) put(scale.anchors, translated.anchors);
    for (auto& question : pack.questions)
      for (auto* scale : {&question.scale, &question.intensity})
        if (*scale && (*scale)->id == translated.id) put((*scale)->anchors, translated.anchors);
  }
}

void translate(Flow& flow, const TranslationFile& into) {
  put(flow.title, into.title);
  if (!flow.intro.empty()) put(flow.intro, into.intro);
  if (!flow.outro.empty()) put(flow.outro, into.outro);
}

void translate(Shared& shared, const TranslationFile& into) {
  for (const auto& translated : into.scales) {
    const auto found = shared.scales.find(translated.id);
    if (found != shared.scales.end() && is_owned(shared, "scale", translated.id, into.of))
      put(found->second.anchors, translated.anchors);
  }
  for (const auto& translated : into.lists) {
    const auto found = shared.vocabularies.find(translated.id);
    if (found != shared.vocabularies.end() && is_owned(shared, "list", translated.id, into.of))
      found->second = translated_list(*found->second, translated);
  }
}

void dress(Pack& pack, const Shared& shared) {
  for (auto& question : pack.questions) {
    dress_scale(question.scale, shared);
    dress_scale(question.intensity, shared);
    for (auto* list : {&question.words, &question.regions, &question.qualities}) dress_list(*list, shared);
  }
}

int fitness(std::string_view language, std::string_view wanted) {
  const auto offered = folded(language), asked = folded(wanted);
  if (offered == asked) return 2;
  return asked.starts_with(offered + '-') ? 1 : 0;
}

}  // namespace felt
