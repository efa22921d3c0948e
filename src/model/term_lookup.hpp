#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/question.hpp"

namespace felt {

// How a typed word finds its term: by id, label or alias; case and accents do not matter. What is retired is
// never found.

// Whether a word is digits alone, as the number that stands before a choice and picks it.
bool is_list_number(std::string_view word);

// The terms spelt exactly so: the one with this id, else those with this label, else those with this alias.
std::vector<const Term*> find_spelt(const Vocabulary& words, std::string_view typed);
// The only one of them; null where there is none or several.
const Term* find_exact(const Vocabulary& words, std::string_view typed);
// The terms one of whose spellings begins so, in the order of the list; none for an empty text.
std::vector<const Term*> find_beginning(const Vocabulary& words, std::string_view typed);
// The terms one of whose spellings holds a text of at least three letters.
std::vector<const Term*> find_containing(const Vocabulary& words, std::string_view typed);

// The term a person means: spelt exactly so, else the only one that begins so.
// Throws UsageError "WHAT 'x'" with the nearest one, or the ones it could be; and where several are spelt so,
// with the ids to type instead.
const Term& find_term(const Vocabulary& words, std::string_view typed, std::string_view what);

// The label of a term, or its id where the label is also that of another or finds another.
std::string typed_name(const Vocabulary& words, const Term& term);

// A spelling that finds another term, too, or would if that were not before it.
struct SharedSpelling {
  const Term* other;  // stands earlier in the list
  const Term* term;
  std::string_view key;  // what of `term` is spelt so: "id", "label" or "aliases"
  std::string spelling;
};
std::vector<SharedSpelling> shared_spellings(const std::vector<Term>& terms);

}  // namespace felt
