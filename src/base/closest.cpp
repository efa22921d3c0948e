#include "base/closest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/characters.hpp"
#include "base/folding.hpp"
#include "base/visible.hpp"

namespace felt {
namespace {

constexpr std::size_t longest_compared = 256;  // bytes; nobody mistypes a longer name

std::u32string letters_of(std::string_view text) {
  const std::string form = folded(text);
  std::u32string letters;
  for (std::size_t at = 0; at < form.size();) {
    const auto next = decode(form, at);
    letters += next.code;
    at += next.size;
  }
  return letters;
}

std::size_t distance_limit(std::size_t letters) { return std::clamp<std::size_t>(letters / 3, 1, 3); }

// Optimal string alignment: insert, delete, change, swap two neighbours. More than `limit` is limit + 1.
std::size_t distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) old[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    std::swap(older, old);
    std::swap(old, row);
  }
  return std::min(old[b.size()], limit + 1);
}

struct Candidate {
  std::size_t index = 0;
  std::u32string letters;
};

std::vector<Candidate> comparable(std::span<const std::string> candidates) {
  std::vector<Candidate> result;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    if (candidates[index].size() > longest_compared) continue;
    auto letters = letters_of(candidates[index]);
    if (!letters.empty()) result.push_back({index, std::move(letters)});
  }
  return result;
}

// The only candidate that begins so; a word of one or two letters begins too many.
std::optional<std::size_t> find_beginning(const std::u32string& word,
                                          const std::vector<Candidate>& candidates) {
  if (word.size() < 3) return std::nullopt;
  std::optional<std::size_t> found;
  for (const auto& candidate : candidates) {
    if (candidate.letters.compare(0, word.size(), word) != 0) continue;
    if (found) return std::nullopt;
    found = candidate.index;
  }
  return found;
}

std::optional<std::size_t> find_nearest(const std::u32string& word,
                                        const std::vector<Candidate>& candidates) {
  std::optional<std::size_t> found;
  std::size_t best = distance_limit(word.size()) + 1;
  for (const auto& candidate : candidates) {
    if (word.size() <= 2 && candidate.letters.front() != word.front()) continue;
    const std::size_t apart = distance(word, candidate.letters, best - 1);
    if (apart >= best) continue;
    best = apart;
    found = candidate.index;
    if (best == 0) break;
  }
  return found;
}

}  // namespace

std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates) {
  if (word.size() > longest_compared) return std::nullopt;
  const std::u32string letters = letters_of(word);
  if (letters.empty()) return std::nullopt;
  const auto known = comparable(candidates);
  auto found = find_beginning(letters, known);
  if (!found) found = find_nearest(letters, known);
  if (!found) return std::nullopt;
  return candidates[*found];
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const auto near = closest(word, candidates);
  return near ? fmt::format("Did you mean {}?", in_quotes(*near)) : std::string();
}

}  // namespace felt
