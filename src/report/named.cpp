#include "report/named.hpp"

#include <algorithm>
#include <map>

namespace felt {
namespace {

using Counts = std::map<std::string, NamedWord, std::less<>>;

void count(Counts& counts, const Word& word) {
  auto& counted = counts[word.id];
  counted.id = word.id;
  counted.label = word.label;
  ++counted.entries;
}

std::vector<NamedWord> most_named_first(Counts&& counts) {
  std::vector<NamedWord> words;
  for (auto& [id, word] : counts) words.push_back(std::move(word));
  std::stable_sort(words.begin(), words.end(),
                   [](const NamedWord& a, const NamedWord& b) { return a.entries > b.entries; });
  return words;
}

}  // namespace

std::vector<NamedWord> words_in(const Journal& journal, std::string_view question,
                                std::span<const LivedEntry> entries) {
  Counts counts;
  journal.each_pick(question, entries, [&](const Word& word, const LivedEntry&) { count(counts, word); });
  return most_named_first(std::move(counts));
}

NamedWords named_words(const Journal& journal, std::string_view question, std::span<const LivedEntry> entries,
                       SessionStarts starts) {
  SessionFinder finder(starts);
  Counts before, after;
  journal.each_pick(question, entries, [&](const Word& word, const LivedEntry& entry) {
    const auto side = finder.window(entry.at);
    if (side != WindowSide::outside) count(side == WindowSide::before ? before : after, word);
  });
  return {std::string(question), most_named_first(std::move(before)), most_named_first(std::move(after))};
}

}  // namespace felt
