#pragma once

#include "model/term_lookup.hpp"
#include "prompts/pack_file.hpp"
#include "prompts/section.hpp"

// The readers of the kinds of prompt file. Each takes the whole file as a section, reports what is wrong, and
// returns what it could make of it.
namespace felt {

struct Reading {
  const Shared& known;
  Origin origin;
  Findings& findings;
  ParsedFile& file;  // mentions, texts and heading are filled in
};

Pack read_pack(Section& root, Reading& reading);
SharedFile read_shared(Section& root, Reading& reading);
Flow read_flow(Section& root, Reading& reading);
TranslationFile read_translation(Section& root, Reading& reading);
SupportFile read_support(Section& root, Reading& reading);

// The table named after the kind, with which the file introduces itself; reports where there is none.
std::optional<Section> read_heading(Section& root, std::string_view kind, Reading& reading);
// The id of a scale, list, term, option or question: a-z, 0-9 and -, at most 64 characters.
std::string read_id(Section& section);
// A word that is typed to choose it must not be digits alone: those pick by the number before a choice.
void check_no_number(const PlacedWord& word, Findings& findings);
// Warns of a word that is typed like one before it in its list.
void warn_of_shared(const SharedSpelling& shared, SourcePlace at, Findings& findings);
bool check_id(const PlacedWord& id, Findings& findings);
// The id of a file, which without an owner is the built-in files' own; 2 to 40 characters.
std::string read_file_id(Section& section, Origin origin);
std::string read_version(Section& section, std::string_view key);
std::string read_language(Section& section);
// A text that must not be longer than `most` characters.
std::string read_short_text(Section& section, std::string_view key, std::size_t most);
std::string read_label(Section& section);
// A text shown while asking: checked for length, and kept for the checks of wording.
std::string read_asking_text(Section& section, std::string_view key, std::size_t most, Reading& reading);
std::vector<std::string> texts_of(const std::vector<PlacedWord>& words);
// A table of texts by id; whether the ids are those of anything is looked up later.
TextById read_texts(Section& section, std::string_view key);

// min, max, step, anchors and matters.
Scale read_range(Section& section);
// A whole [[scale]].
Scale read_scale(Section& section);
// The words of `term` or `options`, each with its own id.
std::vector<Term> read_terms(std::vector<Section> sections, const std::vector<std::string>& groups);

// op and value, of a condition, a support key or a pattern.
struct Comparison {
  Op op = Op::answered;
  ConditionValue value = true;
  SourcePlace value_at;
};
std::optional<Comparison> read_comparison(Section& section);
std::string read_card(Section& section);

const Spelling<Share>& share_spelling();
const Spelling<Direction>& direction_spelling();
const Spelling<Phase>& phase_spelling();

// Reports a second use of an id.
class Unique {
 public:
  Unique(std::string_view what, Findings& findings) : m_what(what), m_findings(&findings) {}
  void add(const std::string& id, SourcePlace at);

 private:
  std::string_view m_what;
  Findings* m_findings;
  std::map<std::string, SourcePlace, std::less<>> m_seen;
};

}  // namespace felt
