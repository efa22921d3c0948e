#include "report/feelings.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "insight/around.hpp"

namespace felt {
namespace {

constexpr std::array<std::string_view, 2> axes{"emotions/pleasantness", "emotions/energy"};
constexpr double furthest = 2;  // feelings are placed from -2 to 2

std::vector<FeelingsCell> cells_of(const Journal& journal, std::span<const LivedEntry> entries,
                                   SessionStarts starts) {
  SessionFinder finder(starts);
  FeelingsTally tally;
  journal.each_row(axes, entries, [&](Journal::Numbers numbers, const LivedEntry& entry) {
    if (numbers[0] && numbers[1]) tally.take(*numbers[0], *numbers[1], finder.window(entry.at));
  });
  return tally.cells();
}

std::vector<PlacedFeeling> placed(const NamedWords& words, const Vocabulary& feelings) {
  std::map<std::string, PlacedFeeling> found;
  const auto take = [&](const std::vector<NamedWord>& named, std::size_t PlacedFeeling::*count) {
    for (const auto& word : named)
      if (const auto* term = feelings.find(word.id)) {
        auto& feeling = found[word.id];
        feeling = {word.id,        word.label,   term->pleasant / furthest, term->energy / furthest,
                   feeling.before, feeling.after};
        feeling.*count = word.entries;
      }
  };
  take(words.before, &PlacedFeeling::before);
  take(words.after, &PlacedFeeling::after);
  std::vector<PlacedFeeling> all;
  for (auto& [id, feeling] : found) all.push_back(std::move(feeling));
  std::stable_sort(all.begin(), all.end(), [](const PlacedFeeling& a, const PlacedFeeling& b) {
    return a.before + a.after > b.before + b.after;
  });
  return all;
}

}  // namespace

Feelings feelings_of(const Journal& journal, std::span<const LivedEntry> entries, SessionStarts starts,
                     const NamedWords* words, const Vocabulary* feelings) {
  Feelings found;
  found.cells = cells_of(journal, entries, starts);
  if (!found.cells.empty()) {
    found.pleasant = journal.find_wording(axes[0]);
    found.energy = journal.find_wording(axes[1]);
  }
  if (words && feelings) found.named = placed(*words, *feelings);
  return found;
}

}  // namespace felt
