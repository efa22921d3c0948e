#include "interview/question_text.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "model/accepts.hpp"

namespace felt {
namespace {

constexpr std::size_t indent = 2;

// "3 calm": the number chooses it too. A no-break space keeps the two together.
std::string numbered(const Vocabulary& words, const Term& term) {
  const auto number = &term - words.terms.data() + 1;
  return fmt::format("{}\u00a0{}", number, term.label);
}

std::string numbered_terms(const Vocabulary& words, std::string_view group) {
  std::vector<std::string> parts;
  for (const auto& term : words.terms)
    if (term.retired.empty() && term.group == group) parts.push_back(numbered(words, term));
  return join(parts, "  ");
}

// Words without a group come first, without a heading.
void say_vocabulary(Dialogue& dialogue, const Vocabulary& words) {
  if (const auto loose = numbered_terms(words, ""); !loose.empty()) dialogue.say(loose, Style::plain, indent);
  for (const auto& group : words.groups) {
    dialogue.say(group.heading + ":", Style::quiet, indent);
    dialogue.say(numbered_terms(words, group.id), Style::plain, indent * 2);
  }
}

std::string plain_terms(const Vocabulary& words) {
  std::vector<std::string> labels;
  for (const auto& term : words.terms)
    if (term.retired.empty()) labels.push_back(term.label);
  return join(labels, ", ");
}

void say_options_each_on_a_line(Dialogue& dialogue, const Vocabulary& words) {
  for (std::size_t i = 0; i < words.terms.size(); ++i)
    if (words.terms[i].retired.empty())
      dialogue.say(fmt::format("{}  {}", i + 1, words.terms[i].label), Style::plain, indent);
}

std::string strength_text(const Question& question) {
  if (!question.intensity) return "";
  return fmt::format("How strong, if you like: {}.", anchors_text(question.intensity->anchors));
}

std::string multi_help(const Question& question) {
  std::string text = "Words or numbers, with commas between them.";
  if (question.intensity) text = "For example: " + question.words->terms.front().label + " 3. " + text;
  if (question.allow_other) text += " Own words in quotes.";
  return text;
}

std::string body_help(const Question& question) {
  if (question.qualities)
    return fmt::format("For example: neck left: tight{}; belly: warm. Type * to see the words.",
                       question.intensity ? " 3" : "");
  if (question.intensity) return "For example: neck left 3; belly. Type * to see the places.";
  return "For example: neck left; belly. Type * to see the places.";
}

void say_how(Dialogue& dialogue, const std::string& text) {
  if (!text.empty()) dialogue.say(text, Style::quiet, indent);
}

void say_answers(Dialogue& dialogue, const Question& question) {
  switch (question.type) {
    case QuestionType::scale:
      return say_how(dialogue, anchors_text(question.scale->anchors));
    case QuestionType::choice:
      return say_options_each_on_a_line(dialogue, *question.words);
    case QuestionType::multi:
      say_vocabulary(dialogue, *question.words);
      say_how(dialogue, multi_help(question));
      return say_how(dialogue, strength_text(question));
    case QuestionType::body:
      say_how(dialogue, body_help(question));
      return say_how(dialogue, strength_text(question));
    case QuestionType::duration:
      return say_how(dialogue, "For example: 20, 1h20 or 1:20.");
    case QuestionType::time:
      return say_how(dialogue, "For example: 23:40 or 11:40pm.");
    case QuestionType::count:
      return say_how(dialogue, "A number.");
    case QuestionType::yesno:
      return say_how(dialogue, "y or n");
    default:
      return;
  }
}

}  // namespace

void say_question(Dialogue& dialogue, const Question& question, const std::string& prompt,
                  const std::string& position) {
  dialogue.gap();
  dialogue.say(position, Style::quiet);
  if (!question.content_note.empty()) dialogue.say(question.content_note + " Enter skips it.", Style::quiet);
  dialogue.say(prompt, Style::strong);
  say_how(dialogue, question.help);
  say_answers(dialogue, question);
}

void say_words(Dialogue& dialogue, const Question& question) {
  if (question.words) say_vocabulary(dialogue, *question.words);
  if (question.regions) dialogue.say("Places: " + plain_terms(*question.regions), Style::plain, indent);
  if (question.regions)
    dialogue.say("Sides: left, right, both, middle; front or back where a place has them. They are your own.",
                 Style::quiet, indent);
  if (question.qualities) dialogue.say("Words: " + plain_terms(*question.qualities), Style::plain, indent);
}

}  // namespace felt
