#include "remind/state.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/json.hpp"

namespace felt {
namespace {

constexpr const char* state_schema = "felt.reminders/1";

Json rest_json(const ReminderState::Rest& rest) {
  Json json{{"since", utc_text(rest.since)}};
  if (rest.until) put(json, "until", utc_text(*rest.until));
  return json;
}

ReminderState::Rest rest_in(const JsonReader& json) {
  ReminderState::Rest rest{parse_utc_text(json.at("since").text()), std::nullopt};
  if (const auto until = json.find_text("until")) rest.until = parse_utc_text(*until);
  return rest;
}

ReminderState state_in(const JsonReader& json) {
  ReminderState state;
  if (const auto rest = json.find("rest")) state.rest = rest_in(*rest);
  for (const auto& one : json.at("said").items())
    state.said.push_back({one.at("what").text(), parse_day(one.at("day").text())});
  return state;
}

}  // namespace

bool is_resting(const ReminderState& state, Instant now) {
  return state.rest && now >= state.rest->since && (!state.rest->until || now < *state.rest->until);
}

bool was_said(const ReminderState& state, const ReminderState::Said& said) {
  return std::find(state.said.begin(), state.said.end(), said) != state.said.end();
}

void note_said(ReminderState& state, ReminderState::Said said) {
  std::erase_if(state.said, [&](const ReminderState::Said& one) { return one.day != said.day; });
  state.said.push_back(std::move(said));
}

std::string state_text(const ReminderState& state) {
  Json json{{"schema", state_schema}};
  if (state.rest) put(json, "rest", rest_json(*state.rest));
  Json said = Json::array();
  for (const auto& one : state.said) said.push_back({{"what", one.what}, {"day", day_text(one.day)}});
  put(json, "said", std::move(said));
  return json_text(json) + "\n";
}

ReminderState parse_state(std::string_view text) {
  try {
    const JsonDocument document(text, "the state of reminders");
    return state_in(document.reader());
  } catch (const Error&) {
    return {};
  }
}

}  // namespace felt
