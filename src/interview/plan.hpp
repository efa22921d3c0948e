#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/answer.hpp"

namespace felt {

class Library;

// What is said about a pack of which questions are asked.
struct PackWords {
  std::string title;
  std::string content_note;  // said before its first question; empty for most
};

// What one check-in asks: a flow with its questions, or a pack.
struct Plan {
  std::string name;  // id of the flow or pack
  std::string title;
  Phase phase = Phase::anytime;
  std::string intro, outro;
  std::vector<const Question*> ask;        // in order
  std::vector<const Question*> more;       // offered afterwards, pack by pack
  const Question* end_on = nullptr;        // the steady question that closes a check-in that took more
  std::map<std::string, PackWords> packs;  // of every question above, by id
};

// The plan for a flow or a pack by its name or an unambiguous beginning; UsageError with the nearest name. A
// flow has its own phase. A pack is asked for `phase`: its questions for that phase, or all where it has
// none. Questions that are retired are left out.
Plan make_plan(const Library& library, std::string_view name, Phase phase);

// What was given in earlier entries, as far as asking depends on it.
struct History {
  std::set<std::string> answered_for_session;
  std::set<std::string> answered_ever;
  std::function<std::optional<std::string>(std::string_view question)> latest_text;
  // Ids of the words that were picked lately, the latest first.
  std::function<std::vector<std::string>(std::string_view question)> lately_picked;
};

// The answers given so far in this entry.
class AnswersSoFar {
 public:
  const Answer* find(std::string_view question) const;
  void put(const Question& question, Answer answer);
  bool drop(std::string_view question);  // whether there was one
  const std::vector<Given>& all() const { return m_given; }
  explicit AnswersSoFar(std::vector<Given> given = {}) : m_given(std::move(given)) {}

 private:
  std::vector<Given> m_given;
};

// Whether a question is to be asked now: its conditions hold, it was not answered before where once is
// enough, and the text it uses is known.
bool is_due(const Question& question, const AnswersSoFar& answers, const History& history);

// The prompt with the text of the question it uses filled in.
std::string filled_prompt(const Question& question, const AnswersSoFar& answers, const History& history);

}  // namespace felt
