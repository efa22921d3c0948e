#include "commands/suggestion.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "journal/journal.hpp"
#include "prompts/library.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

std::string builtin_flow(Phase phase) {
  return phase == Phase::anytime ? "quick" : std::string(name_of(phase));
}

// The flow or pack the configuration names for the phase, as long as there is one of that id.
std::string flow_for(Invocation& invocation, Phase phase) {
  const auto& flows = invocation.settings().flows;
  const auto chosen = flows.find(phase);
  if (chosen == flows.end()) return builtin_flow(phase);
  const auto& library = invocation.library();
  if (library.find_flow(chosen->second) || library.find_pack(chosen->second)) return chosen->second;
  invocation.say_warning(fmt::format("'flows.{}' in the configuration names {}, which is not there",
                                     name_of(phase), in_quotes(chosen->second)));
  return builtin_flow(phase);
}

// What the windows say, without the flow.
Suggestion window_of(Invocation& invocation, const Moment& moment) {
  Suggestion window;
  if (!invocation.has_journal()) return window;
  auto sessions = invocation.journal().sessions();
  // A session too far off must not stand before one whose windows are open.
  std::erase_if(sessions, [&](const Session& session) { return !is_within_reach(session, moment.at); });
  const auto* nearest = nearest_session(sessions, moment.at);
  if (!nearest) return window;
  const auto phase = phase_around(*nearest, moment, invocation.settings().day_start);
  if (!phase) return window;
  const auto elapsed = moment.at - nearest->starts.at;
  window.phase = *phase;
  window.reason = fmt::format("{} {} session {}", spoken_span(elapsed),
                              elapsed < std::chrono::seconds(0) ? "before" : "after", nearest->id);
  return window;
}

}  // namespace

Suggestion suggest_flow(Invocation& invocation, const Moment& moment) {
  auto suggestion = window_of(invocation, moment);
  suggestion.flow = flow_for(invocation, suggestion.phase);
  return suggestion;
}

Phase suggest_phase(Invocation& invocation, const Moment& moment) {
  return window_of(invocation, moment).phase;
}

}  // namespace felt
