#include "model/accepts.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

std::string end_text(const Scale& scale, double end) {
  for (const auto& anchor : scale.anchors)
    if (anchor.at == end) return fmt::format("{} ({})", number_text(end), anchor.label);
  return number_text(end);
}

std::string range_text(const Scale& scale) {
  std::string text = fmt::format("{} to {}", end_text(scale, scale.min), end_text(scale, scale.max));
  if (scale.step != 1) text += fmt::format(" in steps of {}", number_text(scale.step));
  return text;
}

std::string options_text(const Vocabulary& words) {
  constexpr std::size_t most = 12;
  std::vector<std::string> ids;
  for (const auto& term : words.terms) {
    if (!term.retired.empty()) continue;
    if (ids.size() == most) {
      ids.emplace_back("…");
      break;
    }
    ids.push_back(term.id);
  }
  return join(ids, ", ");
}

std::string multi_text(const Question& question) {
  std::string text =
      fmt::format("It takes words of its list, with commas between them: {}", options_text(*question.words));
  if (question.intensity)
    text += fmt::format("; a number from {} behind a word", range_text(*question.intensity));
  if (question.allow_other) text += "; own words in quotes";
  return text + ".";
}

std::string body_text(const Question& question) {
  if (question.qualities)
    return question.intensity ? "It takes places like 'neck left back: tight 3; belly: warm'."
                              : "It takes places like 'neck left back: tight; belly: warm'.";
  if (question.intensity) return "It takes places like 'neck left 3; belly 2'.";
  return "It takes places like 'neck left; belly'.";
}

}  // namespace

std::string spoken_minutes(int minutes) {
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

void refuse_answer(const Question& question, const std::string& what) {
  throw UsageError(question.name() + ": " + what, accepts_text(question));
}

std::string anchors_text(const std::vector<Anchor>& anchors) {
  std::vector<std::string> parts;
  for (const auto& anchor : anchors)
    parts.push_back(fmt::format("{} {}", number_text(anchor.at), anchor.label));
  return join(parts, " · ");
}

std::string accepts_text(const Question& question) {
  switch (question.type) {
    case QuestionType::scale:
      return fmt::format("It takes {}.", range_text(*question.scale));
    case QuestionType::choice:
      return fmt::format("It takes one of: {}{}.", options_text(*question.words),
                         question.allow_other ? "; own words in quotes" : "");
    case QuestionType::multi:
      return multi_text(question);
    case QuestionType::body:
      return body_text(question);
    case QuestionType::duration:
      return fmt::format("It takes a length of time like 80, 80m, 1h20 or 1:20, from {} to {}.",
                         spoken_minutes(question.min_minutes), spoken_minutes(question.max_minutes));
    case QuestionType::time:
      return "It takes a time of day like 23:40 or 11:40pm.";
    case QuestionType::count:
      return fmt::format("It takes a whole number from 0 to {}.", question.max_count);
    case QuestionType::yesno:
      return "It takes y or n.";
    case QuestionType::text:
      return "It takes words of your own.";
    case QuestionType::note:
      break;
  }
  return "Nothing needs to be typed here.";
}

}  // namespace felt
