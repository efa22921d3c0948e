#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/prompts.hpp"
#include "commands/rows.hpp"

namespace felt {
namespace {

std::string spoken_seconds(int seconds) {
  return seconds < 90 ? fmt::format("{} s", seconds) : fmt::format("{} min", (seconds + 30) / 60);
}

Json term_json(const Term& term) {
  Json json{{"id", term.id}, {"label", term.label}};
  if (!term.group.empty()) json["group"] = term.group;
  if (!term.aliases.empty()) json["aliases"] = term.aliases;
  if (term.exclusive) json["exclusive"] = true;
  return json;
}

std::string term_text(const Term& term) {
  std::string text = term.label;
  if (!term.aliases.empty()) text += " (also: " + join(term.aliases, ", ") + ")";
  if (term.sided && term.faced)
    text += " · left, right; front, back";
  else if (term.sided)
    text += " · left, right";
  if (term.exclusive) text += " · stands alone";
  return visible_line(text);
}

void print_terms(Invocation& invocation, const Vocabulary& words) {
  std::vector<std::string> ids;
  for (const auto& term : words.terms) ids.push_back(term.id);
  std::string group;
  for (const auto& term : words.terms) {
    if (term.group != group)
      invocation.out() << '\n' << painted(term.group, Style::heading, invocation.out_look()) << '\n';
    group = term.group;
    print_row(invocation, term.id, longest(ids), term_text(term));
  }
}

void print_vocabulary(Invocation& invocation, const Vocabulary& words) {
  if (!invocation.globals().json) return print_terms(invocation, words);
  Json terms = Json::array();
  for (const auto& term : words.terms) terms.push_back(term_json(term));
  invocation.out() << json_text(Json{{"schema", "felt.words/1"},
                                     {"id", words.id},
                                     {"title", words.title},
                                     {"words", std::move(terms)}})
                   << '\n';
}

Json lists_json(const Library& library) {
  Json lists = Json::array();
  for (const auto& id : library.vocabulary_ids()) {
    const auto words = library.vocabulary(id);
    lists.push_back({{"id", id}, {"title", words->title}, {"words", words->terms.size()}});
  }
  return {{"schema", "felt.word-lists/1"}, {"lists", std::move(lists)}};
}

int list_titles(Invocation& invocation) {
  const auto& library = invocation.library();
  if (invocation.globals().json) {
    invocation.out() << json_text(lists_json(library)) << '\n';
    return 0;
  }
  const auto ids = library.vocabulary_ids();
  for (const auto& id : ids) {
    const auto words = library.vocabulary(id);
    print_row(invocation, id, longest(ids),
              visible_line(fmt::format("{} ({})", words->title, counted(words->terms.size(), "word"))));
  }
  return 0;
}

}  // namespace

std::size_t questions_in_use(const Pack& pack) {
  return static_cast<std::size_t>(
      std::count_if(pack.questions.begin(), pack.questions.end(),
                    [](const Question& question) { return !question.is_retired(); }));
}

int list_packs(Invocation& invocation) {
  const auto& library = invocation.library();
  const auto ids = library.pack_ids();
  Json packs = Json::array();
  for (const auto& id : ids) {
    const auto& pack = *library.find_pack(id);
    const auto n = questions_in_use(pack);
    if (invocation.globals().json)
      packs.push_back({{"id", pack.id},
                       {"version", pack.version},
                       {"language", pack.language},
                       {"title", pack.title},
                       {"author", pack.author},
                       {"license", pack.license},
                       {"description", pack.description},
                       {"questions", n}});
    else
      print_row(
          invocation, id, longest(ids),
          visible_line(fmt::format("{} ({}). {}", pack.title, counted(n, "question"), pack.description)));
  }
  if (invocation.globals().json)
    invocation.out() << json_text(Json{{"schema", "felt.packs/1"}, {"packs", std::move(packs)}}) << '\n';
  for (const auto& notice : library.notices()) invocation.say_warning(notice);
  return 0;
}

int list_flows(Invocation& invocation) {
  const auto& library = invocation.library();
  const auto ids = library.flow_ids();
  Json flows = Json::array();
  for (const auto& id : ids) {
    const auto& flow = *library.find_flow(id);
    if (invocation.globals().json)
      flows.push_back({{"id", flow.id},
                       {"title", flow.title},
                       {"phase", name_of(flow.phase)},
                       {"about_seconds", flow.about_seconds},
                       {"ask", flow.ask},
                       {"more", flow.more}});
    else
      print_row(invocation, id, longest(ids),
                visible_line(fmt::format("{} · asks {}, about {}", flow.title, flow.ask.size(),
                                         spoken_seconds(flow.about_seconds))));
  }
  if (invocation.globals().json)
    invocation.out() << json_text(Json{{"schema", "felt.flows/1"}, {"flows", std::move(flows)}}) << '\n';
  return 0;
}

int list_words(Invocation& invocation, const std::string& name) {
  if (name.empty()) return list_titles(invocation);
  const auto words = invocation.library().vocabulary(name);
  if (!words)
    throw UsageError("no list of words is called " + in_quotes(name),
                     did_you_mean(name, invocation.library().vocabulary_ids()));
  print_vocabulary(invocation, *words);
  return 0;
}

}  // namespace felt
