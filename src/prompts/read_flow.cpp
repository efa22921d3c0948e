#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/visible.hpp"
#include "prompts/readers.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_opening = 400;
constexpr int longest_flow = 24 * 60 * 60;

bool is_full_name(std::string_view name) {
  const auto slash = name.find('/');
  if (slash == std::string_view::npos || !is_id(name.substr(slash + 1))) return false;
  const auto owner_and_pack = split(name.substr(0, slash), '.');
  return owner_and_pack.size() <= 2 && std::all_of(owner_and_pack.begin(), owner_and_pack.end(), is_id);
}

void report_bare_name(const PlacedWord& name, Findings& findings) {
  const bool is_bare = is_id(name.text);
  findings.error(
      name.at, fmt::format("{} is not the full name of a question", in_quotes(name.text)),
      is_bare ? fmt::format("Write it with its pack: 'pack/{}'.", name.text) : "Such as 'sleep/rested'.");
}

std::vector<std::string> read_names(Section& section, std::string_view key, Mention::Role role,
                                    Reading& reading) {
  std::vector<std::string> names;
  Unique unique("question", reading.findings);
  for (const auto& word : section.words(key)) {
    if (!is_full_name(word.text)) {
      report_bare_name(word, reading.findings);
      continue;
    }
    unique.add(word.text, word.at);
    reading.file.mentions.push_back({role, word.text, std::nullopt, word.at, {}});
    names.push_back(word.text);
  }
  return names;
}

void read_questions(Section& section, Flow& flow, Reading& reading) {
  section.require("ask");
  const auto errors = reading.findings.errors();
  flow.ask = read_names(section, "ask", Mention::Role::ask, reading);
  if (flow.ask.empty() && section.has("ask") && errors == reading.findings.errors())
    section.error("ask", "the flow asks nothing");
  flow.more = read_names(section, "more", Mention::Role::more, reading);
  flow.end_on = read_names(section, "end_on", Mention::Role::end_on, reading);
}

}  // namespace

Flow read_flow(Section& root, Reading& reading) {
  Flow flow;
  auto section = read_heading(root, "flow", reading);
  if (!section) return flow;
  flow.id = read_file_id(*section, reading.origin);
  flow.title = section->text("title");
  section->require("phase");
  flow.phase = section->find_named("phase", phase_spelling()).value_or(Phase::anytime);
  flow.about_seconds = section->find_whole("about_seconds", 0, longest_flow).value_or(0);
  if (section->has("intro")) flow.intro = read_asking_text(*section, "intro", longest_opening, reading);
  if (section->has("outro")) flow.outro = read_asking_text(*section, "outro", longest_opening, reading);
  read_questions(*section, flow, reading);
  section->finish();
  return flow;
}

}  // namespace felt
