#include "interview/question_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/columns.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "model/accepts.hpp"

namespace felt {
namespace {

constexpr std::size_t indent = 2;

// "3 calm": the number chooses it too.
std::string numbered(const Vocabulary& words, const Term& term) {
  const auto digits = std::to_string(words.terms.size()).size();
  return fmt::format("{:>{}} {}", &term - words.terms.data() + 1, digits, term.label);
}

std::vector<std::string> numbered_terms(const Vocabulary& words, std::string_view group) {
  std::vector<std::string> cells;
  for (const auto& term : words.terms)
    if (term.retired.empty() && term.group == group) cells.push_back(numbered(words, term));
  return cells;
}

constexpr std::size_t between_columns = 2;

std::size_t widest_of(const std::vector<std::string>& cells) {
  std::size_t widest = 0;
  for (const auto& cell : cells) widest = std::max(widest, display_width(cell));
  return widest;
}

std::size_t cells_in_a_row(const Dialogue& dialogue, const std::vector<std::string>& cells,
                           std::size_t margin) {
  const auto room = static_cast<std::size_t>(dialogue.look().columns) - margin + between_columns;
  return std::max<std::size_t>(1, room / (widest_of(cells) + between_columns));
}

// In columns that fit the width, from left to right.
void say_in_columns(Dialogue& dialogue, const std::vector<std::string>& cells, std::size_t margin) {
  const auto in_a_row = cells_in_a_row(dialogue, cells, margin);
  const auto column = widest_of(cells) + between_columns;
  for (std::size_t i = 0; i < cells.size(); i += in_a_row) {
    const auto end = std::min(i + in_a_row, cells.size());
    std::string row;
    for (std::size_t j = i; j < end; ++j) row += j + 1 < end ? padded(cells[j], column) : cells[j];
    dialogue.say(row, Style::plain, margin);
  }
}

// A row of what begins a group, for a screen on which the whole list would push the question away.
void say_beginning(Dialogue& dialogue, const std::string& heading, const std::vector<std::string>& cells) {
  const auto columns = static_cast<std::size_t>(dialogue.look().columns) - indent;
  auto row = heading.empty() ? "" : heading + ": ";
  bool is_whole = true;
  for (const auto& cell : cells) {
    const auto longer = row + std::string(trim(cell)) + "  ";
    is_whole = is_whole && display_width(longer) < columns;
    if (is_whole) row = longer;
  }
  dialogue.say(is_whole ? row : row + "…", Style::plain, indent);
}

void say_beginnings(Dialogue& dialogue, const Vocabulary& words) {
  if (const auto loose = numbered_terms(words, ""); !loose.empty()) say_beginning(dialogue, "", loose);
  for (const auto& group : words.groups)
    say_beginning(dialogue, group.heading, numbered_terms(words, group.id));
  dialogue.say("Type * to see all the words.", Style::quiet, indent);
}

std::size_t rows_of(const Dialogue& dialogue, const std::vector<std::string>& cells, std::size_t margin) {
  const auto in_a_row = cells_in_a_row(dialogue, cells, margin);
  return (cells.size() + in_a_row - 1) / in_a_row;
}

// Whether the whole list leaves room for the question above it and the line below.
bool fits_screen(const Dialogue& dialogue, const Vocabulary& words) {
  constexpr std::size_t others = 8;
  auto rows = rows_of(dialogue, numbered_terms(words, ""), indent) + others;
  for (const auto& group : words.groups)
    rows += 1 + rows_of(dialogue, numbered_terms(words, group.id), indent * 2);
  return rows <= static_cast<std::size_t>(dialogue.look().rows);
}

// Words without a group come first, without a heading.
void say_vocabulary(Dialogue& dialogue, const Vocabulary& words) {
  say_in_columns(dialogue, numbered_terms(words, ""), indent);
  for (const auto& group : words.groups) {
    dialogue.say(group.heading + ":", Style::quiet, indent);
    say_in_columns(dialogue, numbered_terms(words, group.id), indent * 2);
  }
}

// What this person used lately, in that order.
void say_lately(Dialogue& dialogue, const Vocabulary& words, const std::vector<std::string>& lately) {
  std::vector<std::string> cells;
  for (const auto& id : lately)
    if (const auto* term = words.find(id); term && term->retired.empty())
      cells.push_back(numbered(words, *term));
  if (cells.empty()) return;
  dialogue.say("Lately:", Style::quiet, indent);
  say_in_columns(dialogue, cells, indent * 2);
}

std::string plain_terms(const Vocabulary& words) {
  std::vector<std::string> labels;
  for (const auto& term : words.terms)
    if (term.retired.empty()) labels.push_back(term.label);
  return join(labels, ", ");
}

void say_options_each_on_a_line(Dialogue& dialogue, const Vocabulary& words) {
  for (std::size_t i = 0; i < words.terms.size(); ++i)
    if (words.terms[i].retired.empty())
      dialogue.say(fmt::format("{}  {}", i + 1, words.terms[i].label), Style::plain, indent);
}

std::string anchors_kept_together(const std::vector<Anchor>& anchors) {
  std::vector<std::string> items;
  for (const auto& anchor : anchors)
    items.push_back(fmt::format("{} {}", number_text(anchor.at), anchor.label));
  return kept_together(items);
}

std::string strength_text(const Question& question) {
  if (!question.intensity) return "";
  // Where one end is better, the numbers tell how well it goes.
  const bool is_amount = question.intensity->direction == Direction::neutral;
  return fmt::format("{}, if you like: {}.", is_amount ? "How strong" : "A number with each",
                     anchors_kept_together(question.intensity->anchors));
}

std::string multi_help(const Question& question) {
  std::string text = "Words or numbers, with commas between them.";
  if (question.intensity) text = "For example: " + question.words->terms.front().label + " 3. " + text;
  if (question.allow_other) text += " Own words in quotes.";
  return text;
}

std::string body_help(const Question& question) {
  if (question.qualities)
    return fmt::format("For example: neck left: tight{}; belly: warm. Type * to see the words.",
                       question.intensity ? " 3" : "");
  if (question.intensity) return "For example: neck left 3; belly. Type * to see the places.";
  return "For example: neck left; belly. Type * to see the places.";
}

void say_how(Dialogue& dialogue, const std::string& text) {
  if (!text.empty()) dialogue.say(text, Style::quiet, indent);
}

void say_words_to_pick(Dialogue& dialogue, const Question& question) {
  if (fits_screen(dialogue, *question.words))
    say_vocabulary(dialogue, *question.words);
  else
    say_beginnings(dialogue, *question.words);
  say_how(dialogue, multi_help(question));
  say_how(dialogue, strength_text(question));
}

void say_answers(Dialogue& dialogue, const Question& question) {
  switch (question.type) {
    case QuestionType::scale:
      return dialogue.say(anchors_kept_together(question.scale->anchors), Style::plain, indent);
    case QuestionType::choice:
      return say_options_each_on_a_line(dialogue, *question.words);
    case QuestionType::multi:
      return say_words_to_pick(dialogue, question);
    case QuestionType::body:
      say_how(dialogue, body_help(question));
      return say_how(dialogue, strength_text(question));
    case QuestionType::duration:
      return say_how(dialogue, "For example: 20, 1h20 or 1:20.");
    case QuestionType::time:
      return say_how(dialogue, "For example: 23:40 or 11:40pm.");
    case QuestionType::count:
      return say_how(dialogue, "A number.");
    case QuestionType::yesno:
      return say_how(dialogue, "y or n");
    case QuestionType::text:
      if (question.lines == TextLines::full)
        say_how(dialogue, "As many lines as you like; an empty one goes on.");
      return;
    default:
      return;
  }
}

}  // namespace

std::string kept_together(const std::vector<std::string>& items) {
  std::vector<std::string> parts;
  for (const auto& item : items) {
    std::string part;
    for (const char byte : item) part += byte == ' ' ? "\u00a0" : std::string(1, byte);
    parts.push_back(part);
  }
  return join(parts, " · ");
}

void say_question(Dialogue& dialogue, const Question& question, const std::string& prompt,
                  const std::string& position) {
  dialogue.gap();
  if (!position.empty()) dialogue.say(position, Style::quiet);
  if (!question.content_note.empty()) dialogue.say(question.content_note + " Enter skips it.", Style::quiet);
  dialogue.say(prompt, Style::strong);
  say_how(dialogue, question.help);
  const auto before = dialogue.lines_said();
  say_answers(dialogue, question);
  // A long list pushes the question off the screen: it is said again where the answer is typed.
  if (dialogue.lines_said() - before + 4 > static_cast<std::size_t>(dialogue.look().rows))
    dialogue.say(prompt, Style::strong);
}

void say_words(Dialogue& dialogue, const Question& question, const std::vector<std::string>& lately) {
  if (question.words) say_lately(dialogue, *question.words, lately);
  if (question.words) say_vocabulary(dialogue, *question.words);
  if (question.regions) dialogue.say("Places: " + plain_terms(*question.regions), Style::plain, indent);
  if (question.regions)
    dialogue.say("Sides: left, right, both, middle; front or back where a place has them. They are your own.",
                 Style::quiet, indent);
  if (question.qualities) dialogue.say("Words: " + plain_terms(*question.qualities), Style::plain, indent);
}

}  // namespace felt
