#pragma once

#include <map>
#include <string>

#include "commands/command.hpp"
#include "model/window.hpp"

namespace felt {

// The flow or pack the phase windows point to, and why: "6 h after session 3".
struct Suggestion {
  std::string flow;
  std::string reason = "no session is near";
  Phase phase = Phase::anytime;
};
Suggestion suggest_flow(Invocation& invocation, const Moment& moment);
// The same reason, without looking for a flow.
std::string suggestion_reason(Invocation& invocation, const Moment& moment);
// The phase the moment lies in.
Phase suggest_phase(Invocation& invocation, const Moment& moment);
// What the configuration chooses for phases, without what is not there. Nothing is said, and no prompt file
// is read further than to its id.
std::map<Phase, std::string> flows_there(Invocation& invocation);

}  // namespace felt
