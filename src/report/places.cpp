#include "report/places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/columns.hpp"
#include "base/numbers.hpp"
#include "base/visible.hpp"
#include "insight/around.hpp"
#include "report/change_words.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_place = 40;  // columns

NamedPlace naming_of(const Place& place) {
  NamedPlace named{place.region.id, name_of(place.side), {}, place.strength, {}};
  for (const auto& quality : place.qualities) named.qualities.push_back(quality.id);
  if (place.aspect == Aspect::front) named.aspect = NamedPlace::Aspect::front;
  if (place.aspect == Aspect::back) named.aspect = NamedPlace::Aspect::back;
  return named;
}

// Counts what one visit after the other names.
class Counter {
 public:
  Counter(SessionStarts starts, const std::set<std::string, std::less<>>& hidden)
      : m_finder(starts), m_hidden(hidden) {}

  void take(const Place& place, const LivedEntry& entry) {
    if (m_hidden.contains(place.region.id)) {
      m_left_out.emplace(place.region.id, name_of(place.side));
      return;
    }
    m_tally.take(naming_of(place), entry.id, m_finder.window(entry.at));
    remember_labels(place);
    m_entries += entry.id == m_last ? 0 : 1;
    m_last = entry.id;
  }

  NamedPlaces result() && {
    NamedPlaces named;
    named.entries = m_entries;
    named.places = m_tally.result();
    named.regions = std::move(m_regions);
    named.sensations = std::move(m_sensations);
    named.hidden = m_left_out.size();
    return named;
  }

 private:
  void remember_labels(const Place& place) {
    m_regions.insert_or_assign(place.region.id, place.region.label);
    for (const auto& quality : place.qualities) m_sensations.insert_or_assign(quality.id, quality.label);
  }

  SessionFinder m_finder;
  const std::set<std::string, std::less<>>& m_hidden;
  BodyTally m_tally;
  std::map<std::string, std::string> m_regions, m_sensations;
  std::set<std::pair<std::string, std::string_view>> m_left_out;
  std::size_t m_entries = 0;
  Id m_last = 0;
};

std::optional<double> strongest_of(const Journal& journal, std::span<const std::string_view> questions) {
  std::optional<double> strongest;
  for (const auto question : questions)
    if (const auto wording = journal.find_wording(question); wording && wording->max)
      strongest = std::max(strongest.value_or(*wording->max), *wording->max);
  return strongest;
}

std::string label_in(const std::map<std::string, std::string>& labels, const std::string& id) {
  const auto found = labels.find(id);
  return shortened(visible_line(found == labels.end() ? id : found->second), longest_place);
}

std::string side_text(const std::string& side) {
  if (side == "both") return ", both sides";
  return side == "middle" ? ", in the middle" : ", your " + side;
}

}  // namespace

bool is_noticing(std::string_view question) {
  return std::find(std::begin(noticing_questions), std::end(noticing_questions), question) !=
         std::end(noticing_questions);
}

NamedPlaces named_places(const Journal& journal, std::span<const std::string_view> questions,
                         std::span<const LivedEntry> entries, SessionStarts starts,
                         const std::set<std::string, std::less<>>& hidden) {
  Counter counter(starts, hidden);
  journal.each_place(questions, entries,
                     [&](const Place& place, const LivedEntry& entry) { counter.take(place, entry); });
  auto named = std::move(counter).result();
  named.questions.assign(questions.begin(), questions.end());
  named.strongest = strongest_of(journal, questions);
  return named;
}

Phrase place_name(const NamedPlaces& places, const MappedPlace& place) {
  auto name = said_by_person(label_in(places.regions, place.region));
  if (!place.side.empty()) name.add(side_text(place.side), Voice::felt);
  return name;
}

Phrase sensations_text(const NamedPlaces& places, const PlaceFigures& figures, std::size_t most) {
  Phrase text;
  for (const auto& quality : std::span(figures.qualities).first(std::min(most, figures.qualities.size()))) {
    if (!text.empty()) text.add(", ", Voice::felt);
    text.add(label_in(places.sensations, quality.id), Voice::person);
  }
  return text;
}

std::string strength_text(const NamedPlaces& places, const PlaceFigures& figures) {
  if (!figures.mean) return {};
  auto text = rounded_text(*figures.mean);
  if (places.strongest) text += " of " + rounded_text(*places.strongest);
  if (figures.rated < figures.entries) text += fmt::format(" ({} rated)", figures.rated);
  return text;
}

Phrase place_in_words(const NamedPlaces& places, const MappedPlace& place) {
  auto text = place_name(places, place);
  text.add(": in " + counted(place.all.entries, "entry", "entries"), Voice::felt);
  if (!place.all.qualities.empty()) {
    text.add(place.all.entries > 1 ? ", mostly " : ", ", Voice::felt);
    append(text, sensations_text(places, place.all, 1));
  }
  if (const auto strength = strength_text(places, place.all); !strength.empty())
    text.add(", " + strength + (place.all.rated > 1 ? " on average" : ""), Voice::felt);
  return text;
}

}  // namespace felt
