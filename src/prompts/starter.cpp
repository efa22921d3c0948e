#include "prompts/starter.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"

namespace felt {
namespace {

constexpr const char* pack_text =
    R"toml(# Questions of your own. What follows a # is a remark; change or delete whatever you like.
# 'felt prompts check FILE' says what is wrong, 'felt help prompts.5' holds the whole format.
felt = 1
kind = "pack"

[pack]
id = "{id}"      # yours: an owner, a dot, a name; it never changes
title = "A few questions"
description = "A few questions for the hours after a session."
version = "1.0.0"
language = "en"
author = "your name"
license = "CC0-1.0"

# A number between two ends. 'ease10' is a shared scale: 'felt help prompts.5' lists them all.
[[question]]
id = "ease-now"
type = "scale"
scale = "ease10"
prompt = "How easy is it to be in your body right now?"
phases = ["after", "evening"]

# Several words at once, out of a shared list. 'felt prompts words' shows the lists.
[[question]]
id = "feelings-now"
type = "multi"
vocabulary = "emotions"
intensity = "strength5"
allow_other = true
prompt = "Which feelings are here, if any?"
phases = ["after", "evening"]

# One of your own options, asked only where a feeling was named.
[[question]]
id = "company-or-quiet"
type = "choice"
prompt = "Would you like company with that, or quiet?"
phases = ["after", "evening"]
options = [
  {{ id = "company", label = "company" }},
  {{ id = "quiet", label = "quiet" }},
  {{ id = "either", label = "either is fine" }},
]
when = {{ question = "feelings-now", op = "answered" }}

# Own words. They are shared only if they are ticked; share = "no" keeps them back.
[[question]]
id = "words"
type = "text"
prompt = "Any words of your own for this time?"
phases = ["after", "evening"]

# Something steady to close with: each pack has one question tagged so.
[[question]]
id = "all-right"
type = "body"
max_places = 1
prompt = "Is there a place that feels neutral or all right?"
phases = ["after", "evening"]
tags = ["steady"]
)toml";

constexpr const char* flow_text =
    R"toml(# A check-in of your own: questions of any packs, in the order you like.
# 'felt prompts check FILE' says what is wrong, 'felt help prompts.5' holds the whole format.
felt = 1
kind = "flow"

[flow]
id = "{id}"      # yours: an owner, a dot, a name
title = "A short look"
phase = "after"              # before, after, evening, morning, day3, week or anytime
about_seconds = 40
intro = "Three short questions. Skip any of them."
outro = "Thank you for looking in. That is saved."

# Full names: PACK/QUESTION. 'felt prompts show PACK' lists those of a pack.
ask = [
  "emotions/pleasantness",
  "body/tension",
  "emotions/own-words",
]

# Offered afterwards, pack by pack, to those who would like more.
more = ["emotions/feelings"]

# What closes the check-in if more was taken: something steady.
end_on = ["body/all-right-place"]
)toml";

constexpr const char* shared_text = R"toml(# Scales and lists of words for several packs of yours.
# 'felt prompts check FILE' says what is wrong, 'felt help prompts.5' holds the whole format.
felt = 1
kind = "shared"

[shared]
id = "{id}"      # yours: an owner, a dot, a name; it never changes
version = "1.0.0"
language = "en"
license = "CC0-1.0"

# A pack uses it with: scale = "lightness10"
[[scale]]
id = "lightness10"
min = 0
max = 10
direction = "neutral"        # or higher-better, lower-better
anchors = [
  {{ at = 0, label = "heavy" }},
  {{ at = 5, label = "in between" }},
  {{ at = 10, label = "light" }},
]

# A pack uses it with: vocabulary = "inner-weather"
[[vocabulary]]
id = "inner-weather"
title = "Inner weather"
term = [
  {{ id = "still", label = "still air" }},
  {{ id = "breezy", label = "a breeze", aliases = ["windy"] }},
  {{ id = "cloudy", label = "cloudy" }},
  {{ id = "none", label = "none of these", exclusive = true }},
]
)toml";

constexpr const char* support_text =
    R"toml(# People to turn to, for one country: 'felt support' shows them, and the cards after a hard answer.
# A number helps only if it is right: try each, then write the day.
# 'felt help prompts.5' holds the whole format.
felt = 1
kind = "support"

[support]
language = "en"

# Take the # away, and put in what is true where you live:
# country = "GB"             # two capital letters
# checked = 2026-01-31       # the day a person last tried these numbers
# checked_by = "initials"
# emergency = "112"
#
# [[line]]
# name = "A listening line"
# phone = "000"
# hours = "day and night"
# cost = "free"
# for = "anyone who wants to talk"

# Cards may say it in your own words; those left out keep felt's.
[cards.rest-first]
lines = [
  "You may like to sit a while, drink some water and look about. There is no hurry.",
  "Could the journey wait, or could someone come with you?",
]
)toml";

std::string quoted(const std::string& text) {
  std::string literal = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') literal += '\\';
    literal += byte;
  }
  return literal + '"';
}

// Writes the strings of one source.
class TranslationWriter {
 public:
  TranslationWriter(std::string_view language, const ChangeText& change)
      : m_language(language), m_change(change) {}

  std::string write(const TranslationSource& source) {
    line("# Write each text over in your language, and leave what stands before the = as it is.");
    line(
        "# What you take out is shown in the source's language. 'felt prompts check FILE' names what is "
        "missing.");
    line("felt = 1");
    line("kind = \"translation\"");
    if (source.pack) write_pack(*source.pack);
    if (source.shared) write_shared(*source.shared);
    if (source.flow) write_flow(*source.flow);
    return std::move(m_text);
  }

 private:
  void line(const std::string& text) { m_text += text + '\n'; }
  void table(const std::string& name) { line(fmt::format("\n[{}]", name)); }
  std::string changed(const std::string& text) const { return quoted(m_change ? m_change(text) : text); }
  void put(std::string_view key, const std::string& text) {
    if (!text.empty()) line(fmt::format("{} = {}", key, changed(text)));
  }

  void write_head(const std::string& of, const std::string& version) {
    table("translation");
    line(fmt::format("of = {}", quoted(of)));
    if (!version.empty()) line(fmt::format("of_version = {}", quoted(version)));
    line(fmt::format("language = {}", quoted(m_language)));
    line("author = \"your name\"");
    line("license = \"CC0-1.0\"");
  }

  void write_pack(const Pack& pack) {
    write_head(pack.id, pack.version);
    put("title", pack.title);
    put("description", pack.description);
    put("content_note", pack.content_note);
    for (const auto& scale : pack.scales) write_scale(scale);
    for (const auto& question : pack.questions)
      if (!question.is_retired()) write_question(question);
  }

  void write_flow(const Flow& flow) {
    write_head(flow.id, "");
    put("title", flow.title);
    put("intro", flow.intro);
    put("outro", flow.outro);
  }

  void write_shared(const SharedFile& shared) {
    write_head(shared.id, shared.version);
    for (const auto& scale : shared.scales) write_scale(scale);
    for (const auto& list : shared.vocabularies) write_list(*list);
  }

  void write_question(const Question& question) {
    table(fmt::format("question.{}", question.id));
    put("prompt", question.prompt);
    put("help", question.help);
    put("content_note", question.content_note);
    if (question.words && question.words->id.empty()) write_terms("options", question.words->terms);
    if (question.scale && question.scale->id.empty()) write_anchors("anchors.", question.scale->anchors);
  }

  void write_scale(const Scale& scale) {
    if (scale.anchors.empty()) return;
    table(fmt::format("scale.{}.anchors", scale.id));
    write_anchors("", scale.anchors);
  }

  void write_list(const Vocabulary& list) {
    table(fmt::format("vocabulary.{}", list.id));
    put("title", list.title);
    for (const auto& group : list.groups) put(fmt::format("groups.{}", group.id), group.heading);
    write_terms("terms", list.terms);
  }

  void write_anchors(std::string_view before, const std::vector<Anchor>& anchors) {
    for (const auto& anchor : anchors)
      put(fmt::format("{}\"{}\"", before, number_text(anchor.at)), anchor.label);
  }

  void write_terms(std::string_view key, const std::vector<Term>& terms) {
    for (const auto& term : terms)
      if (term.retired.empty()) put(fmt::format("{}.{}", key, term.id), term.label);
  }

  std::string m_language;
  const ChangeText& m_change;
  std::string m_text;
};

}  // namespace

std::string starter_pack(std::string_view id) {
  return fmt::format(fmt::runtime(pack_text), fmt::arg("id", id));
}
std::string starter_flow(std::string_view id) {
  return fmt::format(fmt::runtime(flow_text), fmt::arg("id", id));
}
std::string starter_shared(std::string_view id) {
  return fmt::format(fmt::runtime(shared_text), fmt::arg("id", id));
}
std::string starter_support() { return support_text; }

std::string starter_translation(const TranslationSource& source, std::string_view language,
                                const ChangeText& change) {
  return TranslationWriter(language, change).write(source);
}

}  // namespace felt
