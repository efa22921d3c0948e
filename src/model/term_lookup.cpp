#include "model/term_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

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

bool has_alias(const Term& term, const std::string& wanted) {
  return std::any_of(term.aliases.begin(), term.aliases.end(),
                     [&](const auto& alias) { return folded(alias) == wanted; });
}

template <class Is>
std::vector<const Term*> offered_terms(const Vocabulary& words, const Is& is) {
  std::vector<const Term*> found;
  for (const auto& term : words.terms)
    if (is_offered(term) && is(term)) found.push_back(&term);
  return found;
}

bool spelling_begins(const Term& term, const std::string& wanted) {
  const auto all = spellings(term);
  return std::any_of(all.begin(), all.end(),
                     [&](const auto& name) { return folded(name).starts_with(wanted); });
}

// "It could be: …." with the terms that begin so, then those that hold the word; nothing if there are none.
std::string could_be(const Vocabulary& words, std::vector<const Term*> terms,
                     const std::vector<const Term*>& containing) {
  constexpr std::size_t most = 6;
  for (const auto* term : containing)
    if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(term);
  std::vector<std::string> names;
  for (const auto* term : terms) {
    if (names.size() == most) {
      names.emplace_back("…");
      break;
    }
    names.push_back(typed_name(words, *term));
  }
  return names.empty() ? "" : fmt::format("It could be: {}.", join(names, ", "));
}

[[noreturn]] void refuse_several(std::string_view typed, const std::vector<const Term*>& spelt) {
  std::vector<std::string> ids;
  for (const auto* term : spelt) ids.push_back(in_quotes(term->id));
  throw UsageError(fmt::format("{} could be more than one word", in_quotes(typed)),
                   fmt::format("Write {}.", join(ids, " or ")));
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

std::vector<const Term*> find_spelt(const Vocabulary& words, std::string_view typed) {
  const std::string wanted = folded(typed);
  // An id is a promise about meaning, and a label is what is shown.
  auto found = offered_terms(words, [&](const Term& term) { return term.id == wanted; });
  if (found.empty())
    found = offered_terms(words, [&](const Term& term) { return folded(term.label) == wanted; });
  if (found.empty()) found = offered_terms(words, [&](const Term& term) { return has_alias(term, wanted); });
  return found;
}

const Term* find_exact(const Vocabulary& words, std::string_view typed) {
  const auto spelt = find_spelt(words, typed);
  return spelt.size() == 1 ? spelt.front() : nullptr;
}

std::vector<const Term*> find_beginning(const Vocabulary& words, std::string_view typed) {
  const std::string wanted = folded(typed);
  return offered_terms(words,
                       [&](const Term& term) { return !wanted.empty() && spelling_begins(term, wanted); });
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
  const auto spelt = find_spelt(words, typed);
  if (spelt.size() > 1) refuse_several(typed, spelt);
  if (!spelt.empty()) return *spelt.front();
  const auto beginning = find_beginning(words, typed);
  if (beginning.size() == 1) return *beginning.front();
  std::string hint = beginning.empty() ? did_you_mean(typed, all_spellings(words)) : "";
  if (hint.empty()) hint = could_be(words, beginning, find_containing(words, typed));
  throw UsageError(fmt::format("{} {}", what, in_quotes(typed)), hint);
}

std::string typed_name(const Vocabulary& words, const Term& term) {
  return find_exact(words, term.label) == &term ? term.label : term.id;
}

std::vector<SharedSpelling> shared_spellings(const std::vector<Term>& terms) {
  std::map<std::string, const Term*> first;
  std::vector<SharedSpelling> shared;
  for (const auto& term : terms) {
    std::set<std::string> own;
    const auto look_at = [&](std::string_view key, const std::string& spelling) {
      const auto name = folded(spelling);
      if (name.empty()) return;
      const auto* there = first.emplace(name, &term).first->second;
      if (there != &term && own.insert(name).second) shared.push_back({there, &term, key, spelling});
    };
    if (!is_offered(term)) continue;
    look_at("id", term.id);
    look_at("label", term.label);
    for (const auto& alias : term.aliases) look_at("aliases", alias);
  }
  return shared;
}

}  // namespace felt
