#include "model/completion.hpp"

#include <algorithm>

#include "base/columns.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "model/answer.hpp"
#include "model/term_lookup.hpp"

namespace felt {
namespace {

std::size_t skip_spaces(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at;
}

// Behind the last separator outside quotes, where the present piece begins.
std::size_t piece_begin(std::string_view line, std::string_view separators, std::size_t from = 0) {
  std::size_t begin = from;
  bool quoting = false;
  for (std::size_t i = from; i < line.size(); ++i) {
    if (line[i] == '"') quoting = !quoting;
    if (!quoting && separators.find(line[i]) != std::string_view::npos) begin = i + 1;
  }
  return skip_spaces(line, begin);
}

std::string typed_label(const Vocabulary& words, const Term& term) {
  return term.label.find_first_of(";:\"") == std::string::npos ? typed_name(words, term) : term.id;
}

std::vector<std::string> labels_of(const Vocabulary& words, const std::vector<const Term*>& terms) {
  std::vector<std::string> labels;
  for (const auto* term : terms) labels.push_back(typed_label(words, *term));
  return labels;
}

std::vector<const Term*> terms_in_use(const Vocabulary& words) {
  std::vector<const Term*> terms;
  for (const auto& term : words.terms)
    if (term.retired.empty()) terms.push_back(&term);
  return terms;
}

Completion complete_word(const Vocabulary& words, std::string_view line, std::size_t begin, Untyped untyped) {
  const auto typed = line.substr(begin);
  if (typed.empty() && untyped == Untyped::everything) return {begin, labels_of(words, terms_in_use(words))};
  if (typed.empty() || typed.front() == '"') return {begin, {}};
  const auto beginning = find_beginning(words, typed);
  return {begin, labels_of(words, beginning.empty() ? find_containing(words, typed) : beginning)};
}

Completion complete_one_of(const std::vector<std::string>& words, std::string_view line, std::size_t begin) {
  Completion completion{begin, {}};
  const auto typed = folded(line.substr(begin));
  for (const auto& word : words)
    if (folded(word).starts_with(typed)) completion.words.push_back(word);
  return completion;
}

std::vector<std::string> positions_of(const Term& region) {
  std::vector<std::string> words;
  if (region.sided)
    for (const auto side : {Side::left, Side::right, Side::both, Side::middle})
      words.emplace_back(name_of(side));
  if (region.faced)
    for (const auto aspect : {Aspect::front, Aspect::back}) words.emplace_back(name_of(aspect));
  return words;
}

// The region that is typed in full before the last word; null where there is none.
const Term* region_before(const Vocabulary& regions, std::string_view piece) {
  const auto words = split_words(piece.substr(0, std::min(piece.rfind(' '), piece.size())));
  std::string name;
  const Term* found = nullptr;
  for (const auto word : words) {
    name += (name.empty() ? "" : " ") + std::string(word);
    if (const auto* region = find_exact(regions, name)) found = region;
  }
  return found;
}

Completion complete_place(const Question& question, std::string_view line, Untyped untyped) {
  const auto begin = piece_begin(line, ";");
  const auto colon = line.find(':', begin);
  if (colon != std::string_view::npos)
    return question.qualities
               ? complete_word(*question.qualities, line, piece_begin(line, ",", colon + 1), untyped)
               : Completion{};
  const auto space = line.rfind(' ');
  const bool is_new_word = space != std::string_view::npos && space + 1 == line.size() && space > begin;
  auto regions = is_new_word ? Completion{begin, {}} : complete_word(*question.regions, line, begin, untyped);
  if (!regions.words.empty() || space == std::string_view::npos || space < begin) return regions;
  const auto* region = region_before(*question.regions, line.substr(begin));
  return region ? complete_one_of(positions_of(*region), line, space + 1) : regions;
}

Completion complete_anchor(const Scale& scale, std::string_view line) {
  if (line.empty()) return {};
  std::vector<std::string> labels;
  for (const auto& anchor : scale.anchors) labels.push_back(anchor.label);
  return complete_one_of(labels, line, 0);
}

}  // namespace

Completion complete_answer(const Question& question, std::string_view before_cursor, Untyped untyped) {
  switch (question.type) {
    case QuestionType::choice:
      return complete_word(*question.words, before_cursor, skip_spaces(before_cursor, 0), untyped);
    case QuestionType::multi:
      return complete_word(*question.words, before_cursor, piece_begin(before_cursor, ","), untyped);
    case QuestionType::body:
      return complete_place(question, before_cursor, untyped);
    case QuestionType::scale:
      return complete_anchor(*question.scale, before_cursor);
    case QuestionType::yesno:
      return complete_one_of({"yes", "no"}, before_cursor, 0);
    default:
      return {};
  }
}

std::string common_beginning(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string common;
  for (const auto character : graphemes(words.front())) {
    const auto longer = common + std::string(character);
    if (!std::all_of(words.begin(), words.end(), [&](const auto& word) { return word.starts_with(longer); }))
      break;
    common = longer;
  }
  return common;
}

}  // namespace felt
