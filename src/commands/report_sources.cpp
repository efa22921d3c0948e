#include "commands/report_sources.hpp"

#include "prompts/library.hpp"

namespace felt {

ReportSources report_sources(Invocation& invocation) {
  ReportSources sources;
  sources.feelings = [&invocation] { return invocation.library().vocabulary("emotions"); };
  sources.matters = [&invocation](std::string_view name) -> std::optional<Matters> {
    const auto* question = invocation.library().find_question(name);
    return question && question->scale ? question->scale->matters : std::nullopt;
  };
  return sources;
}

}  // namespace felt
