#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/arguments.hpp"
#include "commands/commands.hpp"
#include "commands/page.hpp"
#include "exchange/carry_json.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"
#include "prompts/library.hpp"
#include "report/session_sheet.hpp"
#include "settings/settings.hpp"

namespace felt {
namespace {

struct SheetOptions {
  std::string session;  // the next one where empty
  std::vector<std::string> include, leave_out;
  PageOptions page;
};

constexpr std::string_view carried_word = "carried";

std::optional<Session> next_session(Invocation& invocation) {
  const auto sessions = invocation.journal().sessions();
  for (const auto& session : sessions)
    if (session.starts.at > invocation.now()) return session;
  return std::nullopt;
}

// The next one need not be planned yet, unless it is asked for by name.
std::optional<Session> session_of(Invocation& invocation, const std::string& name) {
  if (!name.empty() && name != "next") return session_named(invocation, name);
  auto next = next_session(invocation);
  if (!next && !name.empty())
    throw UsageError("no session is planned", "Keep one with: felt session add tomorrow 15:00");
  return next;
}

void choose_questions(Invocation& invocation, const SheetOptions& options, SheetWish& wish) {
  if (options.include.empty() && options.leave_out.empty()) return;
  const auto kept = invocation.journal().questions_answered(std::nullopt);
  const auto named = [&](const std::string& name) { return question_named(invocation, kept, name); };
  for (const auto& name : options.include) wish.include.push_back(named(name));
  for (const auto& name : options.leave_out) {
    if (trim(name) == carried_word)
      wish.with_carried = false;
    else
      wish.leave_out.insert(named(name));
  }
}

SheetWish wish_of(Invocation& invocation, const SheetOptions& options) {
  SheetWish wish;
  wish.day_start = invocation.settings().day_start;
  wish.session = session_of(invocation, options.session);
  wish.until = invocation.now();
  if (wish.session) wish.until = std::min(wish.until, wish.session->starts.at);
  choose_questions(invocation, options, wish);
  return wish;
}

Json sheet_json(const SessionSheet& sheet) {
  Json json = Json::object();
  put(json, "schema", "felt.sheet/1");
  if (sheet.wish.session) put(json, "session", session_json(*sheet.wish.session));
  put(json, "carried", Json::array());
  for (const auto& note : sheet.carried) json["carried"].push_back(carried_json(note));
  put(json, "answers", Json::array());
  for (const auto& part : sheet.parts)
    for (const auto& line : part.lines) {
      auto answer = answer_json(line.latest.given);
      put(answer, "at", iso_text(line.latest.at));
      json["answers"].push_back(std::move(answer));
    }
  put(json, "staying", sheet.staying);
  return json;
}

// What is left out is told, so that nobody counts on its being there.
void say_staying(Invocation& invocation, const SessionSheet& sheet) {
  if (sheet.staying.empty() || invocation.globals().quiet) return;
  invocation.say(fmt::format("left out unless you name it: {} (felt sheet --include {})",
                             join(sheet.staying, ", "), sheet.staying.front()));
}

int print_sheet(Invocation& invocation, const SheetOptions& options) {
  const auto format = page_format(invocation, options.page);
  const auto wish = wish_of(invocation, options);
  const auto sheet = build_sheet(invocation.journal(), wish);
  const auto text = format == PageFormat::json
                        ? json_text(sheet_json(sheet)) + '\n'
                        : page_text(invocation, options.page, format, sheet_document(sheet));
  hand_over_page(invocation, options.page, format, "sheet", text);
  say_staying(invocation, sheet);
  return 0;
}

}  // namespace

Run declare_sheet(CLI::App& app) {
  const auto options = std::make_shared<SheetOptions>();
  add_text(app, "--session", options->session, "The session it is for; the next one unless told",
           "SESSION|next|last");
  app.add_option("--include", options->include, "A question whose answer would stay; may be repeated")
      ->type_name("QUESTION")
      ->allow_extra_args(false);
  app.add_option("--leave-out", options->leave_out, "A question, or carried; may be repeated")
      ->type_name("QUESTION|carried")
      ->allow_extra_args(false);
  declare_page(app, options->page);
  return [options](Invocation& invocation) { return print_sheet(invocation, *options); };
}

}  // namespace felt
