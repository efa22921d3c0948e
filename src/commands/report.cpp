#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/page.hpp"
#include "journal/journal.hpp"
#include "report/report_json.hpp"
#include "report/summary_document.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

struct Options {
  std::string session, since, until, last, thread;
  bool without_remembered = false, technical = false;
  PageOptions page;
};

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

std::optional<Moment> start_of(Invocation& invocation, const Options& options) {
  if (!options.since.empty() && !options.last.empty())
    throw UsageError("--since and --last both say when the report begins", "Give one of them.");
  const auto text = options.last.empty() ? options.since : ago_text(options.last);
  if (text.empty()) return std::nullopt;
  return moment_at(range_start(invocation, text), invocation.zone());
}

std::optional<Moment> end_of(Invocation& invocation, const Options& options) {
  if (options.until.empty()) return std::nullopt;
  return moment_at(range_end(invocation, options.until), invocation.zone());
}

ReportWish wish_of(Invocation& invocation, const Options& options) {
  ReportWish wish;
  wish.now = invocation.now();
  wish.day_start = invocation.settings().day_start;
  wish.since = start_of(invocation, options);
  wish.until = end_of(invocation, options);
  if (wish.since && wish.until && wish.since->at >= wish.until->at)
    throw UsageError("the report would end before it begins",
                     fmt::format("It is asked for from {} to {}.", spoken_moment(*wish.since),
                                 spoken_moment(*wish.until)));
  if (!options.session.empty()) wish.session = session_named(invocation, options.session).id;
  if (!options.thread.empty()) wish.thread = &thread_named(options.thread);
  wish.without_remembered = options.without_remembered;
  wish.technical = options.technical;
  return wish;
}

std::string report_text(Invocation& invocation, const Options& options, PageFormat format) {
  const auto summary = build_summary(invocation.journal(), wish_of(invocation, options));
  if (format == PageFormat::json) return report_json(summary) + '\n';
  const auto room = format == PageFormat::html ? Room::page : Room::screen;
  return page_text(invocation, options.page, format, summary_document(summary, room));
}

int report(Invocation& invocation, const Options& options) {
  const auto format = page_format(invocation, options.page);
  hand_over_page(invocation, options.page, format, "report", report_text(invocation, options, format));
  return 0;
}

}  // namespace

Run declare_report(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_text(app, "--session", options->session, "What was written around one session", "N|last");
  add_text(app, "--since", options->since, "Lived then or later", "WHEN");
  add_text(app, "--until", options->until, "Lived before or on that day", "WHEN");
  add_text(app, "--last", options->last, "The last so many days, weeks or months: 90d, 6w, 3m", "TIME");
  add_text(app, "--thread", options->thread, "One thread, with more of it: sleep, pain, feelings …", "NAME");
  app.add_flag("--no-remembered", options->without_remembered,
               "Without what was written more than a day later");
  app.add_flag("--technical", options->technical, "With the numbers behind it");
  declare_page(app, options->page);
  return [options](Invocation& invocation) { return report(invocation, *options); };
}

}  // namespace felt
