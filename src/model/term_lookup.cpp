#include "model/term_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

bool is_offered(const Term& term) { return term.retired.empty(); }

std::vector<std::string> spellings(const Term& term) {
  std::vector<std::string> all{term.id, term.label};
  all.insert(all.end(), term.aliases.begin(), term.aliases.end());
  return all;
}

bool spelt_exactly(const Term& term, const std::string& wanted) {
  const auto all = spellings(term);
  return std::any_of(all.begin(), all.end(), [&](const auto& name) { return folded(name) == wanted; });
}

bool spelling_begins(const Term& term, const std::string& wanted) {
  const auto all = spellings(term);
  return std::any_of(all.begin(), all.end(),
                     [&](const auto& name) { return folded(name).starts_with(wanted); });
}

// "It could be: …." with the terms that begin so, then those that hold the word; nothing if there are none.
std::string could_be(std::vector<const Term*> terms, const std::vector<const Term*>& containing) {
  constexpr std::size_t most = 6;
  for (const auto* term : containing)
    if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(term);
  std::vector<std::string> labels;
  for (const auto* term : terms) {
    if (labels.size() == most) {
      labels.emplace_back("…");
      break;
    }
    labels.push_back(term->label);
  }
  return labels.empty() ? "" : fmt::format("It could be: {}.", join(labels, ", "));
}

std::vector<std::string> all_spellings(const Vocabulary& words) {
  std::vector<std::string> all;
  for (const auto& term : words.terms)
    if (is_offered(term))
      for (auto& name : spellings(term)) all.push_back(std::move(name));
  return all;
}

}  // namespace

bool is_list_number(std::string_view word) {
  const auto digits = folded(word);
  return !digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit);
}

const Term* find_exact(const Vocabulary& words, std::string_view typed) {
  const std::string wanted = folded(typed);
  // An id is a promise about meaning, so it wins over another term's label.
  for (const auto& term : words.terms)
    if (is_offered(term) && term.id == wanted) return &term;
  for (const auto& term : words.terms)
    if (is_offered(term) && spelt_exactly(term, wanted)) return &term;
  return nullptr;
}

std::vector<const Term*> find_beginning(const Vocabulary& words, std::string_view typed) {
  const std::string wanted = folded(typed);
  std::vector<const Term*> found;
  for (const auto& term : words.terms)
    if (is_offered(term) && !wanted.empty() && spelling_begins(term, wanted)) found.push_back(&term);
  return found;
}

std::vector<const Term*> find_containing(const Vocabulary& words, std::string_view typed) {
  const std::string wanted = folded(typed);
  std::vector<const Term*> found;
  for (const auto& term : words.terms) {
    const auto all = spellings(term);
    const auto contains = [&](const auto& name) { return folded(name).find(wanted) != std::string::npos; };
    if (is_offered(term) && wanted.size() >= 3 && std::any_of(all.begin(), all.end(), contains))
      found.push_back(&term);
  }
  return found;
}

const Term& find_term(const Vocabulary& words, std::string_view typed, std::string_view what) {
  if (const auto* term = find_exact(words, typed)) return *term;
  const auto beginning = find_beginning(words, typed);
  if (beginning.size() == 1) return *beginning.front();
  std::string hint = beginning.empty() ? did_you_mean(typed, all_spellings(words)) : "";
  if (hint.empty()) hint = could_be(beginning, find_containing(words, typed));
  throw UsageError(fmt::format("{} {}", what, in_quotes(typed)), hint);
}

}  // namespace felt
