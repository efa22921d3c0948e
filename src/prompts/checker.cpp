#include "prompts/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/columns.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "prompts/wording.hpp"

namespace felt {
namespace {

constexpr std::size_t widest_source = 100, columns_before_caret = 60;

std::string language_of(const PromptContent& content) {
  if (const auto* pack = std::get_if<Pack>(&content)) return pack->language;
  if (const auto* translation = std::get_if<TranslationFile>(&content)) return translation->language;
  return "en";  // a flow has no key for it
}

bool is_english(std::string_view language) { return language == "en" || language.starts_with("en-"); }

void check_text(const AskingText& text, bool english, Findings& findings) {
  if (text.text.find('!') != std::string::npos)
    findings.warning(text.at, fmt::format("{} has an exclamation mark", in_quotes(text.key)),
                     "A full stop is calmer.");
  if (!english) return;
  for (const auto& [word, instead] : flagged_words(text.text))
    findings.warning(text.at, fmt::format("{} says {}", in_quotes(text.key), in_quotes(word)), instead);
}

void check_steady(const Pack& pack, SourcePlace heading, Findings& findings) {
  const auto is_steady = [](const Question& question) {
    return !question.is_retired() &&
           std::find(question.tags.begin(), question.tags.end(), "steady") != question.tags.end();
  };
  if (std::none_of(pack.questions.begin(), pack.questions.end(), is_steady))
    findings.warning(heading, "no question is tagged 'steady'",
                     "Give tags = [\"steady\"] to one that can be answered on a hard day.");
}

bool is_hard_ending(const Question& question) {
  return question.scale && (question.scale->id == "distress10" || question.scale->id == "pain10");
}

void warn_of_ending(const Mention& mention, const Question& question, Findings& findings) {
  if (is_hard_ending(question))
    findings.warning(
        mention.at,
        fmt::format("the flow ends on a {} scale", question.scale->id == "pain10" ? "pain" : "distress"),
        "Let something steady or practical come last.");
}

// The last question that asks something; a note after it ends nothing.
void check_ending(const ParsedFile& file, const FindQuestion& find, Findings& findings) {
  for (auto mention = file.mentions.rbegin(); mention != file.mentions.rend(); ++mention) {
    if (mention->role != Mention::Role::ask) continue;
    const auto* question = find(mention->question);
    if (!question || question->type == QuestionType::note) continue;
    return warn_of_ending(*mention, *question, findings);
  }
}

void check_steady_endings(const ParsedFile& file, const FindQuestion& find, Findings& findings) {
  for (const auto& mention : file.mentions)
    if (mention.role == Mention::Role::end_on)
      if (const auto* question = find(mention.question)) warn_of_ending(mention, *question, findings);
}

// A follow-up can open only if what it follows has been asked by then.
class FollowUpOrder {
 public:
  FollowUpOrder(const FindQuestion& find, Findings& findings) : m_find(find), m_findings(findings) {}

  void check(const Mention& mention) {
    const auto* question = m_find(mention.question);
    if (question && !can_open(*question)) warn(mention, *question);
    m_asked.insert(mention.question);
  }

 private:
  bool can_open(const Question& question) const {
    const auto& [join, conditions] = question.when;
    const auto is_asked = [&](const Condition& condition) { return m_asked.contains(condition.question); };
    if (conditions.empty()) return true;
    return join == When::Join::any ? std::any_of(conditions.begin(), conditions.end(), is_asked)
                                   : std::all_of(conditions.begin(), conditions.end(), is_asked);
  }

  void warn(const Mention& mention, const Question& question) {
    std::vector<std::string> missing;
    for (const auto& condition : question.when.conditions)
      if (!m_asked.contains(condition.question)) missing.push_back(in_quotes(condition.question));
    m_findings.warning(mention.at,
                       fmt::format("{} is never asked here: it follows {}", in_quotes(mention.question),
                                   join(missing, " or ")),
                       "Let the flow ask that before it, or leave it out.");
  }

  const FindQuestion& m_find;
  Findings& m_findings;
  std::set<std::string, std::less<>> m_asked;
};

void check_follow_ups(const ParsedFile& file, const FindQuestion& find, Findings& findings) {
  FollowUpOrder order(find, findings);
  for (const auto role : {Mention::Role::ask, Mention::Role::more})
    for (const auto& mention : file.mentions)
      if (mention.role == role) order.check(mention);
}

std::string_view first_characters(std::string_view text, int count) {
  std::size_t at = 0;
  while (at < text.size() && (count > 0 || (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) --count;
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return text.substr(0, at);
}

struct Excerpt {
  std::string text;
  std::size_t caret = 0;  // columns before it
};

// The line as it is shown; of a long one, what stands around the caret.
Excerpt excerpt_of(const Problem& problem) {
  const auto before = visible_line(first_characters(problem.source, std::max(0, problem.column - 1)));
  const auto whole = visible_line(problem.source);
  const auto caret = display_width(before);
  if (caret <= columns_before_caret) return {shortened(whole, widest_source), caret};
  std::string beginning;
  std::size_t skipped = 0;
  for (const auto character : graphemes(before)) {
    if (caret - skipped <= columns_before_caret) break;
    skipped += display_width(character);
    beginning += character;
  }
  return {fmt::format("…{}", shortened(std::string_view(whole).substr(beginning.size()), widest_source)),
          caret - skipped + 1};
}

std::string place_text(const Problem& problem) {
  auto text = visible_line(problem.file);
  if (problem.line > 0) text += fmt::format(":{}", problem.line);
  if (problem.line > 0 && problem.column > 0) text += fmt::format(":{}", problem.column);
  return text;
}

void append_source(const Problem& problem, std::string& text) {
  if (problem.line <= 0 || problem.source.empty()) return;
  const auto [line, caret] = excerpt_of(problem);
  text += fmt::format("\n{}", line);
  if (problem.column > 0) text += fmt::format("\n{}^", std::string(caret, ' '));
}

}  // namespace

void check_authoring(const ParsedFile& file, const FindQuestion& find, Findings& findings) {
  if (!file.content) return;
  const bool english = is_english(language_of(*file.content));
  for (const auto& text : file.texts) check_text(text, english, findings);
  if (const auto* pack = std::get_if<Pack>(&*file.content)) check_steady(*pack, file.heading, findings);
  if (!std::holds_alternative<Flow>(*file.content)) return;
  check_ending(file, find, findings);
  check_steady_endings(file, find, findings);
  check_follow_ups(file, find, findings);
}

std::vector<Problem> check_prompt_file(std::string_view text, std::string_view file_name,
                                       const Library& library, Origin origin) {
  Findings findings(file_name, text);
  const auto file = parse_prompt_file(text, library.shared(), origin, findings);
  const auto around = library.surroundings();
  check_links(file, around, findings);
  check_authoring(file, around.find_question, findings);
  return findings.sorted();
}

std::string problem_text(const Problem& problem) {
  const bool is_error = problem.severity == Problem::Severity::error;
  auto text = place_text(problem) + (is_error ? ": error: " : ": warning: ") + visible_line(problem.message);
  append_source(problem, text);
  if (!problem.hint.empty()) text += fmt::format("\nhint: {}", visible_line(problem.hint));
  return text;
}

}  // namespace felt
