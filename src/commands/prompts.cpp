#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "model/accepts.hpp"
#include "prompts/builtin.hpp"
#include "prompts/checker.hpp"
#include "prompts/library.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_pack_file = 128 * 1024;

void print_row(Invocation& invocation, const std::string& id, std::size_t id_columns,
               const std::string& text) {
  const auto& look = invocation.out_look();
  const auto indent = id_columns + 2;
  const auto columns = static_cast<std::size_t>(look.columns);
  const auto lines = wrapped(drawn(text, look), columns > indent + 20 ? columns - indent : 20);
  invocation.out() << padded(id, id_columns) << "  " << (lines.empty() ? "" : lines.front()) << '\n';
  for (std::size_t i = 1; i < lines.size(); ++i)
    invocation.out() << std::string(indent, ' ') << lines[i] << '\n';
}

std::size_t longest(const std::vector<std::string>& ids) {
  std::size_t columns = 0;
  for (const auto& id : ids) columns = std::max(columns, display_width(id));
  return columns;
}

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

std::string spoken_seconds(int seconds) {
  return seconds < 90 ? fmt::format("{} s", seconds) : fmt::format("{} min", (seconds + 30) / 60);
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

int list_words(Invocation& invocation, const std::string& name) {
  const auto& library = invocation.library();
  const auto ids = library.vocabulary_ids();
  if (name.empty()) {
    for (const auto& id : ids) {
      const auto words = library.vocabulary(id);
      print_row(invocation, id, longest(ids),
                visible_line(fmt::format("{} ({})", words->title, counted(words->terms.size(), "word"))));
    }
    return 0;
  }
  const auto words = library.vocabulary(name);
  if (!words) throw UsageError("no list of words is called " + in_quotes(name), did_you_mean(name, ids));
  print_vocabulary(invocation, *words);
  return 0;
}

std::string phases_text(const Question& question) {
  std::vector<std::string> names;
  for (const auto phase : question.phases) names.emplace_back(name_of(phase));
  return join(names, ", ");
}

Json question_json(const Question& question) {
  std::vector<std::string> phases;
  for (const auto phase : question.phases) phases.emplace_back(name_of(phase));
  return {{"question", question.name()},
          {"type", name_of(question.type)},
          {"prompt", question.prompt},
          {"help", question.help},
          {"phases", phases},
          {"share", name_of(question.share)},
          {"once", name_of(question.once)},
          {"direction", name_of(question.direction)},
          {"accepts", accepts_text(question)}};
}

void print_question(Invocation& invocation, const Question& question) {
  const auto& look = invocation.out_look();
  const auto line = [&](const std::string& text, Style style) {
    for (const auto& part : wrapped(drawn(visible(text), look), static_cast<std::size_t>(look.columns) - 4))
      invocation.out() << "    " << painted(part, style, look) << '\n';
  };
  invocation.out() << painted(question.name(), Style::heading, look) << "  " << name_of(question.type)
                   << (question.is_retired() ? "  (no longer asked)" : "") << '\n';
  line(question.prompt, Style::plain);
  if (!question.help.empty()) line(question.help, Style::quiet);
  line(accepts_text(question), Style::quiet);
  line(phases_text(question), Style::quiet);
}

void print_pack(Invocation& invocation, const Pack& pack) {
  if (invocation.globals().json) {
    Json questions = Json::array();
    for (const auto& question : pack.questions) questions.push_back(question_json(question));
    invocation.out() << json_text(Json{{"schema", "felt.pack/1"},
                                       {"id", pack.id},
                                       {"version", pack.version},
                                       {"title", pack.title},
                                       {"questions", std::move(questions)}})
                     << '\n';
    return;
  }
  const auto heading = fmt::format("{}: {} · version {} · {} · {}", pack.id, pack.title, pack.version,
                                   pack.author, pack.license);
  invocation.out() << painted(drawn(visible_line(heading), invocation.out_look()), Style::heading,
                              invocation.out_look())
                   << '\n'
                   << visible(pack.description) << "\n";
  for (const auto& question : pack.questions) {
    invocation.out() << '\n';
    print_question(invocation, question);
  }
}

void print_flow(Invocation& invocation, const Flow& flow) {
  invocation.out() << visible_line(flow.id + ": " + flow.title) << "\n\n" << visible(flow.intro) << '\n';
  for (const auto* list : {&flow.ask, &flow.more}) {
    if (list->empty()) continue;
    invocation.out() << '\n' << (list == &flow.ask ? "asks" : "more, if you like") << '\n';
    for (const auto& name : *list) {
      const auto* question = invocation.library().find_question(name);
      print_row(invocation, name, 32, question ? visible_line(question->prompt) : "");
    }
  }
}

int show_named(Invocation& invocation, const std::string& name) {
  const auto& library = invocation.library();
  if (name.find('/') != std::string::npos) {
    const auto& question = library.question(name);
    if (invocation.globals().json)
      invocation.out() << json_text(question_json(question)) << '\n';
    else
      print_question(invocation, question);
    return 0;
  }
  // A pack and a flow may share a name; what can be asked is the flow, what can be read is the pack.
  if (const auto* pack = library.find_pack(name)) return print_pack(invocation, *pack), 0;
  const auto track = library.track(name);
  if (track.pack)
    print_pack(invocation, *track.pack);
  else
    print_flow(invocation, *track.flow);
  return 0;
}

Json problem_json(const Problem& problem) {
  return {{"file", problem.file},
          {"line", problem.line},
          {"column", problem.column},
          {"severity", problem.severity == Problem::Severity::error ? "error" : "warning"},
          {"message", problem.message},
          {"hint", problem.hint}};
}

// The first `id = "…"` of a prompt file, which is the file's own, also where the file cannot be read whole.
std::string_view declared_id(std::string_view text) {
  constexpr std::string_view key = "id = \"";
  for (const auto line : split_lines(text))
    if (starts_with(line, key)) return line.substr(key.size(), line.find('"', key.size()) - key.size());
  return "";
}

// A built-in file that is checked by its path is not one of the person's own.
Origin origin_of(std::string_view text) {
  const auto id = declared_id(text);
  const auto files = builtin_files();
  const auto has_id = [&](const BuiltinFile& file) {
    return file.id == id && file.kind == sniffed_kind(text);
  };
  return std::any_of(files.begin(), files.end(), has_id) ? Origin::built_in : Origin::own;
}

int check_files(Invocation& invocation, const std::vector<std::string>& files) {
  Json found = Json::array();
  std::size_t findings = 0;
  for (const auto& file : files) {
    const auto text = read_file(file, longest_pack_file + 1);
    const auto problems = check_prompt_file(text, file, invocation.library(), origin_of(text));
    findings += problems.size();
    for (const auto& problem : problems) {
      if (invocation.globals().json)
        found.push_back(problem_json(problem));
      else
        invocation.out() << problem_text(problem) << '\n';
    }
    if (problems.empty() && !invocation.globals().json && !invocation.globals().quiet)
      invocation.out() << visible_line(file) << ": nothing to mend\n";
  }
  if (invocation.globals().json)
    invocation.out() << json_text(Json{{"schema", "felt.findings/1"}, {"findings", std::move(found)}})
                     << '\n';
  return findings == 0 ? 0 : static_cast<int>(Exit::no);
}

CLI::App* add_word(CLI::App& app, const std::string& name, const std::string& summary) {
  auto* word = app.add_subcommand(name, summary);
  word->fallthrough();
  return word;
}

}  // namespace

Run declare_prompts(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  const auto files = std::make_shared<std::vector<std::string>>();
  add_word(app, "list", "All packs");
  auto* flows = add_word(app, "flows", "All check-ins");
  auto* show = add_word(app, "show", "A pack, a flow or a question (PACK/QUESTION)");
  show->add_option("name", *name, "Its id")->type_name("NAME")->required();
  auto* words = add_word(app, "words", "The lists of words, or one of them");
  words->add_option("name", *name, "The list")->type_name("NAME");
  auto* check = add_word(app, "check", "Check prompt files; exit 1 with findings");
  check->add_option("files", *files, "Prompt files")->type_name("FILE")->required()->expected(1, 1000);
  return [=](Invocation& invocation) {
    if (flows->parsed()) return list_flows(invocation);
    if (show->parsed()) return show_named(invocation, *name);
    if (words->parsed()) return list_words(invocation, *name);
    return check->parsed() ? check_files(invocation, *files) : list_packs(invocation);
  };
}

}  // namespace felt
