#include "journal/indexed.hpp"

#include <variant>

#include "base/folding.hpp"
#include "base/text.hpp"

namespace felt {
namespace {

void collect_own_words(std::vector<std::string>& lines, const AnswerValue& value) {
  if (const auto* text = std::get_if<Text>(&value)) lines.push_back(text->text);
  if (const auto* choice = std::get_if<Choice>(&value); choice && choice->word.id.empty())
    lines.push_back(choice->word.label);
  if (const auto* picks = std::get_if<Picks>(&value))
    for (const auto& pick : picks->picks)
      if (pick.is_own()) lines.push_back(pick.word.label);
}

}  // namespace

std::vector<std::string> indexed_lines(const Entry& entry) {
  std::vector<std::string> lines;
  for (const auto line : split_lines(entry.note)) lines.emplace_back(line);
  for (const auto& given : entry.answers) collect_own_words(lines, given.answer.value);
  return lines;
}

std::string indexed_words(const Entry& entry) {
  std::vector<std::string> lines = indexed_lines(entry);
  for (auto& line : lines) line = searchable(line);
  return join(lines, "\n");
}

}  // namespace felt
