#include "prompts/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/columns.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "model/term_lookup.hpp"
#include "prompts/version.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_label = 60, longest_anchor = 40;
constexpr double most_steps = 1000, furthest = 1'000'000;

constexpr std::array all_shares{Share::yes, Share::ask, Share::no};
constexpr std::array all_directions{Direction::neutral, Direction::higher_better, Direction::lower_better};

const Spelling<Op>& op_spelling() {
  static const Spelling<Op> spelling{"op", find_op, name_of, all_ops};
  return spelling;
}

// Binary fractions such as 0.1 never land on a step exactly.
bool is_on_step(const Scale& scale, double at) {
  const auto steps = (at - scale.min) / scale.step;
  return std::abs(steps - std::round(steps)) < 1e-6;
}

std::string range_text(const Scale& scale) {
  return fmt::format("{} to {}", number_text(scale.min), number_text(scale.max));
}

bool check_limits(const Scale& scale, const Section& section) {
  const auto is_far = [](double number) { return std::abs(number) > furthest; };
  if (is_far(scale.min) || is_far(scale.max))
    section.error("max", "a scale cannot go beyond a million");
  else if (scale.min >= scale.max)
    section.error("max", "'max' is not above 'min'");
  else if (scale.step <= 0)
    section.error("step", "'step' is not above 0");
  else if ((scale.max - scale.min) / scale.step > most_steps)
    section.error(section.has("step") ? "step" : "max", "a scale has at most 1000 steps");
  else if (!is_on_step(scale, scale.max))
    section.error("max", "'max' is not on a step",
                  fmt::format("Count from 'min' in steps of {}.", number_text(scale.step)));
  else
    return true;
  return false;
}

void check_anchor(const Scale& scale, double at, const Section& anchor) {
  if (at < scale.min || at > scale.max)
    anchor.error("at", fmt::format("anchor {} is outside {}", number_text(at), range_text(scale)));
  else if (!is_on_step(scale, at))
    anchor.error("at",
                 fmt::format("anchor {} is not on a step of {}", number_text(at), number_text(scale.step)));
}

void read_anchors(Section& section, Scale& scale, bool range_is_sound) {
  Unique unique("anchor", section.findings());
  for (auto& anchor : section.sections("anchors", "an anchor")) {
    const auto at = anchor.number("at");
    auto label = read_short_text(anchor, "label", longest_anchor);
    anchor.finish();
    if (!at) continue;
    unique.add(number_text(*at), anchor.at("at"));
    if (range_is_sound) check_anchor(scale, *at, anchor);
    scale.anchors.push_back({*at, std::move(label)});
  }
  std::sort(scale.anchors.begin(), scale.anchors.end(),
            [](const Anchor& a, const Anchor& b) { return a.at < b.at; });
}

std::optional<Matters> read_matters(Section& section) {
  auto matters = section.find_section("matters", "'matters'");
  if (!matters) return std::nullopt;
  Matters read;
  read.points = matters->number("points").value_or(0);
  read.percent = matters->find_number("percent").value_or(0);
  read.source = matters->text("source");
  if (matters->has("points") && read.points <= 0) matters->error("points", "'points' is not above 0");
  if (read.percent < 0) matters->error("percent", "'percent' is below 0");
  matters->finish();
  return read;
}

std::vector<Code> read_codes(Section& section) {
  std::vector<Code> codes;
  for (auto& code : section.sections("codes", "a code")) {
    codes.push_back({code.text("system"), code.text("code"), code.text("match")});
    code.finish();
  }
  return codes;
}

void read_group(Section& section, const std::vector<std::string>& groups, Term& term) {
  const auto group = section.find_text("group");
  if (!group) return;
  term.group = *group;
  if (std::find(groups.begin(), groups.end(), *group) == groups.end())
    section.report_unknown("group", {*group, section.at("group")}, groups);
}

// What is no longer offered is not typed.
void check_no_numbers(const Term& term, const std::vector<PlacedWord>& aliases, const Section& section) {
  if (!term.retired.empty()) return;
  check_no_number({term.id, section.at("id")}, section.findings());
  check_no_number({term.label, section.at("label")}, section.findings());
  for (const auto& alias : aliases) check_no_number(alias, section.findings());
}

Term read_term(Section& section, const std::vector<std::string>& groups) {
  Term term;
  term.id = read_id(section);
  term.label = read_label(section);
  read_group(section, groups, term);
  const auto aliases = section.words("aliases");
  term.aliases = texts_of(aliases);
  term.exclusive = section.find_flag("exclusive").value_or(false);
  term.sided = section.find_flag("sided").value_or(false);
  term.faced = section.find_flag("faced").value_or(false);
  term.pleasant = section.find_whole("pleasant", -2, 2).value_or(0);
  term.energy = section.find_whole("energy", -2, 2).value_or(0);
  term.retired = read_version(section, "retired");
  term.codes = read_codes(section);
  check_no_numbers(term, aliases, section);
  section.finish();
  return term;
}

// Each section holds the term of its place.
void warn_of_shared_spellings(const std::vector<Term>& terms, const std::vector<Section>& sections) {
  for (const auto& shared : shared_spellings(terms)) {
    const auto& section = sections[static_cast<std::size_t>(shared.term - terms.data())];
    const bool is_used_twice = shared.term->id == shared.other->id;
    if (!is_used_twice) warn_of_shared(shared, section.at(shared.key), section.findings());
  }
}

std::optional<std::vector<std::string>> texts_in(const toml::array& list) {
  std::vector<std::string> texts;
  for (const auto& element : list) {
    const auto* text = element.as_string();
    if (!text) return std::nullopt;
    texts.push_back(text->get());
  }
  return texts;
}

std::optional<ConditionValue> condition_value(const toml::node& node) {
  if (const auto* flag = node.as_boolean()) return flag->get();
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return static_cast<double>(whole->get());
  if (const auto* number = node.as_floating_point()) return number->get();
  if (const auto* list = node.as_array())
    if (auto texts = texts_in(*list)) return *std::move(texts);
  return std::nullopt;
}

std::optional<ConditionValue> read_value(Section& section, Op op) {
  const auto* node = section.find("value");
  if (!node && op == Op::answered) return true;
  if (!node) section.require("value");
  if (!node) return std::nullopt;
  auto value = condition_value(*node);
  if (!value) section.error("value", "'value' needs a number, true or false, an id, or a list of ids");
  return value;
}

void check_file_id_owner(const std::string& id, const Section& section, Origin origin) {
  const auto parts = split(id, '.');
  if (origin == Origin::built_in && parts.size() != 1)
    section.error("id", fmt::format("built-in id {} has a dot", in_quotes(id)));
  if (origin == Origin::own && parts.size() == 1)
    section.error("id", fmt::format("id {} has no owner", in_quotes(id)),
                  fmt::format("Ids without a dot are felt's own. Write it as 'your-name.{}'.", id));
  if (parts.size() > 2) section.error("id", fmt::format("id {} has more than one dot", in_quotes(id)));
}

}  // namespace

const Spelling<Share>& share_spelling() {
  static const Spelling<Share> spelling{"share", find_share, name_of, all_shares};
  return spelling;
}

const Spelling<Direction>& direction_spelling() {
  static const Spelling<Direction> spelling{"direction", find_direction, name_of, all_directions};
  return spelling;
}

const Spelling<Phase>& phase_spelling() {
  static const Spelling<Phase> spelling{"phase", find_phase, name_of, all_phases};
  return spelling;
}

void check_no_number(const PlacedWord& word, Findings& findings) {
  if (is_list_number(word.text))
    findings.error(word.at,
                   fmt::format("{} is only digits, which pick a choice by its number", in_quotes(word.text)),
                   "Write it in words, or make the question a scale with anchors.");
}

void warn_of_shared(const SharedSpelling& shared, SourcePlace at, Findings& findings) {
  findings.warning(at,
                   fmt::format("{} is typed for both {} and {}", in_quotes(shared.spelling),
                               in_quotes(shared.other->id), in_quotes(shared.term->id)),
                   "Give each a label and aliases of its own, so that it can be told which is meant.");
}

bool check_id(const PlacedWord& id, Findings& findings) {
  if (is_id(id.text)) return true;
  if (id.text.size() > 64)
    findings.error(id.at, fmt::format("id {} is longer than 64 characters", in_quotes(id.text)));
  else
    findings.error(id.at, fmt::format("id {} is not made of a-z, 0-9 and -", in_quotes(id.text)));
  return false;
}

std::optional<Section> read_heading(Section& root, std::string_view kind, Reading& reading) {
  const auto name = fmt::format("[{}]", kind);
  if (!root.has(kind)) reading.findings.error({1, 1}, fmt::format("the file has no {}", name));
  auto heading = root.find_section(kind, name);
  if (heading) reading.file.heading = heading->at();
  return heading;
}

std::string read_id(Section& section) {
  auto id = section.text("id");
  if (!id.empty()) check_id({id, section.at("id")}, section.findings());
  return id;
}

std::string read_file_id(Section& section, Origin origin) {
  auto id = section.text("id");
  if (id.empty()) return id;
  const auto parts = split(id, '.');
  if (!std::all_of(parts.begin(), parts.end(), is_id))
    section.error("id", fmt::format("id {} is not made of a-z, 0-9 and -", in_quotes(id)),
                  "An example: 'your-name.neck-ease'.");
  else if (id.size() < 2 || id.size() > 40)
    section.error("id", fmt::format("id {} is not 2 to 40 characters long", in_quotes(id)));
  else
    check_file_id_owner(id, section, origin);
  return id;
}

std::string read_version(Section& section, std::string_view key) {
  auto version = section.find_text(key).value_or("");
  if (!version.empty() && !parse_version(version))
    section.error(key, fmt::format("{} is not a version", in_quotes(version)),
                  "A version is three numbers, such as 1.0.0.");
  return version;
}

std::string read_language(Section& section) {
  auto language = section.text("language");
  if (!language.empty() && !is_language_tag(language))
    section.error("language", fmt::format("{} is not a language tag", in_quotes(language)),
                  "Such as 'en', 'nl' or 'pt-BR'.");
  return language;
}

std::string read_short_text(Section& section, std::string_view key, std::size_t most) {
  auto text = section.text(key);
  const auto length = text.size() <= most ? 0 : graphemes(text).size();  // never more graphemes than bytes
  if (length > most)
    section.error(key, fmt::format("{} is {} characters long", in_quotes(key), length),
                  fmt::format("At most {}.", most));
  return text;
}

std::string read_label(Section& section) { return read_short_text(section, "label", longest_label); }

std::string read_asking_text(Section& section, std::string_view key, std::size_t most, Reading& reading) {
  auto text = read_short_text(section, key, most);
  if (section.has(key)) reading.file.texts.push_back({std::string(key), text, section.at(key)});
  return text;
}

std::vector<std::string> texts_of(const std::vector<PlacedWord>& words) {
  std::vector<std::string> texts;
  texts.reserve(words.size());
  for (const auto& word : words) texts.push_back(word.text);
  return texts;
}

TextById read_texts(Section& section, std::string_view key) {
  TextById texts;
  auto table = section.find_section(key, in_quotes(key));
  if (!table) return texts;
  for (const auto& [id, node] : table->table()) {
    if (const auto* text = node.as_string())
      texts.emplace(id.str(), text->get());
    else
      section.findings().error(place_of(node),
                               fmt::format("{} needs text, not {}", in_quotes(id.str()), kind_of(node)));
  }
  return texts;
}

Scale read_range(Section& section) {
  Scale scale;
  const auto min = section.number("min");
  const auto max = section.number("max");
  scale.min = min.value_or(0);
  scale.max = max.value_or(10);
  scale.step = section.find_number("step").value_or(1);
  const bool is_sound = min && max && check_limits(scale, section);
  read_anchors(section, scale, is_sound);
  scale.matters = read_matters(section);
  return scale;
}

Scale read_scale(Section& section) {
  const auto id = read_id(section);
  if (!id.empty()) section.rename(fmt::format("scale {}", in_quotes(id)));
  auto scale = read_range(section);
  scale.id = id;
  scale.direction = section.find_named("direction", direction_spelling()).value_or(Direction::neutral);
  section.finish();
  return scale;
}

std::vector<Term> read_terms(std::vector<Section> sections, const std::vector<std::string>& groups) {
  std::vector<Term> terms;
  if (sections.empty()) return terms;
  Unique unique("id", sections.front().findings());
  for (auto& section : sections) {
    terms.push_back(read_term(section, groups));
    unique.add(terms.back().id, section.at("id"));
  }
  warn_of_shared_spellings(terms, sections);
  return terms;
}

std::optional<Comparison> read_comparison(Section& section) {
  section.require("op");
  const auto op = section.find_named("op", op_spelling());
  if (!op) {
    section.find("value");
    return std::nullopt;
  }
  auto value = read_value(section, *op);
  if (!value) return std::nullopt;
  return Comparison{*op, *std::move(value), section.at("value")};
}

std::string read_card(Section& section) {
  auto card = section.text("card");
  const auto& cards = offered_cards();
  if (!card.empty() && std::find(cards.begin(), cards.end(), card) == cards.end())
    section.report_unknown("card", {card, section.at("card")}, cards);
  return card;
}

void Unique::add(const std::string& id, SourcePlace at) {
  if (id.empty()) return;
  const auto [seen, is_new] = m_seen.emplace(id, at);
  if (!is_new)
    m_findings->error(at, fmt::format("{} {} is used twice", m_what, in_quotes(id)),
                      fmt::format("The first is on line {}.", seen->second.line));
}

}  // namespace felt
