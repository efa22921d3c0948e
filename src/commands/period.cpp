#include "commands/period.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"

namespace felt {
namespace {

// "90d" as the words of the one grammar of times.
std::string ago_text(const std::string& length) {
  static constexpr std::pair<char, std::string_view> units[]{{'d', "days"}, {'w', "weeks"}, {'m', "months"}};
  const auto typed = folded(length);
  const auto number =
      parse_whole(trim(std::string_view(typed).substr(0, typed.empty() ? 0 : typed.size() - 1)));
  for (const auto& [letter, unit] : units)
    if (number && *number > 0 && typed.back() == letter) return fmt::format("{} {} ago", *number, unit);
  throw UsageError(in_quotes(length) + " is not a length of time",
                   "Write it like 90d, 6w or 3m: days, weeks or months.");
}

// Empty where no beginning is named.
std::string start_of(const PeriodOptions& options, std::string_view what) {
  if (!options.since.empty() && !options.last.empty())
    throw UsageError(fmt::format("--since and --last both say when {} begins", what), "Give one of them.");
  return options.last.empty() ? options.since : ago_text(options.last);
}

}  // namespace

void declare_period(CLI::App& app, PeriodOptions& options) {
  add_text(app, "--since", options.since, "Lived then or later", "WHEN");
  add_text(app, "--until", options.until, "Lived before or on that day", "WHEN");
  add_text(app, "--last", options.last, "The last so many days, weeks or months: 90d, 6w, 3m", "SPAN");
}

Period period_of(Invocation& invocation, const PeriodOptions& options, std::string_view what) {
  Period period;
  if (const auto start = start_of(options, what); !start.empty()) begin_period(invocation, start, period);
  if (!options.until.empty()) end_period(invocation, options.until, period);
  if (period.from && period.to && period.from->at >= period.to->at)
    throw UsageError(fmt::format("{} would end before it begins", what),
                     fmt::format("It is asked for from {} to {}.", spoken_moment(*period.from),
                                 spoken_moment(*period.to)));
  return period;
}

}  // namespace felt
