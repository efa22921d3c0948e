#include <fmt/format.h>

#include <algorithm>

#include "base/closest.hpp"
#include "base/error.hpp"
#include "base/folding.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/page.hpp"
#include "commands/period.hpp"
#include "journal/journal.hpp"
#include "report/body_page.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

struct BodyOptions {
  PeriodOptions period;
  std::string session, question;
  std::vector<std::string> hidden;
  bool before_and_after = false;
  PageOptions page;
};

// By its full name or its bare id among the questions about places the journal knows.
std::string body_question_named(Invocation& invocation, const std::string& typed) {
  const auto known = invocation.journal().questions_of(QuestionType::body);
  const auto name = folded(trim(typed));
  std::vector<std::string> found, ids;
  for (const auto& question : known) {
    const auto id = question.substr(question.find('/') + 1);
    ids.push_back(id);
    if (question == name || id == name) found.push_back(question);
  }
  if (found.size() == 1) return found.front();
  if (found.size() > 1)
    throw UsageError(in_quotes(typed) + " is a question of several packs",
                     "It is one of: " + join(found, ", ") + ".");
  const auto hint = did_you_mean(name, ids);
  throw UsageError(fmt::format("the journal has no answer about places to {}", in_quotes(typed)),
                   !hint.empty()   ? hint
                   : known.empty() ? "No question about places was answered yet."
                                   : "It has these: " + join(known, ", ") + ".");
}

std::vector<std::string> questions_of(Invocation& invocation, const BodyOptions& options) {
  if (!options.question.empty()) return {body_question_named(invocation, options.question)};
  return {std::begin(noticing_questions), std::end(noticing_questions)};
}

BodyWish wish_of(Invocation& invocation, const BodyOptions& options) {
  BodyWish wish;
  wish.day_start = invocation.settings().day_start;
  wish.period = period_of(invocation, options.period, "the body map");
  for (const auto& typed : options.hidden) wish.hidden.insert(region_named(invocation, typed));
  if (!options.session.empty()) wish.session = session_named(invocation, options.session).id;
  wish.questions = questions_of(invocation, options);
  wish.view = options.before_and_after ? BodyView::before_and_after : BodyView::together;
  return wish;
}

std::string body_text(Invocation& invocation, const BodyOptions& options, PageFormat format) {
  const auto wish = wish_of(invocation, options);
  const auto summary = build_body_summary(invocation.journal(), wish);
  if (format == PageFormat::json) return json_text(body_json(summary)) + '\n';
  return page_text(invocation, options.page, format, body_document(summary));
}

int body(Invocation& invocation, const BodyOptions& options) {
  const auto format = page_format(invocation, options.page);
  hand_over_page(invocation, options.page, format, "map", body_text(invocation, options, format));
  return 0;
}

}  // namespace

Run declare_body(CLI::App& app) {
  const auto options = std::make_shared<BodyOptions>();
  declare_period(app, options->period);
  add_text(app, "--session", options->session, "What was written around one session", "SESSION|last");
  add_text(app, "--question", options->question,
           "Places named at another question: pain-place, tension-place …", "QUESTION");
  app.add_option("--hide", options->hidden, "Leave a region out; may be repeated")
      ->type_name("REGION")
      ->allow_extra_args(false);
  app.add_flag("--before-after", options->before_and_after,
               "The days before sessions beside the days after them");
  declare_page(app, options->page);
  return [options](Invocation& invocation) { return body(invocation, *options); };
}

}  // namespace felt
