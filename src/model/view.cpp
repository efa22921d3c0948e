#include "model/view.hpp"

#include <algorithm>

namespace felt {
namespace {

std::string_view pack_of(std::string_view question) { return question.substr(0, question.find('/')); }

// The words of a list that were picked, or those that the person added.
enum class Part { listed, own };

bool is_of(const Word& word, Part part) { return word.id.empty() == (part == Part::own); }

// What of the answer is that part; nothing where there is none of it.
std::optional<Given> part_of(const Given& given, Part part) {
  if (const auto* choice = std::get_if<Choice>(&given.answer.value))
    return is_of(choice->word, part) ? std::optional(given) : std::nullopt;
  const auto* picks = std::get_if<Picks>(&given.answer.value);
  if (!picks) return part == Part::listed ? std::optional(given) : std::nullopt;
  Picks found;
  for (const auto& pick : picks->picks)
    if (is_of(pick.word, part)) found.picks.push_back(pick);
  if (found.picks.empty()) return std::nullopt;
  return Given{{given.answer.question, std::move(found)}, given.wording};
}

struct Parts {
  std::size_t places = 0, own_words = 0;
};

Parts parts_of(const std::vector<Given>& answers) {
  Parts parts;
  for (const auto& given : answers) {
    if (const auto* named = std::get_if<Places>(&given.answer.value)) parts.places += named->places.size();
    if (const auto* picks = std::get_if<Picks>(&given.answer.value))
      parts.own_words += static_cast<std::size_t>(std::count_if(
          picks->picks.begin(), picks->picks.end(), [](const Pick& pick) { return pick.is_own(); }));
  }
  return parts;
}

// Answers of the entry of which something leaves.
std::vector<Given> partly_leaving(const Entry& entry, const Entry& leaving) {
  std::vector<Given> partly;
  for (const auto& given : entry.answers)
    if (std::any_of(leaving.answers.begin(), leaving.answers.end(),
                    [&](const Given& other) { return other.answer.question == given.answer.question; }))
      partly.push_back(given);
  return partly;
}

}  // namespace

std::optional<Given> own_words_in(const Given& given) { return part_of(given, Part::own); }

bool View::stays(const Entry& entry) const {
  if (entry.state == EntryState::draft || m_choices.entries_out.contains(entry.id)) return true;
  return entry.is_private && !m_choices.entries.contains(entry.id);
}

bool View::is_left_out(std::string_view question) const {
  return m_choices.questions_out.contains(question) || m_choices.packs_out.contains(pack_of(question));
}

// By its name, with its pack, or by a tick: then all of it leaves.
bool View::is_chosen(const Entry& entry, const Given& given) const {
  const auto& question = given.answer.question;
  if (m_choices.questions.contains(question)) return true;
  if (given.wording->share == Share::no) return false;
  return m_choices.packs.contains(pack_of(question)) || m_choices.ticked.contains({entry.id, question});
}

std::optional<Given> View::leaving(const Entry& entry, const Given& given) const {
  if (is_left_out(given.answer.question)) return std::nullopt;
  if (is_chosen(entry, given)) return without_hidden(given);
  if (given.wording->share != Share::yes) return std::nullopt;
  const auto listed = part_of(given, Part::listed);
  return listed ? without_hidden(*listed) : std::nullopt;
}

// For a tick.
std::optional<Given> View::waiting(const Entry& entry, const Given& given) const {
  if (is_left_out(given.answer.question) || is_chosen(entry, given)) return std::nullopt;
  if (given.wording->share == Share::yes) return own_words_in(given);
  return given.wording->share == Share::ask ? without_hidden(given) : std::nullopt;
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
    if (auto shown = leaving(entry, given)) left.answers.push_back(std::move(*shown));
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
  for (const auto& given : entry.answers)
    if (auto shown = waiting(entry, given)) asked.push_back(std::move(*shown));
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
  const auto before = parts_of(partly_leaving(entry, *leaving)), left = parts_of(leaving->answers);
  staying_places += before.places - left.places;
  staying_words += before.own_words - left.own_words;
  unsure +=
      static_cast<std::size_t>(std::count_if(leaving->answers.begin(), leaving->answers.end(),
                                             [](const Given& given) { return given.answer.is_unsure(); }));
}

}  // namespace felt
