#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/question.hpp"
#include "prompts/pack_file.hpp"

namespace felt {

// A question while its pack is read, with the places of what can only be judged once all questions are known.
struct QuestionDraft {
  Question question;
  bool is_whole = false;  // false where its type or answers could not be read: it is not compared with
  SourcePlace at, prompt_at, uses_at, replaces_at, support_at;
  std::vector<SourcePlace> condition_at;  // of the names in `question.when.conditions`
  std::vector<SourcePlace> value_at;      // of their values
};

// What holds between the questions of one pack: conditions, follow-ups, uses, placeholders, support,
// replaces. Conditions on other packs become mentions.
void check_questions(const std::vector<QuestionDraft>& drafts, Findings& findings,
                     std::vector<Mention>& mentions);

// Why an answer to the question can never be compared so; nothing if it can. The findings bound the time
// spent on hints.
struct Misfit {
  std::string message;
  std::string hint;
};
std::optional<Misfit> misfit(const Question& question, Op op, const ConditionValue& value,
                             const Findings& findings);

using FindQuestion = std::function<const Question*(std::string_view full_name)>;

// How far questions stand from one without a condition: 0 for that one, 1 for a follow-up, 2 for a follow-up
// of its own, 3 for anything deeper, also where packs wait for each other in a ring.
class FollowUps {
 public:
  static constexpr int deepest = 2;

  explicit FollowUps(FindQuestion find) : m_find(std::move(find)) {}
  int depth(const Question& question);

 private:
  FindQuestion m_find;
  std::map<std::string, int, std::less<>> m_depths;
};

// The file a translation was made for; none is set where there is no such file.
struct TranslationSource {
  const Pack* pack = nullptr;
  const SharedFile* shared = nullptr;
  const Flow* flow = nullptr;
  bool is_found() const { return pack || shared || flow; }
};

// The other files that a file counts on.
struct Surroundings {
  FindQuestion find_question;
  std::function<std::vector<std::string>()> question_names;
  std::function<TranslationSource(std::string_view id)> find_source;
  std::function<std::vector<std::string>()> source_ids;
};

// Looks up what a file names in others: mentions are errors where the question is not there or can never be
// compared so, and a translation needs its source. Strings of a translation for things its source does not
// have, and a source that has moved on to another version, are warnings: the rest is still good.
void check_links(const ParsedFile& file, const Surroundings& around, Findings& findings);

void check_translation(const TranslationFile& file, const TranslationSource& source, Findings& findings);

}  // namespace felt
