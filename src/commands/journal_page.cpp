#include "commands/journal_page.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "commands/entry_text.hpp"
#include "exchange/steps.hpp"
#include "journal/journal.hpp"
#include "model/accepts.hpp"
#include "report/markdown.hpp"

namespace felt {
namespace {

// A question as it was asked, and the answer below it.
Phrase question_and_answer(const Given& given, const LatestText& latest_text) {
  Phrase point;
  point.add(prompt_asked(*given.wording, latest_text), Voice::person);
  return point.add("\n" + spoken_answer(given), Voice::person);
}

std::string remarks_on(const Entry& entry) {
  std::vector<std::string> remarks;
  if (entry.is_remembered()) remarks.emplace_back("remembered");
  if (entry.state == EntryState::stopped) remarks.emplace_back("stopped early");
  if (entry.is_private) remarks.emplace_back("private");
  for (const auto& tag : entry.tags) remarks.push_back("#" + tag);
  return join(remarks, " · ");
}

std::string entry_text(const Entry& entry, const LatestText& latest_text) {
  Document page;
  page.add(Heading{3, entry_heading(entry)});
  if (const auto remarks = remarks_on(entry); !remarks.empty()) page.add(Paragraph{said_by_person(remarks)});
  List answers;
  for (const auto& given : entry.answers) answers.points.push_back(question_and_answer(given, latest_text));
  if (!answers.points.empty()) page.add(std::move(answers));
  if (!entry.note.empty()) page.add(Paragraph{said_by_person(entry.note)});
  return "\n" + markdown_text(page);
}

std::string session_text(const Session& session) {
  std::vector<std::string> facts;
  if (session.minutes > 0) facts.push_back(spoken_minutes(session.minutes));
  if (!session.with.empty()) facts.push_back("with " + session.with);
  if (!session.kinds.empty()) facts.push_back(join(session.kinds, ", "));
  Document page;
  page.add(Heading{2, fmt::format("Session {} · {}", session.id, spoken_moment(session.starts))});
  if (!facts.empty()) page.add(Paragraph{said_by_person(join(facts, " · "))});
  if (!session.note.empty()) page.add(Paragraph{said_by_person(session.note)});
  return "\n" + markdown_text(page);
}

// Entries in lived time, a month at a time.
void each_entry(const Journal& journal, const std::function<void(const Entry&)>& visit) {
  const auto span = journal.span({});
  if (!span) return;
  constexpr std::chrono::hours month{30 * 24};
  for (auto from = span->first.at; from <= span->last.at; from += month) {
    Query query;
    query.since = from;
    query.until = from + month;
    for (const auto& entry : journal.entries(query)) visit(entry);
  }
}

// Hands out sessions up to an instant, each once.
class SessionsInTurn {
 public:
  explicit SessionsInTurn(const Journal& journal) : m_sessions(journal.sessions()) {}
  void up_to(const std::optional<Instant>& until, const Sink& sink) {
    for (; m_next < m_sessions.size() && (!until || m_sessions[m_next].starts.at <= *until); ++m_next)
      sink(session_text(m_sessions[m_next]));
  }

 private:
  std::vector<Session> m_sessions;
  std::size_t m_next = 0;
};

}  // namespace

void export_markdown(const Journal& journal, const Sink& sink, const Progress& progress) {
  SessionsInTurn sessions(journal);
  Steps steps(progress);
  steps.begin(journal.lived({}).size());
  sink("# Journal\n");
  each_entry(journal, [&](const Entry& entry) {
    sessions.up_to(entry.about.at, sink);
    sink(entry_text(entry, [&](std::string_view question) { return journal.latest_text(question); }));
    steps.step();
  });
  sessions.up_to(std::nullopt, sink);
}

}  // namespace felt
