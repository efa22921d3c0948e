#include "commands/entry_text.hpp"

#include <fmt/format.h>

#include "base/columns.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "model/accepts.hpp"
#include "model/placeholder.hpp"

namespace felt {
namespace {

std::string relation_to_session(const Entry& entry) {
  if (!entry.session || !entry.session_start) return "";
  const auto span = entry.about.at - *entry.session_start;
  const auto* word = span < std::chrono::seconds(0) ? "before" : "after";
  return fmt::format(" · {} {} session {}", spoken_span(span), word, *entry.session);
}

std::string remarks(const Entry& entry, const Look& look) {
  std::string text;
  if (entry.is_remembered()) text += " · remembered";
  if (entry.state == EntryState::stopped) text += " · stopped early";
  if (entry.is_private) text += " · private";
  text = drawn(text, look);
  for (const auto& tag : entry.tags) text += " #" + visible_line(tag);
  return text;
}

// "body/tension" is "tension" in a list; the pack is in the full entry.
std::string short_name(const std::string& question) { return question.substr(question.find('/') + 1); }

std::string short_answer(const Given& given) {
  if (const auto* rating = std::get_if<Rating>(&given.answer.value)) return number_text(rating->value);
  return spoken_answer(given);
}

bool is_rated_or_picked(const Given& given) {
  return std::holds_alternative<Rating>(given.answer.value) ||
         std::holds_alternative<Picks>(given.answer.value);
}

// The answers of an entry on one line, which cuts off the last: ratings and picked words come first. Texts
// have a line of their own.
std::string gist(const Entry& entry, const Look& look) {
  std::vector<std::string> first, others;
  for (const auto& given : entry.answers)
    if (!std::holds_alternative<Text>(given.answer.value))
      (is_rated_or_picked(given) ? first : others)
          .push_back(short_name(given.answer.question) + " " + visible_line(short_answer(given)));
  first.insert(first.end(), others.begin(), others.end());
  return join(first, drawn(" · ", look));
}

std::string first_words(const Entry& entry) {
  if (!entry.note.empty()) return entry.note;
  for (const auto& given : entry.answers)
    if (const auto* text = std::get_if<Text>(&given.answer.value)) return text->text;
  return "";
}

std::string line_of(const std::string& text, const Look& look, Style style) {
  if (text.empty()) return "";
  const auto columns = static_cast<std::size_t>(look.columns) - 4;
  const auto shown = shortened(visible_line(text), columns, look.unicode ? "…" : "...");
  return "    " + painted(shown, style, look) + "\n";
}

std::string block(const std::string& text, const Look& look, Style style, std::size_t indent) {
  std::string lines;
  for (const auto& line : wrapped(visible(text), static_cast<std::size_t>(look.columns) - indent))
    lines += std::string(indent, ' ') + painted(line, style, look) + "\n";
  return lines;
}

}  // namespace

std::string entry_heading(const Entry& entry) {
  return fmt::format("entry {} · {} · {}{}", entry.id, entry.flow, spoken_moment(entry.about),
                     relation_to_session(entry));
}

std::string entry_in_list(const Entry& entry, const Look& look) {
  const auto heading = fmt::format("{:>4}  {}  {}{}", entry.id, spoken_moment(entry.about),
                                   visible_line(entry.flow), relation_to_session(entry));
  return drawn(heading, look) + remarks(entry, look) + "\n" + line_of(gist(entry, look), look, Style::quiet) +
         line_of(first_words(entry), look, Style::plain);
}

std::string prompt_asked(const Wording& wording, const LatestText& latest_text) {
  const auto pack = wording.name.substr(0, wording.name.find('/') + 1);
  return filled(wording.prompt,
                [&](std::string_view id) { return latest_text(pack + std::string(id)).value_or("…"); });
}

std::string entry_in_full(const Entry& entry, const Look& look, const LatestText& latest_text) {
  std::string text = block(drawn(entry_heading(entry), look) + remarks(entry, look), look, Style::heading, 0);
  for (const auto& given : entry.answers) {
    text += "\n" + block(prompt_asked(*given.wording, latest_text), look, Style::quiet, 0);
    text += block(spoken_answer(given), look, Style::plain, 2);
  }
  if (!entry.note.empty())
    text += "\n" + block("Note", look, Style::quiet, 0) + block(entry.note, look, Style::plain, 2);
  return text;
}

std::string session_in_list(const Session& session, const Look& look) {
  const auto dot = drawn(" · ", look);
  std::string text = fmt::format("{:>4}  {}", session.id, spoken_moment(session.starts));
  if (session.minutes > 0) text += dot + spoken_minutes(session.minutes);
  if (!session.with.empty()) text += dot + "with " + visible_line(session.with);
  if (!session.kinds.empty()) text += dot + visible_line(join(session.kinds, ", "));
  return text + "\n" + line_of(session.note, look, Style::quiet);
}

std::string carried_in_list(const CarriedNote& note, const Look& look) {
  auto heading = fmt::format("{:>4}  {}", note.id, spoken_moment(note.added));
  if (note.done) heading += " · done " + spoken_moment(*note.done);
  return drawn(heading, look) + "\n" + block(note.text, look, Style::plain, 4);
}

}  // namespace felt
