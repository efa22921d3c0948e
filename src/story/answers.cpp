#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "story/person.hpp"
#include "story/phrases.hpp"

namespace felt {
namespace {

// Where a rating lies between the ends of its scale, as shares of it: at medium strain, how it moves with
// strain, how much it sways by itself, what the whole story adds, and what the morning after a session adds.
struct Trait {
  double middle = 0.5, pull = 0, sway = 0.07, drift = 0, morning_after = 0;
};

struct NamedTrait {
  std::string_view question;
  Trait trait;
};
constexpr NamedTrait traits[]{
    {"emotions/distress", {0.46, 1.1}},
    {"emotions/pull", {0.5, 0.9}},
    {"emotions/ease-with", {0.5, -0.9}},
    {"emotions/pleasantness", {0.54, -0.7, 0.08}},
    {"emotions/energy", {0.45, 0, 0.18}},
    {"body/tension", {0.5, 1.1}},
    {"body/settled", {0.5, -0.9}},
    {"pain-movement/pain-now", {0.36, 0.8}},
    {"pain-movement/freely", {0.6, -0.6}},
    {"pain-movement/stiff", {0.3, 0.3, 0.07, 0, 0.28}},  // harder on the mornings after
    {"pain-movement/pain-compared", {0.6, -0.5, 0.1}},
    {"posture/standing", {0.6, -0.5}},
    {"posture/effort", {0.3, 0.1, 0.05, 0.3}},  // harder over the weeks
    {"posture/compared", {0.6, -0.5, 0.1}},
    {"sleep/quality", {0.55, -0.5, 0.12}},
    {"sleep/rested", {0.5, -0.5, 0.12}},
    {"session/steer", {0.85, -0.1}},
    {"session/safe", {0.88, -0.1}},
    {"session/let-go", {0.55, -0.4, 0.12}},
    {"wellbeing/overall", {0.55, -0.7}},
};

Trait trait_of(const Question& question) {
  const auto name = question.name();
  for (const auto& [known, trait] : traits)
    if (known == name) return trait;
  if (question.direction == Direction::lower_better) return {0.45, 0.7};
  if (question.direction == Direction::higher_better) return {0.55, -0.6};
  return {0.5, 0, 0.15};
}

std::string typed_rating(const Question& question, Scene& scene) {
  const auto trait = trait_of(question);
  const auto& scale = *question.scale;
  const double share = trait.middle + trait.pull * (scene.strain - 0.5) + trait.drift * scene.progress +
                       (scene.is_morning_after ? trait.morning_after : 0) + trait.sway * scene.chance.sway();
  const double steps = std::round(std::clamp(share, 0.0, 1.0) * (scale.max - scale.min) / scale.step);
  return number_text(scale.min + steps * scale.step);
}

Mood mood_of(Scene& scene) {
  return scene.strain + 0.08 * scene.chance.sway() > 0.5 ? Mood::strained : Mood::eased;
}

std::string one_of(const std::vector<std::string_view>& phrases, Chance& chance) {
  return phrases.empty() ? "" : std::string(phrases[chance.below(phrases.size())]);
}

// What there is to say at a question: its own phrases, else those of its list of words.
std::vector<std::string_view> phrases_at(const Question& question, std::string_view list, Mood mood) {
  auto own = phrases_for(question.name(), mood);
  return own.empty() ? phrases_for(list, mood) : own;
}

std::string strength_text(const Question& question, Mood mood, Scene& scene) {
  if (!question.intensity || scene.chance.happens(0.15)) return "";
  const auto& scale = *question.intensity;
  const double share = (mood == Mood::strained ? scene.strain : 1 - scene.strain) + 0.1 * scene.chance.sway();
  return fmt::format(" {}", std::lround(scale.min + std::clamp(share, 0.0, 1.0) * (scale.max - scale.min)));
}

// One to three different phrases; one that clears the others stands alone.
std::vector<std::string> some_of(const std::vector<std::string_view>& phrases, const Vocabulary& words,
                                 Chance& chance) {
  std::vector<std::string> chosen;
  if (phrases.empty()) return chosen;
  for (auto tries = 1 + chance.below(3); tries > 0; --tries) {
    auto phrase = one_of(phrases, chance);
    const auto* term = words.find(phrase);
    const bool stands_alone = term && term->exclusive;
    if (stands_alone && chosen.empty()) return {phrase};
    if (!stands_alone && std::find(chosen.begin(), chosen.end(), phrase) == chosen.end())
      chosen.push_back(std::move(phrase));
  }
  return chosen;
}

std::string typed_picks(const Question& question, Scene& scene) {
  const auto mood = mood_of(scene);
  auto picks = some_of(phrases_at(question, question.words->id, mood), *question.words, scene.chance);
  for (auto& pick : picks) pick += strength_text(question, mood, scene);
  return join(picks, ", ");
}

std::string typed_places(const Question& question, Scene& scene) {
  const auto mood = mood_of(scene);
  auto places = some_of(phrases_at(question, "regions", mood), *question.regions, scene.chance);
  for (auto& place : places) {
    if (question.qualities) place += ": " + one_of(phrases_for("sensations", mood), scene.chance);
    place += strength_text(question, mood, scene);
  }
  return join(places, "; ");
}

// --- times and amounts ---

// One night, in minutes: clock times from the midnight in it.
struct Night {
  int to_bed, turned_in, came, wakings, awake, ended, left;
};

int between(Chance& chance, int low, int high, int step = 5) {
  const int steps = (high - low) / step + 1;
  return low + step * static_cast<int>(chance.below(static_cast<std::size_t>(steps)));
}

// The same night however many of its questions are answered.
Night night_of(const Scene& scene) {
  Chance chance(scene.night);
  Night night{};
  night.turned_in = between(chance, -105, -10);
  night.to_bed = night.turned_in - between(chance, 10, 40);
  night.came = static_cast<int>(5 * std::lround(1 + 9 * scene.strain + chance.sway()));
  night.came = std::clamp(night.came, 5, 90);
  night.wakings =
      static_cast<int>(std::clamp(std::lround(3 * scene.strain - 0.4 + 0.6 * chance.sway()), 0L, 5L));
  night.awake = night.wakings * between(chance, 5, 15);
  night.ended = between(chance, 370, 450);
  night.left = night.ended + between(chance, 5, 30);
  return night;
}

std::string typed_clock(const Question& question, const Scene& scene) {
  const auto night = night_of(scene);
  const auto name = question.name();
  if (name == "sleep/to-bed") return spoken_clock(night.to_bed);
  if (name == "sleep/turned-in") return spoken_clock(night.turned_in);
  if (name == "sleep/sleep-ended") return spoken_clock(night.ended);
  if (name == "sleep/left-bed") return spoken_clock(night.left);
  return "";
}

std::string typed_minutes(const Question& question, Scene& scene) {
  const auto name = question.name();
  if (name == "sleep/sleep-came") return std::to_string(night_of(scene).came);
  if (name == "sleep/awake-total") return std::to_string(night_of(scene).awake);
  if (name == "session/length") return std::to_string(between(scene.chance, 25, 50));
  if (name == "sleep/day-nap") return std::to_string(between(scene.chance, 10, 40, 10));
  if (name == "posture/longest-sit") return std::to_string(between(scene.chance, 60, 180, 15));
  return "";
}

std::string typed_count(const Question& question, const Scene& scene) {
  return question.name() == "sleep/wakings" ? std::to_string(night_of(scene).wakings) : "";
}

constexpr std::pair<std::string_view, double> yes_shares[]{
    {"preparation/person-after", 0.8}, {"preparation/other-care", 0.3}, {"body/changing", 0.4},
    {"pain-movement/new-pain", 0.06},  {"pain-movement/strain", 0.04},  {"aftercare/journey", 0.95},
};

std::string typed_yes_no(const Question& question, Scene& scene) {
  const auto name = question.name();
  for (const auto& [known, share] : yes_shares)
    if (known == name) return scene.chance.happens(share) ? "y" : "n";
  return "";
}

double left_out_share(QuestionType type) {
  switch (type) {
    case QuestionType::text:
      return 0.55;
    case QuestionType::body:
      return 0.35;
    case QuestionType::multi:
      return 0.3;
    case QuestionType::scale:
      return 0.08;
    default:
      return 0.15;
  }
}

std::string typed_by_kind(const Question& question, Scene& scene) {
  switch (question.type) {
    case QuestionType::scale:
      return typed_rating(question, scene);
    case QuestionType::multi:
      return typed_picks(question, scene);
    case QuestionType::body:
      return typed_places(question, scene);
    case QuestionType::duration:
      return typed_minutes(question, scene);
    case QuestionType::time:
      return typed_clock(question, scene);
    case QuestionType::count:
      return typed_count(question, scene);
    case QuestionType::yesno:
      return typed_yes_no(question, scene);
    case QuestionType::choice:
    case QuestionType::text:
      return one_of(phrases_for(question.name(), mood_of(scene)), scene.chance);
    case QuestionType::note:
      break;
  }
  return "";
}

}  // namespace

std::string typed_answer(const Question& question, Scene& scene) {
  if (scene.chance.happens(left_out_share(question.type))) return "";
  const bool has_middle = question.type == QuestionType::scale || question.type == QuestionType::choice;
  if (has_middle && scene.chance.happens(0.015)) return "?";
  return typed_by_kind(question, scene);
}

std::string invented_note(Scene& scene) {
  return scene.chance.happens(0.18) ? one_of(phrases_for("note", mood_of(scene)), scene.chance) : "";
}

std::string invented_tag(Scene& scene) {
  return scene.chance.happens(0.08) ? one_of(phrases_for("tag", Mood::eased), scene.chance) : "";
}

}  // namespace felt
