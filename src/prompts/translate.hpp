#pragma once

#include "prompts/pack_file.hpp"

namespace felt {

// Puts the strings of a translation in the place of those of its source. What the translation leaves out, or
// has for things that are not there, changes nothing. Numbers, ids and conditions are never touched.
void translate(Pack& pack, const TranslationFile& into);
void translate(Flow& flow, const TranslationFile& into);
// The scales and lists of the shared file `into.of` alone.
void translate(Shared& shared, const TranslationFile& into);

// A list, or the options of a question, as they are shown then.
VocabularyPtr translated_list(const Vocabulary& source, const TranslatedList& translated);
VocabularyPtr translated_options(const Vocabulary& options, const TextById& labels);

// Gives the questions of a pack the anchors and words that shared files have by now.
void dress(Pack& pack, const Shared& shared);

// How good a translation is for someone who wants `wanted`: 0 not at all, 1 for the language in general (pt
// for pt-BR), 2 for exactly that, in whatever case the tags are written.
int fitness(std::string_view language, std::string_view wanted);

}  // namespace felt
