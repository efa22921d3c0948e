#include <fmt/format.h>

#include <ostream>

#include "base/columns.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/prompts.hpp"
#include "commands/rows.hpp"
#include "model/accepts.hpp"

namespace felt {
namespace {

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

Json flow_json(const Flow& flow) {
  return {{"schema", "felt.flow/1"},
          {"id", flow.id},
          {"title", flow.title},
          {"phase", name_of(flow.phase)},
          {"about_seconds", flow.about_seconds},
          {"intro", flow.intro},
          {"outro", flow.outro},
          {"ask", flow.ask},
          {"more", flow.more},
          {"end_on", flow.end_on}};
}

void print_flow(Invocation& invocation, const Flow& flow) {
  if (invocation.globals().json) {
    invocation.out() << json_text(flow_json(flow)) << '\n';
    return;
  }
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

}  // namespace

int show_prompts(Invocation& invocation, const std::string& name) {
  const auto& library = invocation.library();
  if (name.find('/') != std::string::npos) {
    const auto& question = library.question(name);
    if (!invocation.globals().json) return print_question(invocation, question), 0;
    Json json{{"schema", "felt.question/1"}};
    json.update(question_json(question));
    invocation.out() << json_text(json) << '\n';
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

}  // namespace felt
