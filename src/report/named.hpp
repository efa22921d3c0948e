#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "insight/around.hpp"
#include "journal/journal.hpp"

namespace felt {

// A word of a list and in how many entries it was picked.
struct NamedWord {
  std::string id, label;
  std::size_t entries = 0;
};

// The words picked at one question in the days before and after sessions, the most named first.
struct NamedWords {
  std::string question;
  std::vector<NamedWord> before, after;
  bool empty() const { return before.empty() && after.empty(); }
};

// Counts the words picked at one question in the entries, the most named first.
std::vector<NamedWord> words_in(const Journal& journal, std::string_view question,
                                std::span<const LivedEntry> entries);

// Counts the words of one question that lie in the windows of the session they belong to. The starts are in
// time order.
NamedWords named_words(const Journal& journal, std::string_view question, std::span<const LivedEntry> entries,
                       SessionStarts starts);

}  // namespace felt
