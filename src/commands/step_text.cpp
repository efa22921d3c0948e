#include "commands/step_text.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace felt {
namespace {

Day day_of(const Moment& moment) { return Day(std::chrono::floor<std::chrono::days>(moment.local())); }

std::string part_words(const StepPart& part) {
  const auto effect = effect_word(part.thing, part.effect);
  if (part.count > 1) return fmt::format("{} {} ({})", part.count, words_of(part.thing).several, effect);
  const auto day = part.about ? " of " + spoken_day(day_of(*part.about)) : "";
  return fmt::format("{} {}{} ({})", words_of(part.thing).one, part.first, day, effect);
}

Json part_json(const StepPart& part) {
  return {{"thing", thing_names.of(part.thing)},
          {"effect", effect_names.of(part.effect)},
          {"count", part.count},
          {"first", part.first}};
}

}  // namespace

std::string_view effect_word(Thing thing, Effect effect) {
  if (effect == Effect::added) return thing == Thing::session ? "kept" : "written";
  return effect_names.of(effect);
}

std::string step_words(const Step& step) {
  std::vector<std::string> parts;
  for (const auto& part : step.parts) parts.push_back(part_words(part));
  const auto words = parts.empty() ? std::string("nothing that is still known") : join(parts, ", ");
  return step.is_import ? "import: " + words : words;
}

Json step_json(const Step& step) {
  Json parts = Json::array();
  for (const auto& part : step.parts) parts.push_back(part_json(part));
  return {{"step", step.id},          {"at", iso_text(step.at)},
          {"zone", step.at.zone},     {"state", step_state_names.of(step.state)},
          {"import", step.is_import}, {"changes", std::move(parts)}};
}

}  // namespace felt
