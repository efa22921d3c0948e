#include "report/named.hpp"

#include <algorithm>
#include <map>

#include "report/around_sessions.hpp"

namespace felt {
namespace {

using Counts = std::map<std::string, NamedWord, std::less<>>;

void count(Counts& counts, const Word& word) {
  auto& counted = counts[word.id];
  counted.id = word.id;
  counted.label = word.label;
  ++counted.entries;
}

std::vector<NamedWord> most_named_first(Counts counts) {
  std::vector<NamedWord> words;
  for (auto& [id, word] : counts) words.push_back(std::move(word));
  std::stable_sort(words.begin(), words.end(),
                   [](const NamedWord& a, const NamedWord& b) { return a.entries > b.entries; });
  return words;
}

}  // namespace

NamedWords named_words(const Journal& journal, std::string_view question, const Query& query,
                       SessionStarts starts) {
  SessionFinder finder(starts);
  Counts before, after;
  journal.each_pick(question, query, [&](const Word& word, Instant at) {
    const auto place = finder.find(at);
    const auto side = place ? side_of(place->elapsed, {}) : WindowSide::outside;
    if (side != WindowSide::outside) count(side == WindowSide::before ? before : after, word);
  });
  return {std::string(question), most_named_first(std::move(before)), most_named_first(std::move(after))};
}

}  // namespace felt
