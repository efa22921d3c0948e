#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "model/answer.hpp"
#include "model/question.hpp"

namespace felt::test {

// Small questions of every type, so that tests of answers need no prompt packs. All belong to the pack
// `tests`.

inline VocabularyPtr list_of(std::string id, std::vector<Term> terms) {
  Vocabulary words;
  words.id = std::move(id);
  words.terms = std::move(terms);
  return std::make_shared<const Vocabulary>(std::move(words));
}

inline Term term(std::string id, std::string label, std::vector<std::string> aliases = {}) {
  Term made;
  made.id = std::move(id);
  made.label = std::move(label);
  made.aliases = std::move(aliases);
  return made;
}

inline Term exclusive(Term made) {
  made.exclusive = true;
  return made;
}

inline Term retired(Term made) {
  made.retired = "2.0.0";
  return made;
}

enum class Has { nothing, sides, sides_and_faces };

inline Term region(std::string id, std::string label, Has has, std::vector<std::string> aliases = {}) {
  Term made = term(std::move(id), std::move(label), std::move(aliases));
  made.sided = has != Has::nothing;
  made.faced = has == Has::sides_and_faces;
  return made;
}

// Numbered 1 to 10 as they stand; the eighth is no longer offered.
inline VocabularyPtr feelings() {
  static const auto list = list_of(
      "feelings", {term("calm", "calm"), term("relief", "relieved"), term("relaxed", "relaxed"),
                   term("fear", "afraid", {"scared", "fright"}), term("moved", "moved, touched"),
                   term("deja-vu", "déjà vu"), term("hour-3", "hour 3"), retired(term("gone", "gone")),
                   term("cannot-say", "can’t say"), exclusive(term("none", "none of these"))});
  return list;
}

inline VocabularyPtr sensations() {
  static const auto list = list_of(
      "sensations", {term("tight", "tight"), term("warm", "warm"), term("clenched", "clenched, contracted"),
                     term("heavy", "heavy"), term("pins", "pins and needles", {"tingling"})});
  return list;
}

inline VocabularyPtr regions() {
  static const auto list = list_of(
      "regions",
      {region("head", "head", Has::sides_and_faces),
       region("back-of-head", "back of the head", Has::nothing, {"occiput"}),
       region("throat", "throat", Has::nothing, {"front of the neck"}),
       region("neck", "neck", Has::sides_and_faces), region("shoulder", "shoulder", Has::sides_and_faces),
       region("shoulder-blade", "shoulder blade", Has::sides),
       region("fingers", "fingers and thumb", Has::sides, {"thumb"}), region("belly", "belly", Has::sides),
       region("mid-back", "middle of the back", Has::sides),
       region("lower-back", "lower back", Has::sides, {"small of the back"}),
       region("spine", "along the spine", Has::nothing),
       region("lower-leg", "lower leg", Has::sides_and_faces, {"shin", "calf"}),
       region("ears", "ears", Has::sides)});
  return list;
}

inline Scale scale_from(double min, double max, double step = 1, std::vector<Anchor> anchors = {}) {
  Scale scale;
  scale.min = min;
  scale.max = max;
  scale.step = step;
  scale.anchors = std::move(anchors);
  return scale;
}

inline Scale strength() { return scale_from(1, 5, 1, {{1, "a little"}, {5, "very much"}}); }

inline Question question(QuestionType type, std::string id, std::string prompt = "How is it?") {
  Question made;
  made.pack = "tests";
  made.id = std::move(id);
  made.pack_version = "1.0.0";
  made.language = "en";
  made.type = type;
  made.prompt = std::move(prompt);
  return made;
}

inline Question scale_question(std::string id = "distress") {
  auto made = question(QuestionType::scale, std::move(id));
  made.scale = scale_from(0, 10, 1, {{0, "none"}, {5, "in between"}, {10, "the most I can imagine"}});
  return made;
}

inline Question choice_question(std::string id = "pace") {
  auto made = question(QuestionType::choice, std::move(id));
  made.words = list_of("", {term("slow", "too slow"), term("right", "just right"), term("fast", "too fast"),
                            term("no", "no, thank you"), retired(term("old", "as before"))});
  return made;
}

inline Question multi_question(std::string id = "feelings") {
  auto made = question(QuestionType::multi, std::move(id));
  made.words = feelings();
  made.intensity = strength();
  made.allow_other = true;
  return made;
}

inline Question body_question(std::string id = "noticing") {
  auto made = question(QuestionType::body, std::move(id));
  made.regions = regions();
  made.qualities = sensations();
  made.intensity = strength();
  return made;
}

inline Question areas_question(std::string id = "areas") {
  auto made = question(QuestionType::body, std::move(id));
  made.regions = regions();
  return made;
}

inline Question duration_question(std::string id = "sleep-came") {
  auto made = question(QuestionType::duration, std::move(id));
  made.max_minutes = 600;
  return made;
}

inline Question time_question(std::string id = "turned-in") {
  return question(QuestionType::time, std::move(id));
}

inline Question night_question(std::string id, int position) {
  auto made = time_question(std::move(id));
  made.night = true;
  made.position = position;
  return made;
}

inline Question count_question(std::string id = "wakings") {
  auto made = question(QuestionType::count, std::move(id));
  made.max_count = 50;
  return made;
}

inline Question yesno_question(std::string id = "talked") {
  return question(QuestionType::yesno, std::move(id));
}

inline Question text_question(std::string id = "own-words") {
  auto made = question(QuestionType::text, std::move(id));
  made.share = Share::ask;
  return made;
}

inline Question note_question(std::string id = "ground") {
  return question(QuestionType::note, std::move(id));
}

// A word of the list as an answer holds it; the id must be there.
inline Word word(const VocabularyPtr& words, std::string_view id) {
  return {std::string(id), words->find(id)->label};
}
inline Pick pick(std::string_view id, std::optional<double> how_strong = std::nullopt) {
  return {word(feelings(), id), how_strong};
}
inline Pick own_pick(std::string text, std::optional<double> how_strong = std::nullopt) {
  return {{"", std::move(text)}, how_strong};
}
inline Place place(std::string_view id, Side side = Side::none, Aspect aspect = Aspect::none,
                   std::vector<std::string_view> qualities = {},
                   std::optional<double> how_strong = std::nullopt) {
  Place made{word(regions(), id), side, aspect, {}, how_strong};
  for (const auto quality : qualities) made.qualities.push_back(word(sensations(), quality));
  return made;
}

inline Given given(const Question& question, AnswerValue value) {
  return {{question.name(), std::move(value)}, std::make_shared<const Wording>(wording_of(question))};
}

// "message | hint" of the UsageError that the call throws, the lines of the hint as one, or "accepted".
template <class Call>
std::string refusal_of(const Call& call) {
  try {
    call();
    return "accepted";
  } catch (const UsageError& error) {
    std::string hint = error.hint();
    std::replace(hint.begin(), hint.end(), '\n', ' ');
    return std::string(error.what()) + " | " + hint;
  }
}

}  // namespace felt::test
