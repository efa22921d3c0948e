#include "commands/suggestion.hpp"

#include <fmt/format.h>

#include "journal/journal.hpp"
#include "settings/settings.hpp"

namespace felt {

Suggestion suggest_flow(Invocation& invocation, const Moment& moment) {
  Suggestion suggestion;
  if (!invocation.has_journal()) return suggestion;
  auto sessions = invocation.journal().sessions();
  // A session too far off must not stand before one whose windows are open.
  std::erase_if(sessions, [&](const Session& session) { return !is_within_reach(session, moment.at); });
  const auto* nearest = nearest_session(sessions, moment.at);
  if (!nearest) return suggestion;
  const auto phase = phase_around(*nearest, moment, invocation.settings().day_start);
  if (!phase) return suggestion;
  const auto elapsed = moment.at - nearest->starts.at;
  suggestion.phase = *phase;
  suggestion.flow = std::string(name_of(*phase));
  suggestion.reason = fmt::format("{} {} session {}", spoken_span(elapsed),
                                  elapsed < std::chrono::seconds(0) ? "before" : "after", nearest->id);
  return suggestion;
}

}  // namespace felt
