#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/visible.hpp"
#include "prompts/readers.hpp"

namespace felt {
namespace {

const std::vector<std::string>& card_placeholders() {
  static const std::vector<std::string> names{"emergency", "line", "people", "steadiers"};
  return names;
}

void read_country(Section& section, SupportFile& file) {
  file.country = section.find_text("country").value_or("");
  if (section.has("country") && !is_country_code(file.country))
    section.error("country", fmt::format("{} is not a country code", in_quotes(file.country)),
                  "Two capital letters, such as 'GB'.");
}

void read_checked(Section& section, SupportFile& file) {
  const auto* node = section.find("checked");
  if (!node) return;
  const auto* date = node->as_date();
  if (!date)
    return section.error("checked", fmt::format("'checked' needs a date, not {}", kind_of(*node)),
                         "Without quotes: checked = 2025-01-31.");
  file.checked =
      std::chrono::year_month_day(std::chrono::year(date->get().year), std::chrono::month(date->get().month),
                                  std::chrono::day(date->get().day));
}

void read_support_head(Section& root, SupportFile& file, Reading& reading) {
  auto head = read_heading(root, "support", reading);
  if (!head) return;
  read_country(*head, file);
  file.language = read_language(*head);
  read_checked(*head, file);
  file.checked_by = head->find_text("checked_by").value_or("");
  file.review_after_days = head->find_whole("review_after_days", 1, 3650).value_or(file.review_after_days);
  file.emergency = head->find_text("emergency").value_or("");
  head->finish();
}

SupportLine read_line(Section& section) {
  SupportLine line;
  line.name = section.text("name");
  line.phone = section.find_text("phone").value_or("");
  line.text = section.find_text("text").value_or("");
  line.url = section.find_text("url").value_or("");
  line.hours = section.find_text("hours").value_or("");
  line.cost = section.find_text("cost").value_or("");
  line.for_whom = section.find_text("for").value_or("");
  if (line.phone.empty() && line.text.empty() && line.url.empty())
    section.findings().error(section.at(),
                             fmt::format("the line {} has no way to reach it", in_quotes(line.name)),
                             "Give 'phone', 'text' or 'url'.");
  section.finish();
  return line;
}

void check_card_line(const PlacedWord& line, const Section& section) {
  const std::string_view text = line.text;
  for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return;
    const std::string name(text.substr(open + 1, close - open - 1));
    const auto& known = card_placeholders();
    if (std::find(known.begin(), known.end(), name) == known.end())
      section.report_unknown("placeholder", {name, line.at}, known);
  }
}

void read_cards(Section& root, SupportFile& file) {
  auto cards = root.find_section("cards", "[cards]");
  if (!cards) return;
  const auto& known = worded_cards();
  for (const auto& [key, node] : cards->table()) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) == known.end())
      cards->report_unknown("card", {name, place_of(key)}, known);
    auto card = cards->section_in(node, key.str(), fmt::format("card {}", in_quotes(name)));
    if (!card) continue;
    card->require("lines");
    const auto lines = card->words("lines");
    for (const auto& line : lines) check_card_line(line, *card);
    file.cards.emplace(name, texts_of(lines));
    card->finish();
  }
}

void read_pattern(Section& section, SupportFile& file, Reading& reading) {
  SupportPattern pattern;
  pattern.condition.question = section.text("question");
  const auto comparison = read_comparison(section);
  for (const auto key : {"entries", "of_last"}) section.require(key);
  pattern.entries = section.find_whole("entries", 1, 100).value_or(1);
  pattern.of_last = section.find_whole("of_last", 1, 100).value_or(pattern.entries);
  pattern.not_again_for_days = section.find_whole("not_again_for_days", 0, 365).value_or(0);
  pattern.card = read_card(section);
  section.finish();
  if (pattern.entries > pattern.of_last) section.error("entries", "'entries' is above 'of_last'");
  if (!comparison) return;
  pattern.condition.op = comparison->op;
  pattern.condition.value = comparison->value;
  reading.file.mentions.push_back({Mention::Role::pattern, pattern.condition.question, pattern.condition,
                                   section.at("question"), comparison->value_at});
  file.patterns.push_back(std::move(pattern));
}

void check_numbers(const SupportFile& file, Reading& reading) {
  const bool has_numbers = !file.lines.empty() || !file.emergency.empty();
  if (has_numbers && file.country.empty())
    reading.findings.error(reading.file.heading, "[support] has no 'country'",
                           "Numbers are those of one country: write which, such as country = \"GB\".");
  if (!file.checked && (has_numbers || !file.country.empty()))
    reading.findings.error(reading.file.heading, "[support] has no 'checked'",
                           "Numbers are only shown with the day a person last tried them.");
}

}  // namespace

const std::vector<std::string>& offered_cards() {
  static const std::vector<std::string> cards{"steady",     "boundaries", "health-check",
                                              "rest-first", "check-in",   "reach-out"};
  return cards;
}

const std::vector<std::string>& worded_cards() {
  static const std::vector<std::string> cards{"steady",   "boundaries", "health-check", "rest-first",
                                              "check-in", "reach-out",  "about",        "brief"};
  return cards;
}

SupportFile read_support(Section& root, Reading& reading) {
  SupportFile file;
  read_support_head(root, file, reading);
  for (auto& section : root.sections("line", "a line")) file.lines.push_back(read_line(section));
  read_cards(root, file);
  for (auto& section : root.sections("pattern", "a pattern")) read_pattern(section, file, reading);
  check_numbers(file, reading);
  return file;
}

}  // namespace felt
