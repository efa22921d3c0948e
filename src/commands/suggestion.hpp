#pragma once

#include <optional>
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
// The phase the moment lies in.
Phase suggest_phase(Invocation& invocation, const Moment& moment);

}  // namespace felt
