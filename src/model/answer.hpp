#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/question.hpp"

namespace felt {

// A word of a list as it was offered: the id is kept for counting, the label for reading.
struct Word {
  std::string id;
  std::string label;
  friend bool operator==(const Word&, const Word&) = default;
};

// The kinds of answer, one per question type. Skipped questions have no answer at all.
struct Unsure {
  friend bool operator==(const Unsure&, const Unsure&) = default;
};
struct Rating {
  double value = 0;
  friend bool operator==(const Rating&, const Rating&) = default;
};
struct Count {
  long value = 0;
  friend bool operator==(const Count&, const Count&) = default;
};
struct YesNo {
  bool yes = false;
  friend bool operator==(const YesNo&, const YesNo&) = default;
};
struct Minutes {
  int minutes = 0;
  friend bool operator==(const Minutes&, const Minutes&) = default;
};
// A clock time on a day; the day is found when the entry is kept (see place_nights).
struct ClockTime {
  int minute_of_day = 0;  // 0 to 1439
  std::optional<std::chrono::year_month_day> date;
  friend bool operator==(const ClockTime&, const ClockTime&) = default;
};
struct Text {
  std::string text;
  friend bool operator==(const Text&, const Text&) = default;
};
// A picked word with how strong it was, or the person's own word (then the id is empty).
struct Pick {
  Word word;
  std::optional<double> strength;
  bool is_own() const { return word.id.empty(); }
  friend bool operator==(const Pick&, const Pick&) = default;
};
struct Choice {
  Word word;  // the id is empty for own words
  friend bool operator==(const Choice&, const Choice&) = default;
};
struct Picks {
  std::vector<Pick> picks;  // listed words first, own words after them
  friend bool operator==(const Picks&, const Picks&) = default;
};
enum class Side { none, left, right, both, middle };
enum class Aspect { none, front, back };
std::string_view name_of(Side side);      // "" for none
std::string_view name_of(Aspect aspect);  // "" for none
std::optional<Side> find_side(std::string_view name);
std::optional<Aspect> find_aspect(std::string_view name);
struct Place {
  Word region;
  Side side = Side::none;
  Aspect aspect = Aspect::none;
  std::vector<Word> qualities;
  std::optional<double> strength;
  friend bool operator==(const Place&, const Place&) = default;
};
struct Places {
  std::vector<Place> places;
  friend bool operator==(const Places&, const Places&) = default;
};

using AnswerValue =
    std::variant<Unsure, Rating, Count, YesNo, Minutes, ClockTime, Text, Choice, Picks, Places>;

struct Answer {
  std::string question;  // full name
  AnswerValue value;
  bool is_unsure() const { return std::holds_alternative<Unsure>(value); }
  friend bool operator==(const Answer&, const Answer&) = default;
};

// An answer beside the question as it was asked.
struct Given {
  Answer answer;
  std::shared_ptr<const Wording> wording;
};

// Notes and long texts are refused above this many bytes.
inline constexpr std::size_t longest_text = 65'536;

// Throws UsageError, naming the question and what it accepts, where the value does not fit: out of range, off
// the step, too many picks, a pick beside one that excludes it, a side the region does not have, text too
// long.
void check_answer(const Question& question, const Answer& answer);

// How the answer reads: "6 of 10", "relieved 4, sad 2", "neck, left, back: tight 3", "1 h 20 min", "not
// sure".
std::string spoken_answer(const Given& given);

// Whether the conditions hold among the answers so far. A question without an answer, or with an unsure one,
// makes every condition on it false.
using FindAnswer = std::function<const Answer*(std::string_view question)>;
bool holds(const Condition& condition, const FindAnswer& find);
bool holds(const When& when, const FindAnswer& find);
bool opens(const Support& support, const Answer& answer);

}  // namespace felt
