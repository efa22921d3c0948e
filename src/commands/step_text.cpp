#include "commands/step_text.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace felt {
namespace {

Day day_of(const Moment& moment) { return Day(std::chrono::floor<std::chrono::days>(moment.local())); }

std::string part_name(const StepPart& part) {
  if (part.count > 1) return fmt::format("{} {}", part.count, words_of(part.thing).several);
  const auto day = part.about ? " of " + spoken_day(day_of(*part.about)) : "";
  return fmt::format("{} {}{}", words_of(part.thing).one, part.first, day);
}

std::string part_words(const StepPart& part) {
  return fmt::format("{} ({})", part_name(part), effect_word(part.thing, part.effect));
}

Json part_json(const StepPart& part) {
  return {{"thing", thing_names.of(part.thing)},
          {"effect", effect_names.of(part.effect)},
          {"count", part.count},
          {"first", part.first}};
}

Json parts_json(const std::vector<StepPart>& parts) {
  Json list = Json::array();
  for (const auto& part : parts) list.push_back(part_json(part));
  return list;
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

std::string staying_words(const Step& step) {
  std::vector<std::string> names;
  for (const auto& part : step.staying) names.push_back(part_name(part));
  return names.empty() ? "" : join(names, ", ") + " (changed here since)";
}

Json step_json(const Step& step) {
  Json json{{"step", step.id},          {"at", iso_text(step.at)},
            {"zone", step.at.zone},     {"state", step_state_names.of(step.state)},
            {"import", step.is_import}, {"changes", parts_json(step.parts)}};
  if (!step.staying.empty()) put(json, "staying", parts_json(step.staying));
  return json;
}

}  // namespace felt
