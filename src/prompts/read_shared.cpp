#include <fmt/format.h>

#include <algorithm>

#include "base/visible.hpp"
#include "prompts/readers.hpp"

namespace felt {
namespace {

SharedFile read_shared_head(Section& root, Reading& reading) {
  SharedFile file;
  auto head = read_heading(root, "shared", reading);
  if (!head) return file;
  file.id = read_file_id(*head, reading.origin);
  head->require("version");
  file.version = read_version(*head, "version");
  file.language = read_language(*head);
  file.license = head->text("license");
  head->finish();
  return file;
}

// Ids of scales and lists are shared by all files, so nobody may take one that is in use.
void check_free(const std::string& what, const std::string& id, const SharedFile& file,
                const Section& section, const Shared& known) {
  const auto owner = known.owners.find(fmt::format("{} {}", what, id));
  if (owner != known.owners.end() && owner->second != file.id)
    section.error("id", fmt::format("{} {} is already in {}", what, in_quotes(id), in_quotes(owner->second)),
                  "Choose another id.");
}

void read_shared_scales(Section& root, SharedFile& file, const Reading& reading) {
  Unique unique("scale", reading.findings);
  for (auto& section : root.sections("scale", "a scale")) {
    file.scales.push_back(read_scale(section));
    const auto& id = file.scales.back().id;
    unique.add(id, section.at("id"));
    check_free("scale", id, file, section, reading.known);
  }
}

std::string heading_of(std::string id) {
  std::replace(id.begin(), id.end(), '-', ' ');
  return id;
}

// A group is its own heading unless `headings` says it in other words.
void read_headings(Section& section, std::vector<WordGroup>& groups) {
  const auto headings = read_texts(section, "headings");
  for (const auto& [id, heading] : headings) {
    const auto same = [&wanted = id](const WordGroup& group) { return group.id == wanted; };
    const auto group = std::find_if(groups.begin(), groups.end(), same);
    if (group == groups.end())
      section.report_unknown("group", {id, section.at("headings")}, ids_of(groups));
    else
      group->heading = heading;
  }
}

std::vector<WordGroup> read_groups(Section& section) {
  std::vector<WordGroup> groups;
  Unique unique("group", section.findings());
  for (const auto& word : section.words("groups")) {
    if (check_id(word, section.findings())) unique.add(word.text, word.at);
    groups.push_back({word.text, heading_of(word.text)});
  }
  read_headings(section, groups);
  return groups;
}

std::shared_ptr<Vocabulary> read_list(Section& section) {
  auto list = std::make_shared<Vocabulary>();
  list->id = read_id(section);
  if (!list->id.empty()) section.rename(fmt::format("word list {}", in_quotes(list->id)));
  list->title = section.text("title");
  list->groups = read_groups(section);
  list->terms = read_terms(section.sections("term", "a term"), ids_of(list->groups));
  if (list->terms.empty())
    section.findings().error(section.at(), fmt::format("{} has no words", section.name()));
  section.finish();
  return list;
}

void read_lists(Section& root, SharedFile& file, const Reading& reading) {
  Unique unique("word list", reading.findings);
  for (auto& section : root.sections("vocabulary", "a word list")) {
    const auto list = read_list(section);
    unique.add(list->id, section.at("id"));
    check_free("list", list->id, file, section, reading.known);
    file.vocabularies.push_back(list);
  }
}

}  // namespace

SharedFile read_shared(Section& root, Reading& reading) {
  auto file = read_shared_head(root, reading);
  read_shared_scales(root, file, reading);
  read_lists(root, file, reading);
  return file;
}

}  // namespace felt
