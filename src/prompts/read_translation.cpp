#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/visible.hpp"
#include "prompts/readers.hpp"

namespace felt {
namespace {

std::vector<Anchor> read_anchors(Section& section) {
  std::vector<Anchor> anchors;
  for (const auto& [at, label] : read_texts(section, "anchors")) {
    if (const auto number = parse_number(at))
      anchors.push_back({*number, label});
    else
      section.error("anchors", fmt::format("anchor {} is not a number", in_quotes(at)),
                    R"(Such as "5" = "in between".)");
  }
  return anchors;
}

// The labels of options or words.
TextById read_labels(Section& section, std::string_view key) {
  auto labels = read_texts(section, key);
  if (const auto* table = section.table()[key].as_table())
    for (const auto& [id, label] : labels)
      check_no_number({label, place_of(*table->get(id))}, section.findings());
  return labels;
}

std::map<std::string, std::vector<std::string>, std::less<>> read_aliases(Section& section) {
  std::map<std::string, std::vector<std::string>, std::less<>> aliases;
  auto table = section.find_section("aliases", "'aliases'");
  if (!table) return aliases;
  for (const auto& [id, node] : table->table()) {
    const auto words = table->words_in(node, id.str());
    for (const auto& word : words) check_no_number(word, section.findings());
    aliases.emplace(id.str(), texts_of(words));
  }
  return aliases;
}

// The tables [question.ID], [scale.ID] or [vocabulary.ID], each named by its id.
std::vector<std::pair<std::string, Section>> tables_by_id(Section& root, std::string_view kind) {
  std::vector<std::pair<std::string, Section>> tables;
  auto all = root.find_section(kind, fmt::format("[{}]", kind));
  if (!all) return tables;
  for (const auto& [key, node] : all->table()) {
    const std::string id(key.str());
    if (auto table = all->section_in(node, key.str(), fmt::format("{} {}", kind, in_quotes(id))))
      tables.emplace_back(id, *std::move(table));
  }
  return tables;
}

TranslatedQuestion read_question(const std::string& id, Section& section, Reading& reading) {
  TranslatedQuestion question;
  question.id = id;
  question.at = section.at();
  if (section.has("prompt"))
    question.prompt = read_asking_text(section, "prompt", std::string::npos, reading);
  if (section.has("help")) question.help = read_asking_text(section, "help", std::string::npos, reading);
  if (section.has("content_note"))
    question.content_note = read_asking_text(section, "content_note", std::string::npos, reading);
  question.options = read_labels(section, "options");
  question.anchors = read_anchors(section);
  section.finish();
  return question;
}

TranslatedList read_list(const std::string& id, Section& section) {
  TranslatedList list;
  list.id = id;
  list.at = section.at();
  list.title = section.find_text("title").value_or("");
  list.groups = read_texts(section, "groups");
  list.terms = read_labels(section, "terms");
  list.aliases = read_aliases(section);
  section.finish();
  return list;
}

void read_translation_head(Section& root, TranslationFile& file, Reading& reading) {
  auto head = read_heading(root, "translation", reading);
  if (!head) return;
  file.of = head->text("of");
  file.of_at = head->at("of");
  file.of_version = read_version(*head, "of_version");
  file.version_at = head->at("of_version");
  file.language = read_language(*head);
  file.author = head->text("author");
  file.license = head->text("license");
  file.title = head->find_text("title").value_or("");
  file.description = head->find_text("description").value_or("");
  file.content_note = head->find_text("content_note").value_or("");
  file.intro = head->find_text("intro").value_or("");
  file.outro = head->find_text("outro").value_or("");
  head->finish();
}

}  // namespace

TranslationFile read_translation(Section& root, Reading& reading) {
  TranslationFile file;
  read_translation_head(root, file, reading);
  for (auto& [id, section] : tables_by_id(root, "question"))
    file.questions.push_back(read_question(id, section, reading));
  for (auto& [id, section] : tables_by_id(root, "scale")) {
    file.scales.push_back({id, read_anchors(section), section.at()});
    section.finish();
  }
  for (auto& [id, section] : tables_by_id(root, "vocabulary")) file.lists.push_back(read_list(id, section));
  return file;
}

}  // namespace felt
