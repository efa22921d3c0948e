#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/command.hpp"

namespace felt {

// The part of a journal that a page looks back on.
struct PeriodOptions {
  std::string since, until, last;
};
void declare_period(CLI::App& app, PeriodOptions& options);

// Lived at or after `from`, and before `to`; none does not narrow.
struct Period {
  std::optional<Moment> from, to;
};
// UsageError for what is no time, for two beginnings, and where `what`, as in "the report", would end before
// it begins.
Period period_of(Invocation& invocation, const PeriodOptions& options, std::string_view what);

}  // namespace felt
