#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/prompts.hpp"
#include "commands/rows.hpp"
#include "interview/plan.hpp"

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

Json pack_json(const Pack& pack) {
  return {{"id", pack.id},
          {"version", pack.version},
          {"language", pack.language},
          {"title", pack.title},
          {"author", pack.author},
          {"license", pack.license},
          {"description", pack.description},
          {"questions", questions_in_use(pack)}};
}

Json own_file_json(const OwnFile& file) {
  return {
      {"kind", sniffed_kind(file.text)}, {"id", sniffed_id(file.text)}, {"file", visible_line(file.path)}};
}

Json packs_json(const Library& library, const std::vector<OwnFile>& own) {
  Json json{{"schema", "felt.packs/1"}};
  json["packs"] = Json::array();
  for (const auto& id : library.pack_ids()) json["packs"].push_back(pack_json(*library.find_pack(id)));
  json["own_files"] = Json::array();
  for (const auto& file : own) json["own_files"].push_back(own_file_json(file));
  return json;
}

void print_packs(Invocation& invocation, const Library& library) {
  const auto ids = library.pack_ids();
  for (const auto& id : ids) {
    const auto& pack = *library.find_pack(id);
    print_row(invocation, id, longest(ids),
              visible_line(fmt::format("{} ({}). {}", pack.title, counted(questions_in_use(pack), "question"),
                                       pack.description)));
  }
}

// Each with the id by which it can be taken out.
void print_own_files(Invocation& invocation, const std::vector<OwnFile>& own) {
  if (own.empty()) return;
  std::vector<std::string> ids;
  for (const auto& file : own) ids.push_back(visible_line(name_of_own(file)));
  invocation.out() << '\n' << painted("your own files", Style::heading, invocation.out_look()) << '\n';
  for (std::size_t i = 0; i < own.size(); ++i)
    print_row(invocation, ids[i], longest(ids),
              fmt::format("{} · {}", visible_line(sniffed_kind(own[i].text)), quoted_path(own[i].path)));
}

}  // namespace

std::string name_of_own(const OwnFile& file) {
  auto id = sniffed_id(file.text);
  return id.empty() ? std::string(sniffed_kind(file.text)) : id;
}

std::size_t questions_in_use(const Pack& pack) {
  return static_cast<std::size_t>(
      std::count_if(pack.questions.begin(), pack.questions.end(),
                    [](const Question& question) { return !question.is_retired(); }));
}

int list_packs(Invocation& invocation) {
  const auto& library = invocation.library();
  const auto own = invocation.own_prompts();
  if (invocation.globals().json) {
    invocation.out() << json_text(packs_json(library, own)) << '\n';
  } else {
    print_packs(invocation, library);
    print_own_files(invocation, own);
  }
  for (const auto& notice : library.notices()) invocation.say_warning(notice);
  return 0;
}

// How many questions the check-in counts at its beginning, where nothing was answered before, and how many it
// may become by what is answered.
std::string spoken_count(const Plan& plan) {
  const auto first = std::count_if(plan.ask.begin(), plan.ask.end(), [](const Question* question) {
    return is_due(*question, AnswersSoFar(), {});
  });
  const auto least = static_cast<std::size_t>(first), most = plan.ask.size();
  return least == most ? std::to_string(most) : fmt::format("{} to {}", least, most);
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
                visible_line(fmt::format("{} · asks {}, about {}", flow.title,
                                         spoken_count(make_plan(library, id, flow.phase)),
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
