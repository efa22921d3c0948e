#include "interview/plan.hpp"

#include <algorithm>

#include "base/visible.hpp"
#include "model/placeholder.hpp"
#include "prompts/library.hpp"

namespace felt {
namespace {

void add_active(std::vector<const Question*>& list, const Question& question) {
  if (!question.is_retired()) list.push_back(&question);
}

// The first steady question of the flow's list that can close it.
const Question* closing_question(const Library& library, const Flow& flow) {
  for (const auto& name : flow.end_on)
    if (const auto* question = library.find_question(name); question && !question->is_retired())
      return question;
  return nullptr;
}

Plan plan_of(const Library& library, const Flow& flow) {
  Plan plan{flow.id, flow.title, flow.phase, flow.intro, flow.outro, {}, {}, closing_question(library, flow),
            {}};
  for (const auto& name : flow.ask) add_active(plan.ask, library.question(name));
  for (const auto& name : flow.more) add_active(plan.more, library.question(name));
  return plan;
}

Plan plan_of(const Pack& pack, Phase phase) {
  Plan plan{pack.id, pack.title, phase, pack.description, "That is kept.", {}, {}, nullptr, {}};
  const auto fits = [&](const Question& question) {
    return !question.is_retired() && question.belongs_to(phase);
  };
  const bool any_fits = std::any_of(pack.questions.begin(), pack.questions.end(), fits);
  for (const auto& question : pack.questions)
    if (!any_fits || fits(question)) add_active(plan.ask, question);
  return plan;
}

}  // namespace

Plan make_plan(const Library& library, std::string_view name, Phase phase) {
  const auto track = library.track(name);
  auto plan = track.flow ? plan_of(library, *track.flow) : plan_of(*track.pack, phase);
  auto questions = plan.ask;
  questions.insert(questions.end(), plan.more.begin(), plan.more.end());
  if (plan.end_on) questions.push_back(plan.end_on);
  for (const auto* question : questions)
    if (const auto* pack = library.find_pack(question->pack))
      plan.packs.try_emplace(pack->id, PackWords{pack->title, pack->content_note});
  return plan;
}

const Answer* AnswersSoFar::find(std::string_view question) const {
  for (const auto& given : m_given)
    if (given.answer.question == question) return &given.answer;
  return nullptr;
}

void AnswersSoFar::put(const Question& question, Answer answer) {
  for (auto& given : m_given)
    if (given.answer.question == answer.question) {
      given.answer = std::move(answer);
      return;
    }
  m_given.push_back({std::move(answer), std::make_shared<const Wording>(wording_of(question))});
}

bool AnswersSoFar::drop(std::string_view question) {
  const auto is_it = [&](const Given& given) { return given.answer.question == question; };
  return std::erase_if(m_given, is_it) > 0;
}

namespace {

std::optional<std::string> text_for(const Question& question, const AnswersSoFar& answers,
                                    const History& history) {
  if (const auto* answer = answers.find(question.uses))
    if (const auto* text = std::get_if<Text>(&answer->value)) return text->text;
  return history.latest_text ? history.latest_text(question.uses) : std::nullopt;
}

bool was_answered(const Question& question, const History& history) {
  switch (question.once) {
    case Once::session:
      return history.answered_for_session.contains(question.name());
    case Once::ever:
      return history.answered_ever.contains(question.name());
    case Once::no:
      break;
  }
  return false;
}

}  // namespace

bool is_due(const Question& question, const AnswersSoFar& answers, const History& history) {
  if (was_answered(question, history)) return false;
  if (!question.uses.empty() && !text_for(question, answers, history)) return false;
  return holds(question.when, [&](std::string_view name) { return answers.find(name); });
}

std::string filled_prompt(const Question& question, const AnswersSoFar& answers, const History& history) {
  if (question.uses.empty()) return question.prompt;
  const auto text = text_for(question, answers, history);
  return filled(question.prompt,
                [&](std::string_view) { return text ? std::optional(visible_line(*text)) : std::nullopt; });
}

}  // namespace felt
