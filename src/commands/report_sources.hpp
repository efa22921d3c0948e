#pragma once

#include "commands/command.hpp"
#include "report/summary.hpp"

namespace felt {

// What a summary asks of the prompt files. The invocation must outlive it.
ReportSources report_sources(Invocation& invocation);

}  // namespace felt
