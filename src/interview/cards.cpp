#include "interview/cards.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace felt {
namespace {

std::string with_number(const std::string& name, const std::string& number) {
  if (name.empty() || number.empty()) return name + number;
  return fmt::format("{} ({})", name, number);
}

std::string steadiers_sentence(const std::vector<std::string>& steadiers) {
  if (steadiers.empty())
    return "Some people look round the room, feel the seat under them, or hold something cool or warm.";
  return fmt::format("You said these can help: {}.", join(steadiers, ", "));
}

bool contains(std::string_view line, std::string_view placeholder) {
  return line.find(placeholder) != std::string_view::npos;
}

bool names_only_people(std::string_view line) {
  return contains(line, "{people}") && !contains(line, "{line}") && !contains(line, "{emergency}") &&
         !contains(line, "{steadiers}");
}

std::string replaced(std::string_view line, std::string_view placeholder, std::string_view by) {
  std::string text(line);
  for (auto at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + by.size()))
    text.replace(at, placeholder.size(), by);
  return text;
}

std::string filled(std::string_view line, const SupportWords& words) {
  const auto people = words.people.empty() ? "someone you trust" : join(words.people, " or ");
  auto text = replaced(line, "{steadiers}", steadiers_sentence(words.steadiers));
  text = replaced(text, "{people}", people);
  text = replaced(text, "{line}", words.line);
  return replaced(text, "{emergency}", words.emergency);
}

bool has_number(std::string_view line) { return contains(line, "{line}") || contains(line, "{emergency}"); }

}  // namespace

bool needs_review(const SupportFile& file, std::chrono::sys_days today) {
  if (!file.checked) return false;
  const auto age = today - std::chrono::sys_days(*file.checked);
  return age.count() < 0 || age.count() > file.review_after_days;
}

std::vector<std::string> people_of(const Contacts& contacts) {
  std::vector<std::string> people;
  for (const auto& person : {with_number(contacts.person, contacts.person_phone),
                             with_number(contacts.practitioner, contacts.practitioner_phone)})
    if (!person.empty()) people.push_back(person);
  return people;
}

std::vector<std::string> labels_of(const Picks& picks) {
  std::vector<std::string> labels;
  labels.reserve(picks.picks.size());
  for (const auto& pick : picks.picks) labels.push_back(pick.word.label);
  return labels;
}

std::string spoken_line(const SupportLine& line) {
  const auto& reach = !line.phone.empty() ? line.phone : !line.text.empty() ? line.text : line.url;
  return with_number(line.name, reach);
}

std::string line_in_full(const SupportLine& line, const Look& look) {
  std::vector<std::string> parts{line.name};
  for (const auto* part : {&line.phone, &line.text, &line.url, &line.hours, &line.cost})
    if (!part->empty()) parts.push_back(part == &line.text ? "text " + *part : *part);
  if (!line.for_whom.empty()) parts.push_back("for " + line.for_whom);
  return join(parts, drawn(" · ", look));
}

SupportWords support_words(const SupportFile& file, const Contacts& contacts,
                           std::vector<std::string> steadiers, std::chrono::sys_days today) {
  SupportWords words;
  words.steadiers = std::move(steadiers);
  words.people = people_of(contacts);
  if (!file.lines.empty()) words.line = spoken_line(file.lines.front());
  if (!file.emergency.empty()) words.emergency = file.emergency;
  words.needs_review = needs_review(file, today);
  return words;
}

std::vector<std::string> card_lines(const SupportFile& file, std::string_view card,
                                    const SupportWords& words) {
  std::vector<std::string> lines;
  const auto found = file.cards.find(card);
  if (found == file.cards.end()) return lines;
  bool shows_number = false;
  for (const auto& line : found->second) {
    if (words.people.empty() && names_only_people(line)) continue;
    shows_number |= has_number(line);
    lines.push_back(filled(line, words));
  }
  if (shows_number && words.needs_review) lines.emplace_back(review_line);
  return lines;
}

std::vector<std::string> CardOffer::lines_after(const Question& question, const Answer& answer) {
  if (m_style == CardStyle::off) return {};
  const auto card = card_for(question, answer);
  if (card.empty() || !may_show(card)) return {};
  m_shown.insert(card);
  if (m_style == CardStyle::brief) return card_lines(m_file, "brief", m_words);
  if (card == "steady") m_steady_after = question.name();
  return card_lines(m_file, card, m_words);
}

std::string CardOffer::card_for(const Question& question, const Answer& answer) const {
  if (question.support && opens(*question.support, answer)) return question.support->card;
  for (const auto& pattern : m_file.patterns)
    if (pattern.condition.question == question.name() && m_pattern_holds && m_pattern_holds(pattern, answer))
      return pattern.card;
  return {};
}

bool CardOffer::may_show(const std::string& card) const {
  if (m_shown.contains(card)) return false;
  const bool always = card == "boundaries" || card == "health-check";
  return m_shown.empty() || (always && m_style == CardStyle::cards);
}

bool CardOffer::has_said(const Question& note) const {
  if (m_steady_after.empty() || note.type != QuestionType::note) return false;
  const auto& conditions = note.when.conditions;
  return std::any_of(conditions.begin(), conditions.end(),
                     [&](const Condition& condition) { return condition.question == m_steady_after; });
}

bool is_card_due(const SupportPattern& pattern, std::span<const PatternEntry> entries) {
  const auto window = static_cast<std::size_t>(pattern.of_last);
  std::optional<Instant> shown;
  bool is_due = false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto last = entries.subspan(i + 1 - std::min(i + 1, window), std::min(i + 1, window));
    const auto matching =
        std::count_if(last.begin(), last.end(), [](const auto& entry) { return entry.matches; });
    const bool rests = shown && entries[i].at - *shown < std::chrono::days(pattern.not_again_for_days);
    is_due = entries[i].matches && matching >= pattern.entries && !rests;
    if (is_due && entries[i].could_show) shown = entries[i].at;
  }
  return is_due;
}

}  // namespace felt
