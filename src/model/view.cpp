#include "model/view.hpp"

#include <algorithm>

namespace felt {
namespace {

std::string_view pack_of(std::string_view question) { return question.substr(0, question.find('/')); }

std::size_t places_in(const std::vector<Given>& answers) {
  std::size_t places = 0;
  for (const auto& given : answers)
    if (const auto* named = std::get_if<Places>(&given.answer.value)) places += named->places.size();
  return places;
}

// Places of those answers of the entry of which something leaves.
std::size_t places_before(const Entry& entry, const Entry& leaving) {
  std::vector<Given> partly;
  for (const auto& given : entry.answers)
    if (std::any_of(leaving.answers.begin(), leaving.answers.end(),
                    [&](const Given& other) { return other.answer.question == given.answer.question; }))
      partly.push_back(given);
  return places_in(partly);
}

}  // namespace

bool View::stays(const Entry& entry) const {
  if (entry.state == EntryState::draft || m_choices.entries_out.contains(entry.id)) return true;
  return entry.is_private && !m_choices.entries.contains(entry.id);
}

bool View::is_left_out(std::string_view question) const {
  return m_choices.questions_out.contains(question) || m_choices.packs_out.contains(pack_of(question));
}

bool View::leaves(const Entry& entry, const Given& given) const {
  const auto& question = given.answer.question;
  if (is_left_out(question)) return false;
  if (m_choices.questions.contains(question)) return true;
  if (given.wording->share != Share::ask) return given.wording->share == Share::yes;
  return m_choices.packs.contains(pack_of(question)) || m_choices.ticked.contains({entry.id, question});
}

bool View::note_leaves(const Entry& entry) const {
  if (m_choices.all_notes_out || m_choices.notes_out.contains(entry.id)) return false;
  return m_choices.all_notes || m_choices.notes.contains(entry.id);
}

// Nothing where every place of the answer is in a hidden region.
std::optional<Given> View::without_hidden(const Given& given) const {
  const auto* named = std::get_if<Places>(&given.answer.value);
  if (!named || m_choices.regions_out.empty()) return given;
  Places shown;
  for (const auto& place : named->places)
    if (!m_choices.regions_out.contains(place.region.id)) shown.places.push_back(place);
  if (shown.places.empty()) return std::nullopt;
  return Given{{given.answer.question, std::move(shown)}, given.wording};
}

std::optional<Entry> View::leaving(const Entry& entry) const {
  if (stays(entry)) return std::nullopt;
  Entry left = entry;
  left.answers.clear();
  left.tags.clear();
  left.about.zone.clear();
  left.is_private = false;
  if (!note_leaves(entry)) left.note.clear();
  for (const auto& given : entry.answers)
    if (leaves(entry, given))
      if (auto shown = without_hidden(given)) left.answers.push_back(std::move(*shown));
  if (left.answers.empty() && left.note.empty()) return std::nullopt;
  return left;
}

Session View::leaving(Session session) const {
  if (!m_choices.session_notes) session.note.clear();
  if (!m_choices.names) session.with.clear();
  session.starts.zone.clear();
  return session;
}

std::vector<Given> View::to_ask(const Entry& entry) const {
  std::vector<Given> asked;
  if (stays(entry)) return asked;
  for (const auto& given : entry.answers) {
    const bool may = given.wording->share == Share::ask && !is_left_out(given.answer.question);
    if (!may || leaves(entry, given)) continue;
    if (auto shown = without_hidden(given)) asked.push_back(std::move(*shown));
  }
  return asked;
}

void SharingCounts::take(const Entry& entry, const std::optional<Entry>& leaving) {
  const bool has_note = !entry.note.empty();
  if (!leaving) {
    staying_answers += entry.answers.size();
    staying_notes += has_note ? 1 : 0;
    return;
  }
  ++entries;
  answers += leaving->answers.size();
  notes += leaving->note.empty() ? 0 : 1;
  staying_answers += entry.answers.size() - leaving->answers.size();
  staying_notes += has_note && leaving->note.empty() ? 1 : 0;
  staying_places += places_before(entry, *leaving) - places_in(leaving->answers);
  unsure +=
      static_cast<std::size_t>(std::count_if(leaving->answers.begin(), leaving->answers.end(),
                                             [](const Given& given) { return given.answer.is_unsure(); }));
}

}  // namespace felt
