#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "model/accepts.hpp"
#include "model/answer.hpp"

namespace felt {
namespace {

std::string with_strength(const std::string& label, const std::optional<double>& strength) {
  return strength ? label + " " + number_text(*strength) : label;
}

std::string place_text(const Place& place) {
  std::string text = place.region.label;
  for (const auto name : {name_of(place.side), name_of(place.aspect)})
    if (!name.empty()) text.append(", ").append(name);
  if (place.qualities.empty()) return with_strength(text, place.strength);
  std::vector<std::string> words;
  for (const auto& quality : place.qualities) words.push_back(quality.label);
  return with_strength(text + ": " + join(words, ", "), place.strength);
}

std::string rating_text(const Wording& wording, double value) {
  std::string text = number_text(value);
  if (wording.min.value_or(0) < 0) {
    if (value > 0) text.insert(0, "+");
  } else if (wording.max) {
    text += " of " + number_text(*wording.max);
  }
  for (const auto& anchor : wording.anchors)
    if (anchor.at == value) text += " (" + anchor.label + ")";
  return text;
}

struct Spoken {
  const Wording& wording;
  std::string operator()(const Unsure&) const { return "not sure"; }
  std::string operator()(const Rating& rating) const { return rating_text(wording, rating.value); }
  std::string operator()(const Count& count) const { return std::to_string(count.value); }
  std::string operator()(const YesNo& yesno) const { return yesno.yes ? "yes" : "no"; }
  std::string operator()(const Minutes& answer) const { return spoken_minutes(answer.minutes); }
  std::string operator()(const ClockTime& time) const { return spoken_clock(time.minute_of_day); }
  std::string operator()(const Text& text) const { return text.text; }
  std::string operator()(const Choice& choice) const { return choice.word.label; }
  std::string operator()(const Picks& answer) const {
    std::vector<std::string> parts;
    for (const auto& pick : answer.picks) parts.push_back(with_strength(pick.word.label, pick.strength));
    return join(parts, ", ");
  }
  std::string operator()(const Places& answer) const {
    std::vector<std::string> parts;
    for (const auto& place : answer.places) parts.push_back(place_text(place));
    return join(parts, "; ");
  }
};

}  // namespace

std::string spoken_answer(const Given& given) {
  return std::visit(Spoken{*given.wording}, given.answer.value);
}

}  // namespace felt
