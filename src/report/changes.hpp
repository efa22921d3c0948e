#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/question.hpp"
#include "report/line.hpp"
#include "report/named.hpp"
#include "report/places.hpp"

namespace felt {

// What became easier and what is new or harder, side by side and with equal weight: told by the ratings
// before and after, and by what was asked about it directly.

// How ratings of one question moved from before the sessions to after them: over all sessions that have
// ratings before and after, or over one where these are too few to sum up.
struct ChangedLine {
  std::string question;
  double before = 0, after = 0;  // means over the sessions, each counting once
  std::vector<Id> sessions;      // one, or enough_for_median_difference
};

// Answers to "next to before the session, how is it?".
struct ComparedDirectly {
  std::string question;
  std::size_t easier = 0, same = 0, harder = 0;  // entries
};

// How often yes was the answer.
struct AnsweredYes {
  std::string question;
  std::size_t yes = 0, n = 0;  // entries; n is at least 1
};

struct Changes {
  // In the order of the lines, sessions of one question by start; neutral scales are in none.
  std::vector<ChangedLine> easier, harder, same;
  std::vector<ComparedDirectly> compared;
  std::vector<AnsweredYes> news;  // new pain, new strain
  std::vector<NamedWord> going;   // whether what was noticed since is easing, staying or growing
  NamedPlaces softer;

  bool has_easier() const;
  bool has_harder() const;
  bool was_asked_directly() const;
  // Whether anything was rated or asked that could have changed.
  bool empty() const;
};

// Sorts the lines, and reads the answers of the entries. `is_wanted` narrows the questions.
Changes changes_of(const Journal& journal, std::span<const LivedEntry> entries, SessionStarts starts,
                   const std::vector<Line>& lines,
                   const std::function<bool(std::string_view question)>& is_wanted);

// The size of a change that many people call noticeable, where somebody has published one for its scale.
using FindMatters = std::function<std::optional<Matters>(std::string_view question)>;
// "2 points or 30 % is a size many people with pain call clearly better; smaller changes can matter to you."
// Of other scales than those of pain: "… is a size that a published source calls noticeable; …"
std::string matters_text(std::string_view question, const Matters& matters);
// Whether the change has that size, either way; percent only count from a mean above 0.
bool reaches(const Matters& matters, const ChangedLine& change);

}  // namespace felt
