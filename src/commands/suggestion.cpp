#include "commands/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/visible.hpp"
#include "journal/journal.hpp"
#include "prompts/builtin.hpp"
#include "prompts/library.hpp"
#include "remind/due.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

// The flow or pack the configuration names for the phase, as long as there is one of that id.
std::string flow_in(Invocation& invocation, Phase phase) {
  const auto& flows = invocation.settings().flows;
  const auto chosen = flows.find(phase);
  if (chosen == flows.end()) return flow_for(phase, flows);
  const auto& library = invocation.library();
  if (library.find_flow(chosen->second) || library.find_pack(chosen->second)) return chosen->second;
  invocation.say_warning(fmt::format("'flows.{}' in the configuration names {}, which is not there",
                                     name_of(phase), in_quotes(chosen->second)));
  return flow_for(phase, {});
}

bool is_loggable(std::string_view kind) { return kind == "flow" || kind == "pack"; }

bool is_built_in(const std::string& id) {
  const auto files = builtin_files();
  return std::any_of(files.begin(), files.end(),
                     [&](const BuiltinFile& file) { return is_loggable(file.kind) && file.id == id; });
}

bool is_among(const std::vector<OwnFile>& own, const std::string& id) {
  return std::any_of(own.begin(), own.end(), [&](const OwnFile& file) {
    return is_loggable(sniffed_kind(file.text)) && sniffed_id(file.text) == id;
  });
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
  suggestion.flow = flow_in(invocation, suggestion.phase);
  return suggestion;
}

std::string suggestion_reason(Invocation& invocation, const Moment& moment) {
  return window_of(invocation, moment).reason;
}

Phase suggest_phase(Invocation& invocation, const Moment& moment) {
  return window_of(invocation, moment).phase;
}

std::map<Phase, std::string> flows_there(Invocation& invocation) {
  auto flows = invocation.settings().flows;
  std::optional<std::vector<OwnFile>> own;
  std::erase_if(flows, [&](const auto& chosen) {
    if (is_built_in(chosen.second)) return false;
    if (!own) own = invocation.own_prompts(Unreadable::pass_over);
    return !is_among(*own, chosen.second);
  });
  return flows;
}

}  // namespace felt
