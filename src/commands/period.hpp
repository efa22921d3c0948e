#pragma once

#include <string>
#include <string_view>

#include "commands/command.hpp"
#include "model/period.hpp"

namespace felt {

// The part of a journal that a page looks back on.
struct PeriodOptions {
  std::string since, until, last;
};
void declare_period(CLI::App& app, PeriodOptions& options);

// UsageError for what is no time, for two beginnings, and where `what`, as in "the report", would end before
// it begins.
Period period_of(Invocation& invocation, const PeriodOptions& options, std::string_view what);

}  // namespace felt
