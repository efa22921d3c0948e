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

// The term spelt exactly so; an id wins over another term's label. Null where there is none.
const Term* find_exact(const Vocabulary& words, std::string_view typed);
// The terms one of whose spellings begins so, in the order of the list; none for an empty text.
std::vector<const Term*> find_beginning(const Vocabulary& words, std::string_view typed);
// The terms one of whose spellings holds a text of at least three letters.
std::vector<const Term*> find_containing(const Vocabulary& words, std::string_view typed);

// The term a person means: spelt exactly so, else the only one that begins so.
// Throws UsageError "WHAT 'x'" with the nearest one, or the ones it could be.
const Term& find_term(const Vocabulary& words, std::string_view typed, std::string_view what);

}  // namespace felt
