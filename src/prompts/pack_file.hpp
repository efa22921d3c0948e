#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "model/question.hpp"
#include "prompts/findings.hpp"

namespace felt {

// Text by id, in the order of the ids.
using TextById = std::map<std::string, std::string, std::less<>>;

struct SharedFile {
  std::string id, version, language, license;
  std::vector<Scale> scales;
  std::vector<VocabularyPtr> vocabularies;
};

// The strings of one question in another language; what is empty falls back to the source language.
struct TranslatedQuestion {
  std::string id, prompt, help, content_note;
  TextById options;             // labels by option id
  std::vector<Anchor> anchors;  // of a question's own range
  SourcePlace at;
};
struct TranslatedScale {
  std::string id;
  std::vector<Anchor> anchors;
  SourcePlace at;
};
struct TranslatedList {
  std::string id, title;
  TextById groups;  // headings by group id
  TextById terms;   // labels by term id
  std::map<std::string, std::vector<std::string>, std::less<>> aliases;
  SourcePlace at;
};
// The strings of one pack, shared or flow file in one language.
struct TranslationFile {
  std::string of, of_version;  // the file and the version it was made for; flows have no version
  std::string language, author, license;
  std::string title, description, content_note, intro, outro;
  std::vector<TranslatedQuestion> questions;
  std::vector<TranslatedScale> scales;
  std::vector<TranslatedList> lists;
  SourcePlace of_at, version_at;
};

// Where someone can be reached.
struct SupportLine {
  std::string name, phone, text, url, hours, cost, for_whom;
};
// Offers a card when so many of the last entries held such an answer.
struct SupportPattern {
  Condition condition;
  int entries = 1;
  int of_last = 1;
  int not_again_for_days = 0;
  std::string card;
};
// Contacts and safety copy for one country.
struct SupportFile {
  std::string country;  // two capital letters; empty for a file that holds wherever no other does
  std::string language;
  std::optional<std::chrono::year_month_day> checked;  // the day a person last tried the numbers
  std::string checked_by;
  int review_after_days = 180;
  std::string emergency;
  std::vector<SupportLine> lines;
  std::map<std::string, std::vector<std::string>, std::less<>> cards;  // lines by card
  std::vector<SupportPattern> patterns;
};

using PromptContent = std::variant<Pack, SharedFile, Flow, TranslationFile, SupportFile>;

// The scales and word lists that shared files have put in common, by id.
struct Shared {
  std::map<std::string, Scale, std::less<>> scales;
  std::map<std::string, VocabularyPtr, std::less<>> vocabularies;
  TextById owners;  // id of the shared file by "scale ID" or "list ID"

  void add(const SharedFile& file);
};

// A question of another file that this file counts on; it is looked up once all files are read.
struct Mention {
  enum class Role { condition, ask, more, end_on, pattern };
  Role role = Role::ask;
  std::string question;                // full name
  std::optional<Condition> condition;  // compares its answer
  SourcePlace at;                      // of the name
  SourcePlace value_at;                // of what it is compared with
};

// A text that is shown while asking, for the checks of wording.
struct AskingText {
  std::string key;  // "prompt"
  std::string text;
  SourcePlace at;
};

// `content` is there only if no problem is an error. Problems stand in the order of the file.
struct ParsedFile {
  std::optional<PromptContent> content;
  std::vector<Problem> problems;
  std::vector<Mention> mentions;
  std::vector<AskingText> texts;
  SourcePlace heading;  // of [pack], [flow], ...
};

// Ids of built-in files have no dot, those of everyone else are written owner.name.
enum class Origin { built_in, own };

// Reads one prompt file strictly and reports everything that is wrong with it, never just the first thing;
// only where the text is not TOML at all is that the only error. Answers for any bytes, in bounded time and
// depth.
ParsedFile parse_prompt_file(std::string_view toml, std::string_view file_name, const Shared& known,
                             Origin origin = Origin::own);

// The same, with the problems added to the findings, which must be about this text.
ParsedFile parse_prompt_file(std::string_view toml, const Shared& known, Origin origin, Findings& findings);

// The id of what was read: of the pack, shared file or flow; OF.LANGUAGE of a translation; the country of a
// support file.
std::string id_of(const PromptContent& content);
// "pack", "shared", "flow", "translation" or "support".
std::string_view kind_of(const PromptContent& content);
// The value of `kind` as a quick look finds it, without reading the TOML; "" where the look finds none.
std::string_view sniffed_kind(std::string_view toml);
// What id_of would say, found in the same way, so that a file that cannot be read whole can be named.
std::string sniffed_id(std::string_view toml);

// The ids of questions, scales, words or options.
template <class Things>
std::vector<std::string> ids_of(const Things& things) {
  std::vector<std::string> ids;
  ids.reserve(things.size());
  for (const auto& thing : things) ids.push_back(thing.id);
  return ids;
}

// The safety cards a question or a pattern can offer, and all that a support file can word.
const std::vector<std::string>& offered_cards();
const std::vector<std::string>& worded_cards();

}  // namespace felt
