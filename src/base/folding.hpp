#pragma once

#include <string>
#include <string_view>

namespace felt {

// The forms of a text that are compared and searched instead of it.

// The composed form (NFC); text that is not valid UTF-8 as it is.
std::string composed(std::string_view text);
// A form for comparing what people type: case, accents, width variants, typographic apostrophes and hyphens,
// invisible joiners and repeated spaces do not matter. Kana keep their voicing marks and Indic letters their
// vowel signs.
std::string folded(std::string_view text);
// Text as the search index keeps it: folded, with every character of a script that is written without spaces
// (CJK, kana, hangul, Thai, Lao, Khmer, Myanmar, Yi) a word of its own.
std::string searchable(std::string_view text);
// Whether there is a letter or a number in it, of any script.
bool has_letter_or_number(std::string_view text);

}  // namespace felt
