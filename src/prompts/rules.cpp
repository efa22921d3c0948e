#include "prompts/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "model/placeholder.hpp"

namespace felt {
namespace {

bool has_number(QuestionType type) {
  return type == QuestionType::scale || type == QuestionType::count || type == QuestionType::duration;
}

bool has_picks(QuestionType type) { return type == QuestionType::multi || type == QuestionType::body; }

bool is_compared(QuestionType type, Op op) {
  switch (op) {
    case Op::answered:
      return type != QuestionType::note;
    case Op::equal:
    case Op::not_equal:
      return has_number(type) || type == QuestionType::choice || type == QuestionType::yesno;
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return has_number(type);
    case Op::in:
      return type == QuestionType::choice;
    case Op::has:
    case Op::has_any:
    case Op::has_not:
      return has_picks(type);
  }
  return false;
}

std::string ops_of(QuestionType type) {
  std::vector<std::string> names;
  for (const auto op : all_ops)
    if (is_compared(type, op)) names.push_back(in_quotes(name_of(op)));
  return names.empty() ? "It has no answer." : fmt::format("It can be compared with {}.", join(names, ", "));
}

std::vector<std::string> answer_ids(const Question& question) {
  std::vector<std::string> ids;
  for (const auto& list : {question.words, question.regions, question.qualities})
    if (list)
      for (const auto& term : list->terms) ids.push_back(term.id);
  return ids;
}

std::pair<double, double> number_range(const Question& question) {
  switch (question.type) {
    case QuestionType::count:
      return {0, question.max_count};
    case QuestionType::duration:
      return {question.min_minutes, question.max_minutes};
    default:
      return question.scale ? std::pair{question.scale->min, question.scale->max} : std::pair{0.0, 0.0};
  }
}

std::optional<Misfit> number_misfit(const Question& question, const ConditionValue& value) {
  const auto* number = std::get_if<double>(&value);
  if (!number) return Misfit{fmt::format("{} is compared with a number", in_quotes(question.id)), {}};
  const auto [least, most] = number_range(question);
  if (*number >= least && *number <= most) return std::nullopt;
  return Misfit{fmt::format("{} is outside the range of {}", number_text(*number), in_quotes(question.id)),
                fmt::format("It goes from {} to {}.", number_text(least), number_text(most))};
}

std::optional<Misfit> id_misfit(const Question& question, const std::vector<std::string>& wanted,
                                const Findings& findings) {
  const auto known = answer_ids(question);
  for (const auto& id : wanted)
    if (std::find(known.begin(), known.end(), id) == known.end())
      return Misfit{fmt::format("{} is not an answer of {}", in_quotes(id), in_quotes(question.id)),
                    findings.nearest(id, known)};
  if (wanted.empty())
    return Misfit{fmt::format("the list of answers of {} is empty", in_quotes(question.id)), {}};
  return std::nullopt;
}

enum class Ids { one, list, either };

std::optional<Misfit> ids_misfit(const Question& question, Op op, const ConditionValue& value, Ids ids,
                                 const Findings& findings) {
  if (const auto* one = std::get_if<std::string>(&value); one && ids != Ids::list)
    return id_misfit(question, {*one}, findings);
  if (const auto* list = std::get_if<std::vector<std::string>>(&value); list && ids != Ids::one)
    return id_misfit(question, *list, findings);
  return Misfit{
      fmt::format("op {} needs {}", in_quotes(name_of(op)), ids == Ids::list ? "a list of ids" : "one id"),
      ids == Ids::list ? R"(Such as ["one", "other"].)" : "Several ids go with 'in' or 'has-any'."};
}

std::optional<Misfit> equality_misfit(const Question& question, Op op, const ConditionValue& value,
                                      const Findings& findings) {
  if (has_number(question.type)) return number_misfit(question, value);
  if (question.type == QuestionType::choice) return ids_misfit(question, op, value, Ids::one, findings);
  if (std::holds_alternative<bool>(value)) return std::nullopt;
  return Misfit{fmt::format("{} is compared with true or false", in_quotes(question.id)), {}};
}

std::optional<Misfit> value_misfit(const Question& question, Op op, const ConditionValue& value,
                                   const Findings& findings) {
  switch (op) {
    case Op::answered:
      if (value == ConditionValue(true)) return std::nullopt;
      return Misfit{"op 'answered' is only compared with true", "A skipped question opens nothing."};
    case Op::equal:
    case Op::not_equal:
      return equality_misfit(question, op, value, findings);
    case Op::in:
    case Op::has_any:
      return ids_misfit(question, op, value, Ids::list, findings);
    case Op::has:
      return ids_misfit(question, op, value, Ids::one, findings);
    case Op::has_not:
      return ids_misfit(question, op, value, Ids::either, findings);
    default:
      return number_misfit(question, value);
  }
}

// The id part, where the name is one of this pack.
std::string_view own_part(std::string_view name, std::string_view pack) {
  const auto slash = name.find('/');
  return name.substr(0, slash) == pack ? name.substr(slash + 1) : std::string_view();
}

class PackRules {
 public:
  PackRules(const std::vector<QuestionDraft>& drafts, Findings& findings, std::vector<Mention>& mentions)
      : m_drafts(drafts),
        m_findings(findings),
        m_mentions(mentions),
        m_follow_ups([this](std::string_view name) { return find_earlier(name); }) {
    for (std::size_t i = 0; i < drafts.size(); ++i) m_by_id.emplace(drafts[i].question.id, i);
  }

  void check() {
    for (m_at = 0; m_at < m_drafts.size(); ++m_at) check(m_drafts[m_at]);
  }

 private:
  void check(const QuestionDraft& draft) {
    for (std::size_t i = 0; i < draft.condition_at.size(); ++i)
      check_condition(draft, draft.question.when.conditions[i], draft.condition_at[i], draft.value_at[i]);
    if (m_follow_ups.depth(draft.question) > FollowUps::deepest)
      m_findings.error(
          draft.condition_at.front(), "a follow-up of a follow-up cannot have a follow-up",
          fmt::format("Point the condition of {} at an earlier question.", in_quotes(draft.question.id)));
    check_uses(draft);
    check_placeholders(draft);
    check_support(draft);
    check_replaces(draft);
  }

  void check_condition(const QuestionDraft& draft, const Condition& condition, SourcePlace at,
                       SourcePlace value_at) {
    const auto id = own_part(condition.question, draft.question.pack);
    if (id.empty()) {
      m_mentions.push_back({Mention::Role::condition, condition.question, condition, at, value_at});
      return;
    }
    const auto* target = find_before(id, at, draft);
    if (!target) return;
    warn_of_retired(*target, draft, at);
    if (!target->is_whole) return;
    if (const auto wrong = misfit(target->question, condition.op, condition.value, m_findings))
      m_findings.error(value_at, wrong->message, wrong->hint);
  }

  // A question of this pack that is asked before the draft; reports where there is none.
  const QuestionDraft* find_before(std::string_view id, SourcePlace at, const QuestionDraft& draft) {
    const auto found = m_by_id.find(id);
    if (found == m_by_id.end())
      report_unknown(id, at);
    else if (found->second == m_at || id == draft.question.id)
      m_findings.error(at, fmt::format("{} is this question itself", in_quotes(id)), "Name an earlier one.");
    else if (found->second > m_at)
      m_findings.error(at, fmt::format("question {} comes later in this pack", in_quotes(id)),
                       "Name an earlier one, or move it up.");
    else
      return &m_drafts[found->second];
    return nullptr;
  }

  void report_unknown(std::string_view id, SourcePlace at) {
    if (m_ids.empty())
      for (const auto& draft : m_drafts) m_ids.push_back(draft.question.id);
    m_findings.error(at, fmt::format("no question called {} in this pack", in_quotes(id)),
                     m_findings.nearest(id, m_ids));
  }

  void warn_of_retired(const QuestionDraft& target, const QuestionDraft& draft, SourcePlace at) {
    if (target.question.is_retired() && !draft.question.is_retired())
      m_findings.warning(
          at, fmt::format("question {} is retired and no longer asked", in_quotes(target.question.id)),
          "So this one is never asked either.");
  }

  void check_uses(const QuestionDraft& draft) {
    if (draft.question.uses.empty()) return;
    const auto id = own_part(draft.question.uses, draft.question.pack);
    if (id.empty())
      return m_findings.error(draft.uses_at, "'uses' names a question of another pack",
                              "Name one of this pack.");
    const auto* target = find_before(id, draft.uses_at, draft);
    if (target && target->is_whole && target->question.type != QuestionType::text)
      m_findings.error(draft.uses_at, fmt::format("{} is not a text question", in_quotes(id)),
                       "Only a text can be filled in.");
  }

  void check_placeholders(const QuestionDraft& draft) {
    const auto used = own_part(draft.question.uses, draft.question.pack);
    const auto placeholders = placeholders_in(draft.question.prompt);
    for (const auto& placeholder : placeholders) check_placeholder(placeholder, used, draft);
    if (!used.empty() && std::find(placeholders.begin(), placeholders.end(), used) == placeholders.end())
      m_findings.warning(draft.uses_at, fmt::format("the prompt does not show {{{}}}", used));
  }

  void check_placeholder(const std::string& placeholder, std::string_view used, const QuestionDraft& draft) {
    if (placeholder == used) return;
    const auto shown = in_quotes(fmt::format("{{{}}}", placeholder));
    if (used.empty())
      m_findings.error(draft.prompt_at, fmt::format("placeholder {} has no 'uses'", shown),
                       fmt::format("Add uses = \"{}\", or take out the braces.", placeholder));
    else
      m_findings.error(draft.prompt_at, fmt::format("placeholder {} is not what 'uses' names", shown),
                       fmt::format("'uses' names {}.", in_quotes(used)));
  }

  void check_support(const QuestionDraft& draft) {
    const auto& support = draft.question.support;
    if (!support || !draft.is_whole) return;
    if (const auto wrong = misfit(draft.question, support->op, support->value, m_findings))
      m_findings.error(draft.support_at, wrong->message, wrong->hint);
  }

  void check_replaces(const QuestionDraft& draft) {
    const auto& id = draft.question.replaces;
    if (id.empty()) return;
    const auto found = m_by_id.find(id);
    if (found == m_by_id.end()) return report_unknown(id, draft.replaces_at);
    if (!m_drafts[found->second].question.is_retired())
      m_findings.warning(draft.replaces_at,
                         fmt::format("question {} is replaced, but not retired", in_quotes(id)),
                         "Add retired = \"VERSION\" to it.");
  }

  const Question* find_earlier(std::string_view name) const {
    const auto found = m_by_id.find(own_part(name, m_drafts[m_at].question.pack));
    return found == m_by_id.end() || found->second >= m_at ? nullptr : &m_drafts[found->second].question;
  }

  const std::vector<QuestionDraft>& m_drafts;
  Findings& m_findings;
  std::vector<Mention>& m_mentions;
  std::map<std::string_view, std::size_t> m_by_id;
  std::vector<std::string> m_ids;
  std::size_t m_at = 0;
  FollowUps m_follow_ups;
};

void check_mention(const Mention& mention, const Surroundings& around, Findings& findings) {
  const auto* question = around.find_question(mention.question);
  if (!question) {
    auto hint = findings.is_full() ? "" : findings.nearest(mention.question, around.question_names());
    if (hint.empty()) hint = "If it is in another file of yours, name both files.";
    return findings.error(mention.at, fmt::format("no question called {}", in_quotes(mention.question)),
                          hint);
  }
  if (question->is_retired())
    findings.warning(mention.at,
                     fmt::format("question {} is retired and no longer asked", in_quotes(mention.question)));
  if (!mention.condition) return;
  if (const auto wrong = misfit(*question, mention.condition->op, mention.condition->value, findings))
    findings.error(mention.value_at, wrong->message, wrong->hint);
}

void check_source(const TranslationFile& file, const Surroundings& around, Findings& findings) {
  const auto source = around.find_source(file.of);
  if (source.is_found()) return check_translation(file, source, findings);
  findings.error(file.of_at, fmt::format("there is no {} to translate", in_quotes(file.of)),
                 findings.nearest(file.of, around.source_ids()));
}

void check_depth_across_packs(const Pack& pack, const ParsedFile& file, const FindQuestion& find,
                              Findings& findings) {
  const auto find_here_first = [&](std::string_view name) -> const Question* {
    const auto id = own_part(name, pack.id);
    const auto own = std::find_if(pack.questions.begin(), pack.questions.end(),
                                  [&](const Question& question) { return question.id == id; });
    return own == pack.questions.end() ? find(name) : &*own;
  };
  FollowUps follow_ups(find_here_first);
  for (const auto& question : pack.questions)
    if (follow_ups.depth(question) > FollowUps::deepest)
      return findings.error(
          file.mentions.front().at,
          fmt::format("{} becomes a follow-up of a follow-up of a follow-up", in_quotes(question.id)),
          "Point its condition at a question that is always asked.");
}

}  // namespace

void check_questions(const std::vector<QuestionDraft>& drafts, Findings& findings,
                     std::vector<Mention>& mentions) {
  PackRules(drafts, findings, mentions).check();
}

std::optional<Misfit> misfit(const Question& question, Op op, const ConditionValue& value,
                             const Findings& findings) {
  if (is_compared(question.type, op)) return value_misfit(question, op, value, findings);
  return Misfit{fmt::format("op {} does not go with {}, which is of type {}", in_quotes(name_of(op)),
                            in_quotes(question.id), in_quotes(name_of(question.type))),
                ops_of(question.type)};
}

int FollowUps::depth(const Question& question) {
  const auto [known, is_new] = m_depths.emplace(question.name(), deepest + 1);
  if (!is_new) return known->second;
  int depth = 0;
  for (const auto& condition : question.when.conditions) {
    const auto* target = m_find(condition.question);
    depth = std::max(depth, target ? this->depth(*target) + 1 : 1);
  }
  return known->second = std::min(depth, deepest + 1);
}

void check_links(const ParsedFile& file, const Surroundings& around, Findings& findings) {
  for (const auto& mention : file.mentions) check_mention(mention, around, findings);
  if (!file.content) return;
  const auto* pack = std::get_if<Pack>(&*file.content);
  if (pack && !file.mentions.empty() && !findings.has_error())
    check_depth_across_packs(*pack, file, around.find_question, findings);
  if (const auto* translation = std::get_if<TranslationFile>(&*file.content))
    check_source(*translation, around, findings);
}

}  // namespace felt
