#include <fmt/format.h>

#include "base/error.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/page.hpp"
#include "commands/period.hpp"
#include "commands/report_sources.hpp"
#include "journal/journal.hpp"
#include "report/report_json.hpp"
#include "report/summary_document.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

struct ReportOptions {
  PeriodOptions period;
  std::string session, thread;
  bool without_remembered = false, technical = false;
  PageOptions page;
};

ReportWish wish_of(Invocation& invocation, const ReportOptions& options) {
  ReportWish wish;
  wish.now = invocation.now();
  wish.day_start = invocation.settings().day_start;
  wish.period = period_of(invocation, options.period, "the report");
  if (!options.thread.empty()) wish.thread = &thread_named(options.thread);
  if (!options.session.empty()) wish.session = session_named(invocation, options.session).id;
  wish.without_remembered = options.without_remembered;
  wish.technical = options.technical;
  return wish;
}

std::string report_text(Invocation& invocation, const ReportOptions& options, PageFormat format) {
  const auto wish = wish_of(invocation, options);
  const auto summary = build_summary(invocation.journal(), wish, report_sources(invocation));
  if (format == PageFormat::json) return report_json(summary) + '\n';
  const auto room = format == PageFormat::html ? Room::page : Room::screen;
  return page_text(invocation, options.page, format, summary_document(summary, room));
}

int report(Invocation& invocation, const ReportOptions& options) {
  const auto format = page_format(invocation, options.page);
  hand_over_page(invocation, options.page, format, "report", report_text(invocation, options, format));
  return 0;
}

}  // namespace

Run declare_report(CLI::App& app) {
  const auto options = std::make_shared<ReportOptions>();
  add_text(app, "--session", options->session, "What was written around one session", "SESSION|last");
  declare_period(app, options->period);
  add_text(app, "--thread", options->thread, "One thread, with more of it: sleep, pain, feelings …",
           "THREAD");
  app.add_flag("--no-remembered", options->without_remembered,
               "Without what was written more than a day later");
  app.add_flag("--technical", options->technical, "With the numbers behind it");
  declare_page(app, options->page);
  return [options](Invocation& invocation) { return report(invocation, *options); };
}

}  // namespace felt
