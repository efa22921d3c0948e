#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "interview/cards.hpp"
#include "interview/dialogue.hpp"
#include "interview/plan.hpp"

namespace felt {

// Where answers go while they are given; each call returns when the answer is safe. Error where it could not
// be made so.
class Keeper {
 public:
  virtual ~Keeper() = default;
  // Where another window answered the question meanwhile, its answer stays and is returned; from then on it
  // is known, and the next call replaces it.
  virtual std::optional<Given> put(const Given& given) = 0;
  virtual std::optional<Given> drop(std::string_view question) = 0;
  // Adds lines to the note, and returns all of it.
  virtual std::string add_to_note(std::string_view text) = 0;
  // The question was left without an answer.
  virtual void pass(std::string_view question) = 0;
};

// How an interview came to its end: all was asked, the person stopped and keeps, or the input ended, which
// leaves a draft.
enum class Ending { finished, stopped, broken_off };

struct InterviewStart {
  std::vector<Given> answers;  // of a draft that goes on
  std::string note;
  Moment about;
  std::string passed;  // the question of a draft that was left last; "" for a new check-in
};

struct InterviewResult {
  Ending ending = Ending::finished;
  std::vector<Given> answers;
  std::string note;
};

// Walks a plan: asks what is due one at a time, goes back, skips, keeps each answer before the next question
// shows.
InterviewResult hold_interview(const Plan& plan, const History& history, InterviewStart start,
                               Dialogue& dialogue, Keeper& keeper, CardOffer cards = {});

}  // namespace felt
