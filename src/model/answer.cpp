#include "model/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/names.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "model/accepts.hpp"

namespace felt {
namespace {

constexpr Names<Side, 5> sides{{{Side::none, ""},
                                {Side::left, "left"},
                                {Side::right, "right"},
                                {Side::both, "both"},
                                {Side::middle, "middle"}}};
constexpr Names<Aspect, 3> aspects{{{Aspect::none, ""}, {Aspect::front, "front"}, {Aspect::back, "back"}}};

void check_on_scale(const Question& question, const Scale& scale, double value) {
  if (value < scale.min || value > scale.max)
    refuse_answer(question, fmt::format("{} is outside {} to {}", number_text(value), number_text(scale.min),
                                        number_text(scale.max)));
  const double steps = (value - scale.min) / scale.step;
  if (std::abs(steps - std::round(steps)) > 1e-9)
    refuse_answer(question, fmt::format("{} is between two steps", number_text(value)));
}

void check_strength(const Question& question, const std::string& word,
                    const std::optional<double>& strength) {
  if (!strength) return;
  if (!question.intensity)
    refuse_answer(question, fmt::format("{} cannot have a strength here", in_quotes(word)));
  check_on_scale(question, *question.intensity, *strength);
}

void check_text(const Question& question, std::string_view text) {
  if (find_bad_utf8(text)) refuse_answer(question, "the text is not valid UTF-8");
  if (text.size() > longest_text)
    refuse_answer(question, fmt::format("the text has {} bytes; at most {} fit", text.size(), longest_text));
}

void check_word(const Question& question, const Word& word) {
  if (!word.id.empty()) {
    if (question.words && !question.words->find(word.id))
      refuse_answer(question, fmt::format("no word {}", in_quotes(word.id)));
    return;
  }
  if (!question.allow_other) refuse_answer(question, "own words are not asked for here");
  if (trim(word.label).empty()) refuse_answer(question, "own words cannot be empty");
  check_text(question, word.label);
}

bool is_exclusive(const Question& question, const Word& word) {
  const Term* term = word.id.empty() ? nullptr : question.words->find(word.id);
  return term && term->exclusive;
}

void check_picks(const Question& question, const Picks& answer) {
  const auto& picks = answer.picks;
  if (picks.empty()) refuse_answer(question, "nothing is picked");
  if (question.max_picks > 0 && picks.size() > static_cast<std::size_t>(question.max_picks))
    refuse_answer(question, fmt::format("{} are too many; at most {} fit", picks.size(), question.max_picks));
  for (auto pick = picks.begin(); pick != picks.end(); ++pick) {
    check_word(question, pick->word);
    check_strength(question, pick->word.label, pick->strength);
    const auto same = [&](const Pick& other) { return other.word == pick->word; };
    if (std::any_of(std::next(pick), picks.end(), same))
      refuse_answer(question, fmt::format("{} is there twice", in_quotes(pick->word.label)));
    if (picks.size() > 1 && is_exclusive(question, pick->word))
      refuse_answer(question, fmt::format("{} stands alone", in_quotes(pick->word.label)));
  }
}

void check_qualities(const Question& question, const Place& place) {
  for (auto quality = place.qualities.begin(); quality != place.qualities.end(); ++quality) {
    if (!question.qualities->find(quality->id))
      refuse_answer(question, fmt::format("no word {}", in_quotes(quality->id)));
    if (std::find(std::next(quality), place.qualities.end(), *quality) != place.qualities.end())
      refuse_answer(question, fmt::format("{} is there twice", in_quotes(quality->label)));
  }
}

void check_place(const Question& question, const Place& place) {
  const Term* region = question.regions->find(place.region.id);
  if (!region) refuse_answer(question, fmt::format("no region {}", in_quotes(place.region.id)));
  if (place.side != Side::none && !region->sided)
    refuse_answer(question, fmt::format("{} has no left or right", in_quotes(region->label)));
  if (place.aspect != Aspect::none && !region->faced)
    refuse_answer(question, fmt::format("{} has no front or back", in_quotes(region->label)));
  if (!place.qualities.empty() && !question.qualities)
    refuse_answer(question, "only places are asked for here, no words for them");
  check_qualities(question, place);
  check_strength(question, place.region.label, place.strength);
}

bool same_spot(const Place& a, const Place& b) {
  return a.region.id == b.region.id && a.side == b.side && a.aspect == b.aspect;
}

void check_places(const Question& question, const Places& answer) {
  const auto& places = answer.places;
  if (places.empty()) refuse_answer(question, "no place is named");
  if (question.max_places > 0 && places.size() > static_cast<std::size_t>(question.max_places))
    refuse_answer(question,
                  fmt::format("{} places are too many; at most {} fit", places.size(), question.max_places));
  for (auto place = places.begin(); place != places.end(); ++place) {
    check_place(question, *place);
    const auto same = [&](const Place& other) { return same_spot(*place, other); };
    if (std::any_of(std::next(place), places.end(), same))
      refuse_answer(question, fmt::format("{} is there twice", in_quotes(place->region.label)));
  }
}

void check_minutes(const Question& question, int minutes) {
  if (minutes < question.min_minutes || minutes > question.max_minutes)
    refuse_answer(question,
                  fmt::format("{} is outside {} to {}", spoken_minutes(minutes),
                              spoken_minutes(question.min_minutes), spoken_minutes(question.max_minutes)));
}

// The alternative that answers to a question of this type hold.
std::size_t alternative_for(QuestionType type) {
  switch (type) {
    case QuestionType::scale:
      return AnswerValue(Rating{}).index();
    case QuestionType::choice:
      return AnswerValue(Choice{}).index();
    case QuestionType::multi:
      return AnswerValue(Picks{}).index();
    case QuestionType::body:
      return AnswerValue(Places{}).index();
    case QuestionType::duration:
      return AnswerValue(Minutes{}).index();
    case QuestionType::time:
      return AnswerValue(ClockTime{}).index();
    case QuestionType::count:
      return AnswerValue(Count{}).index();
    case QuestionType::yesno:
      return AnswerValue(YesNo{}).index();
    case QuestionType::text:
      return AnswerValue(Text{}).index();
    case QuestionType::note:
      break;
  }
  return std::variant_npos;
}

struct ValueCheck {
  const Question& question;
  void operator()(const Unsure&) const {}
  void operator()(const YesNo&) const {}
  void operator()(const Rating& rating) const { check_on_scale(question, *question.scale, rating.value); }
  void operator()(const Minutes& answer) const { check_minutes(question, answer.minutes); }
  void operator()(const Choice& choice) const { check_word(question, choice.word); }
  void operator()(const Picks& picks) const { check_picks(question, picks); }
  void operator()(const Places& places) const { check_places(question, places); }
  void operator()(const Count& count) const {
    if (count.value < 0 || count.value > question.max_count)
      refuse_answer(question, fmt::format("{} is outside 0 to {}", count.value, question.max_count));
  }
  void operator()(const ClockTime& time) const {
    if (time.minute_of_day < 0 || time.minute_of_day >= 24 * 60)
      refuse_answer(question, "that is not a time of day");
  }
  void operator()(const Text& text) const {
    if (trim(text.text).empty()) refuse_answer(question, "the text is empty");
    check_text(question, text.text);
  }
};

}  // namespace

std::string_view name_of(Side side) { return sides.of(side); }
std::string_view name_of(Aspect aspect) { return aspects.of(aspect); }
std::optional<Side> find_side(std::string_view name) { return sides.find(name); }
std::optional<Aspect> find_aspect(std::string_view name) { return aspects.find(name); }

void check_answer(const Question& question, const Answer& answer) {
  if (question.type == QuestionType::note)
    refuse_answer(question, "this is a line to read; it takes no answer");
  if (question.is_retired())
    throw UsageError(fmt::format("{}: this question is no longer asked", question.name()),
                     "Answers given to it earlier stay readable.");
  if (!answer.is_unsure() && answer.value.index() != alternative_for(question.type))
    refuse_answer(question, "that is another kind of answer");
  std::visit(ValueCheck{question}, answer.value);
}

}  // namespace felt
