#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/visible.hpp"
#include "prompts/readers.hpp"
#include "prompts/rules.hpp"
#include "prompts/version.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_prompt = 100, longest_note = 160, longest_help = 100;
constexpr std::size_t most_questions = 2000;
constexpr int most_picks = 1000;

constexpr std::array all_types{QuestionType::scale, QuestionType::choice,   QuestionType::multi,
                               QuestionType::body,  QuestionType::duration, QuestionType::time,
                               QuestionType::count, QuestionType::yesno,    QuestionType::text,
                               QuestionType::note};
constexpr std::array all_onces{Once::no, Once::session, Once::ever};
constexpr std::array all_lines{TextLines::brief, TextLines::full};

// Keys that go with some types only.
constexpr std::array<std::string_view, 18> keys_of_types{
    "scale",     "min",        "max",         "step",        "anchors",   "direction",
    "matters",   "options",    "vocabulary",  "allow_other", "intensity", "max_picks",
    "qualities", "max_places", "min_minutes", "max_minutes", "night",     "lines"};

std::string_view name_of_lines(TextLines lines) { return lines == TextLines::brief ? "short" : "long"; }
std::optional<TextLines> find_lines(std::string_view name) {
  if (name == "short") return TextLines::brief;
  if (name == "long") return TextLines::full;
  return std::nullopt;
}

constexpr Spelling<QuestionType> type_spelling{"type", find_question_type, name_of, all_types};
constexpr Spelling<Once> once_spelling{"value for 'once':", find_once, name_of, all_onces};
constexpr Spelling<TextLines> lines_spelling{"value for 'lines':", find_lines, name_of_lines, all_lines};

template <class Map>
std::vector<std::string> ids_in(const Map& map) {
  std::vector<std::string> ids;
  ids.reserve(map.size());
  for (const auto& [id, value] : map) ids.push_back(id);
  return ids;
}

class QuestionReader {
 public:
  QuestionReader(Section section, const Pack& pack, Reading& reading)
      : m_section(std::move(section)), m_pack(pack), m_reading(reading) {}

  QuestionDraft read() {
    read_identity();
    read_wording();
    read_placing();
    const auto errors = m_reading.findings.errors();
    if (m_type) read_answers();
    m_draft.is_whole = m_type && errors == m_reading.findings.errors();
    read_support();
    read_when();
    finish();
    return std::move(m_draft);
  }

 private:
  Question& question() { return m_draft.question; }

  void read_identity() {
    auto& q = question();
    q.pack = m_pack.id;
    q.pack_version = m_pack.version;
    q.language = m_pack.language;
    m_draft.at = m_section.at();
    q.id = read_id(m_section);
    if (!q.id.empty()) m_section.rename(fmt::format("question {}", in_quotes(q.id)));
    m_section.require("type");
    m_type = m_section.find_named("type", type_spelling);
    q.type = m_type.value_or(QuestionType::note);
  }

  void read_wording() {
    auto& q = question();
    const auto longest = q.type == QuestionType::note ? longest_note : longest_prompt;
    q.prompt = read_asking_text(m_section, "prompt", longest, m_reading);
    if (m_section.has("help")) q.help = read_asking_text(m_section, "help", longest_help, m_reading);
    if (m_section.has("content_note"))
      q.content_note = read_asking_text(m_section, "content_note", longest_note, m_reading);
    m_draft.prompt_at = m_section.at("prompt");
  }

  void read_placing() {
    auto& q = question();
    read_phases();
    if (m_section.find_flag("optional") == false)
      m_section.error("optional", "'optional' may only be true", "Every question can be skipped.");
    const auto usual = q.type == QuestionType::text ? Share::ask : Share::yes;
    q.share = m_section.find_named("share", share_spelling()).value_or(usual);
    q.tags = texts_of(m_section.words("tags"));
    q.once = m_section.find_named("once", once_spelling).value_or(Once::no);
    q.since = read_past_version("since");
    q.retired = read_past_version("retired");
    q.replaces = m_section.find_text("replaces").value_or("");
    m_draft.replaces_at = m_section.at("replaces");
    read_uses();
  }

  // A version the pack has had already.
  std::string read_past_version(std::string_view key) {
    auto version = read_version(m_section, key);
    if (!m_pack.version.empty() && is_older(m_pack.version, version))
      m_reading.findings.warning(
          m_section.at(key),
          fmt::format("{} names version {}, and the pack is at {}", in_quotes(key), version, m_pack.version),
          "Raise the pack's version when it changes.");
    return version;
  }

  void read_uses() {
    const auto uses = m_section.find_text("uses").value_or("");
    m_draft.uses_at = m_section.at("uses");
    if (!uses.empty()) question().uses = full_name(uses);
  }

  std::string full_name(const std::string& name) const {
    return name.find('/') == std::string::npos ? fmt::format("{}/{}", m_pack.id, name) : name;
  }

  void read_phases() {
    m_section.require("phases");
    const auto words = m_section.words("phases");
    if (words.empty() && m_section.has("phases") && m_section.find("phases")->is_array())
      m_section.error("phases", "'phases' names no phase", "Write [\"anytime\"] if no session is needed.");
    for (const auto& word : words) read_phase(word);
  }

  void read_phase(const PlacedWord& word) {
    const auto phase = m_section.named(word, phase_spelling());
    if (!phase) return;
    if (question().belongs_to(*phase))
      m_reading.findings.warning(word.at, fmt::format("phase {} is named twice", in_quotes(word.text)));
    else
      question().phases.push_back(*phase);
  }

  void read_answers() {
    switch (question().type) {
      case QuestionType::scale:
        return read_scale_keys();
      case QuestionType::choice:
        return read_choice_keys();
      case QuestionType::multi:
        return read_multi_keys();
      case QuestionType::body:
        return read_body_keys();
      case QuestionType::duration:
        return read_duration_keys();
      case QuestionType::count:
        return read_count_keys();
      case QuestionType::time:
        question().night = m_section.find_flag("night").value_or(false);
        return;
      case QuestionType::text:
        return read_text_keys();
      case QuestionType::yesno:
      case QuestionType::note:
        return;
    }
  }

  void read_direction(Direction usual) {
    question().direction = m_section.find_named("direction", direction_spelling()).value_or(usual);
  }

  void read_scale_keys() {
    if (m_section.has("scale"))
      read_named_range();
    else if (m_section.has("min") || m_section.has("max"))
      question().scale = read_range(m_section);
    else
      m_section.error("scale", fmt::format("{} has no 'scale'", m_section.name()),
                      "Name a scale, or give 'min' and 'max'.");
    read_direction(question().scale ? question().scale->direction : Direction::neutral);
  }

  void read_named_range() {
    question().scale = find_scale("scale");
    for (const auto key : {"min", "max", "step", "anchors", "matters"}) refuse_own(key, "scale");
  }

  // Where a shared scale or list is named, the question's own would be lost.
  void refuse_own(std::string_view key, std::string_view named) {
    if (m_section.find(key))
      m_section.error(key, fmt::format("{} cannot stand beside {}", in_quotes(key), in_quotes(named)),
                      "Leave out one of the two.");
  }

  std::optional<Scale> find_scale(std::string_view key) {
    const auto id = m_section.find_text(key);
    if (!id) return std::nullopt;
    for (const auto& own : m_pack.scales)
      if (own.id == *id) return own;
    const auto& shared = m_reading.known.scales;
    if (const auto found = shared.find(*id); found != shared.end()) return found->second;
    auto known = ids_of(m_pack.scales);
    for (auto& name : ids_in(shared)) known.push_back(std::move(name));
    m_section.report_unknown("scale", {*id, m_section.at(key)}, known);
    return std::nullopt;
  }

  VocabularyPtr find_words(std::string_view key) {
    const auto id = m_section.find_text(key);
    if (!id) return nullptr;
    const auto& lists = m_reading.known.vocabularies;
    if (const auto found = lists.find(*id); found != lists.end()) return found->second;
    m_section.report_unknown("word list", {*id, m_section.at(key)}, ids_in(lists));
    return nullptr;
  }

  void read_choice_keys() {
    question().allow_other = m_section.find_flag("allow_other").value_or(false);
    if (m_section.has("vocabulary")) {
      question().words = find_words("vocabulary");
      refuse_own("options", "vocabulary");
    } else if (m_section.has("options")) {
      read_options();
    } else {
      m_section.error("options", fmt::format("{} has no 'options'", m_section.name()),
                      "List them, or name a word list with 'vocabulary'.");
    }
    m_section.find("vocabulary");
  }

  void read_options() {
    const auto errors = m_reading.findings.errors();
    auto list = std::make_shared<Vocabulary>();
    list->terms = read_terms(m_section.sections("options", "an option"), {});
    if (list->terms.empty() && errors == m_reading.findings.errors())
      m_section.error("options", fmt::format("{} offers no option", m_section.name()));
    question().words = std::move(list);
  }

  void read_multi_keys() {
    read_choice_keys();
    question().intensity = find_scale("intensity");
    question().max_picks = m_section.find_whole("max_picks", 1, most_picks).value_or(0);
  }

  void read_body_keys() {
    auto& q = question();
    const auto& lists = m_reading.known.vocabularies;
    if (const auto regions = lists.find("regions"); regions != lists.end()) q.regions = regions->second;
    if (!q.regions) m_section.error("type", "there is no word list 'regions' for a body question");
    q.qualities = find_words("qualities");
    q.intensity = find_scale("intensity");
    q.max_places = m_section.find_whole("max_places", 1, most_picks).value_or(0);
  }

  void read_duration_keys() {
    auto& q = question();
    q.min_minutes = m_section.find_whole("min_minutes", 0, widest_minutes).value_or(q.min_minutes);
    q.max_minutes = m_section.find_whole("max_minutes", 1, widest_minutes).value_or(q.max_minutes);
    if (q.min_minutes >= q.max_minutes)
      m_section.error("max_minutes", "'max_minutes' is not above 'min_minutes'");
    read_direction(Direction::neutral);
  }

  void read_count_keys() {
    question().max_count = m_section.find_whole("max", 1, widest_count).value_or(question().max_count);
    read_direction(Direction::neutral);
  }

  void read_text_keys() {
    question().lines = m_section.find_named("lines", lines_spelling).value_or(TextLines::brief);
  }

  void read_support() {
    auto support = m_section.find_section("support", "'support'");
    if (!support) return;
    m_draft.support_at = support->at("value");
    const auto comparison = read_comparison(*support);
    auto card = read_card(*support);
    support->finish();
    if (comparison) question().support = Support{comparison->op, comparison->value, std::move(card)};
  }

  void read_when() {
    auto when = m_section.find_section("when", "'when'");
    if (!when) return;
    if (when->has("question"))
      read_condition(*when);
    else if (when->has("any"))
      read_conditions(*when, "any", When::Join::any);
    else if (when->has("all"))
      read_conditions(*when, "all", When::Join::all);
    else
      m_section.error("when", "'when' has no condition",
                      R"(An example: when = { question = "x", op = "=", value = 1 }.)");
    warn_of_mixed_joins(*when);
  }

  // What is not read here is reported as unknown, though each would be known on its own.
  static void warn_of_mixed_joins(Section& when) {
    static constexpr std::array<std::string_view, 5> keys{"any", "all", "question", "op", "value"};
    if (when.has("question") || when.has("any") || when.has("all")) when.finish(keys, "the rest of 'when'");
  }

  void read_conditions(Section& when, std::string_view key, When::Join join) {
    question().when.join = join;
    auto conditions = when.sections(key, "a condition");
    if (conditions.empty()) when.error(key, fmt::format("{} holds no condition", in_quotes(key)));
    for (auto& condition : conditions) {
      read_condition(condition);
      condition.finish();
    }
  }

  void read_condition(Section& section) {
    const auto name = section.text("question");
    const auto comparison = read_comparison(section);
    if (name.empty() || !comparison) return;
    question().when.conditions.push_back({full_name(name), comparison->op, comparison->value});
    m_draft.condition_at.push_back(section.at("question"));
    m_draft.value_at.push_back(comparison->value_at);
  }

  // A question whose type is unknown may have any key of any type.
  void finish() {
    if (!m_type)
      for (const auto key : keys_of_types) m_section.find(key);
    m_section.finish(keys_of_types, fmt::format("type {}", in_quotes(name_of(question().type))));
  }

  Section m_section;
  const Pack& m_pack;
  Reading& m_reading;
  QuestionDraft m_draft;
  std::optional<QuestionType> m_type;
};

Pack read_pack_head(Section& root, Reading& reading) {
  Pack pack;
  auto head = read_heading(root, "pack", reading);
  if (!head) return pack;
  pack.id = read_file_id(*head, reading.origin);
  pack.title = head->text("title");
  pack.description = head->text("description");
  head->require("version");
  pack.version = read_version(*head, "version");
  pack.language = read_language(*head);
  pack.author = head->text("author");
  pack.license = head->text("license");
  if (head->has("content_note"))
    pack.content_note = read_asking_text(*head, "content_note", longest_note, reading);
  pack.tags = texts_of(head->words("tags"));
  head->finish();
  return pack;
}

std::vector<Scale> read_scales(Section& root, const Reading& reading) {
  std::vector<Scale> scales;
  Unique unique("scale", reading.findings);
  for (auto& section : root.sections("scale", "a scale")) {
    auto scale = read_scale(section);
    unique.add(scale.id, section.at("id"));
    if (reading.known.scales.contains(scale.id))
      section.error("id", fmt::format("scale {} is already a shared scale", in_quotes(scale.id)),
                    "Choose another id.");
    scales.push_back(std::move(scale));
  }
  return scales;
}

std::vector<QuestionDraft> read_drafts(Section& root, const Pack& pack, Reading& reading) {
  std::vector<QuestionDraft> drafts;
  auto sections = root.sections("question", "a question");
  if (sections.empty() && !root.has("question") && root.has("pack"))
    root.findings().error(reading.file.heading, "the pack has no questions");
  if (sections.size() > most_questions) {
    root.findings().error(sections[most_questions].at(), "a pack has at most 2000 questions");
    return drafts;
  }
  Unique unique("question", reading.findings);
  for (auto& section : sections) {
    const auto id_at = section.at("id");
    drafts.push_back(QuestionReader(std::move(section), pack, reading).read());
    unique.add(drafts.back().question.id, id_at);
  }
  return drafts;
}

}  // namespace

Pack read_pack(Section& root, Reading& reading) {
  auto pack = read_pack_head(root, reading);
  pack.scales = read_scales(root, reading);
  auto drafts = read_drafts(root, pack, reading);
  check_questions(drafts, reading.findings, reading.file.mentions);
  for (auto& draft : drafts) {
    draft.question.position = static_cast<int>(pack.questions.size());
    pack.questions.push_back(std::move(draft.question));
  }
  return pack;
}

}  // namespace felt
