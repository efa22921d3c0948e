#include "report/session_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/scope.hpp"
#include "report/thread.hpp"

namespace felt {
namespace {

// A question of the preparation pack as the page tells it.
struct KnownQuestion {
  std::string_view part, name, label;
};
constexpr std::string_view wishes = "What I wish for", limits = "My limits", pausing = "To pause or stop",
                           ways = "Ways of working", help = "What helps", asking = "What I would like to ask",
                           and_so = "And", also = "Also";
constexpr KnownQuestion known[]{
    {wishes, "preparation/reason", "about"},
    {wishes, "preparation/enough", "enough for this time"},
    {wishes, "preparation/pattern", "around a lot lately"},
    {wishes, "preparation/situation", "in the background"},
    {wishes, "preparation/situation-time", "recent or long ago"},
    {wishes, "preparation/history-share", "speaking about the past"},
    {wishes, "preparation/history-start", "words to start with"},
    {limits, "preparation/not-wanted", "not wanted"},
    {limits, "preparation/touch-limits", "not touched, or only with great care"},
    {limits, "preparation/talk-ok", "talking as we work"},
    {limits, "preparation/imagery-ok", "guided pictures"},
    {pausing, "preparation/stop-sign", "my word or sign"},
    {ways, "preparation/welcome-ways", "welcome"},
    {ways, "preparation/leave-out", "rather left out this time"},
    {help, "preparation/comfort", "to feel comfortable"},
    {help, "preparation/steadiers", "to find steady ground"},
    {help, "preparation/person-after", "someone to be with or call afterwards"},
    {asking, "preparation/ask-them", "before we begin"},
    {and_so, "preparation/readiness", "how ready I feel"},
    {and_so, "preparation/ready", "in place"},
    {and_so, "preparation/other-care", "seeing another helper about this"},
};

bool is_named(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool has_own_place(std::string_view name) {
  return std::any_of(std::begin(known), std::end(known),
                     [&](const KnownQuestion& question) { return question.name == name; });
}

class Builder {
 public:
  Builder(const Journal& journal, const SheetWish& wish) : m_journal(journal) { m_sheet.wish = wish; }

  SessionSheet build() {
    for (const auto& question : known) add(question.part, question.name, std::string(question.label));
    for (const auto& name : m_sheet.wish.include)
      if (!has_own_place(name)) add(also, name, label_of(name));
    if (m_sheet.wish.with_carried) m_sheet.carried = m_journal.carried(Carried::open);
    return std::move(m_sheet);
  }

 private:
  void add(std::string_view part, std::string_view name, std::string label) {
    auto latest = m_journal.latest_answer(name, m_sheet.wish.until);
    if (!latest || !is_on_page(latest->given)) return;
    auto& parts = m_sheet.parts;
    if (parts.empty() || parts.back().title != part) parts.push_back({std::string(part), {}});
    parts.back().lines.push_back({std::move(label), std::move(*latest)});
  }

  bool is_on_page(const Given& given) {
    const auto& name = given.answer.question;
    if (given.answer.is_unsure() || m_sheet.wish.leave_out.contains(name)) return false;
    const bool leaves = given.wording->share == Share::yes || is_named(m_sheet.wish.include, name);
    if (!leaves) m_sheet.staying.push_back(name);
    return leaves;
  }

  const Journal& m_journal;
  SessionSheet m_sheet;
};

Phrase title_of(const std::optional<Session>& session) {
  if (!session) return "For my next session";
  Phrase title("For my session on " + spoken_moment(session->starts));
  if (!session->with.empty()) title.add(" with ", Voice::felt).add(session->with, Voice::person);
  return title;
}

void add_carried(Document& page, const SessionSheet& sheet) {
  if (sheet.carried.empty()) return;
  page.add(Heading{2, "What I want to bring up"});
  List list;
  for (const auto& note : sheet.carried) list.points.push_back(said_by_person(note.text));
  page.add(std::move(list));
}

// Labels of ways of working have commas of their own.
std::string answer_text(const Given& given) {
  const auto* answer = std::get_if<Picks>(&given.answer.value);
  if (!answer) return spoken_answer(given);
  std::vector<std::string> labels;
  for (const auto& pick : answer->picks) labels.push_back(pick.word.label);
  return join(labels, "; ");
}

Phrase line_text(const SheetLine& line, const SheetWish& wish) {
  Phrase text(line.label + ": ");
  text.add(answer_text(line.latest.given), Voice::person);
  text.add(fmt::format(" ({})", spoken_day(felt_day(line.latest.at, wish.day_start))), Voice::felt);
  return text;
}

}  // namespace

SessionSheet build_sheet(const Journal& journal, const SheetWish& wish) {
  return Builder(journal, wish).build();
}

Document sheet_document(const SessionSheet& sheet) {
  Document page;
  page.add(Heading{1, title_of(sheet.wish.session)});
  if (sheet.empty()) {
    page.add(Paragraph{"There is nothing on this page yet, and nothing has to be."});
    page.add(Paragraph{
        "felt log before asks what you wish for; felt carry add TEXT keeps something to bring up."});
    return page;
  }
  add_carried(page, sheet);
  for (const auto& part : sheet.parts) {
    page.add(Heading{2, part.title});
    List list;
    for (const auto& line : part.lines) list.points.push_back(line_text(line, sheet.wish));
    page.add(std::move(list));
  }
  page.add(Foot{scope_line});
  return page;
}

}  // namespace felt
