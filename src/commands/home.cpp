#include <fmt/format.h>

#include <ostream>

#include "base/columns.hpp"
#include "base/json.hpp"
#include "base/visible.hpp"
#include "commands/commands.hpp"
#include "commands/entry_text.hpp"
#include "commands/reminding.hpp"
#include "commands/rows.hpp"
#include "commands/sealed_state.hpp"
#include "commands/suggestion.hpp"
#include "exchange/entry_json.hpp"
#include "journal/journal.hpp"
#include "prompts/library.hpp"
#include "remind/due.hpp"

namespace felt {
namespace {

// Shown to someone who has written nothing yet.
constexpr std::string_view welcome_lines[] = {
    "felt is a notebook for the days after a bodywork session. It keeps what you choose to write, on this "
    "device.",
    "It is not medical care or psychotherapy, and it does not diagnose.",
};
constexpr std::pair<std::string_view, std::string_view> beginnings[] = {
    {"felt log", "a check-in: a few short questions, any of them can be skipped"},
    {"felt session add WHEN", "a session, past or planned: felt session add yesterday 15:00"},
    {"felt init", "a few questions about how felt is to be; none of them is needed"},
    {"felt help", "everything else"},
};

void print_welcome(Invocation& invocation) {
  const auto columns = static_cast<std::size_t>(invocation.out_look().columns);
  for (const auto line : welcome_lines)
    for (const auto& part : wrapped(line, columns)) invocation.out() << part << '\n';
  invocation.out() << '\n';
  std::vector<std::string> names;
  for (const auto& [name, meaning] : beginnings) names.push_back("  " + std::string(name));
  for (std::size_t i = 0; i < names.size(); ++i)
    print_row(invocation, names[i], longest(names), std::string(beginnings[i].second));
}

std::optional<Entry> newest_entry(Invocation& invocation) {
  Query query;
  query.limit = 1;
  auto entries = invocation.journal().entries(query);
  if (entries.empty()) return std::nullopt;
  return std::move(entries.front());
}

std::string draft_line(const std::vector<Entry>& drafts) {
  const auto latest = spoken_moment(drafts.back().about);
  if (drafts.size() == 1)
    return fmt::format("A check-in is open since {}. felt log --resume goes on with it.", latest);
  return fmt::format("{} check-ins are open, the latest since {}. felt log --resume goes on with that one.",
                     drafts.size(), latest);
}

// A check-in around a session is proposed once.
Suggestion next_check_in(Invocation& invocation) {
  const auto now = moment_at(invocation.now(), invocation.zone());
  auto next = suggest_flow(invocation, now);
  const auto session = invocation.journal().find_session_near(now.at);
  if (session && next.phase != Phase::anytime &&
      invocation.journal().has_check_in({session->id, next.phase, next.flow, now.at, now.at}))
    return {flow_for(Phase::anytime, flows_there(invocation)), next.reason + "; the check-in for it is there",
            Phase::anytime};
  return next;
}

// Of a flow or a pack.
std::string title_of(const Library& library, const std::string& name) {
  if (const auto* flow = library.find_flow(name)) return flow->title;
  const auto* pack = library.find_pack(name);
  return pack ? pack->title : name;
}

void print_next(Invocation& invocation) {
  const auto suggestion = next_check_in(invocation);
  print_lines(invocation, fmt::format("A next check-in could be: felt log {} ({}; {}).", suggestion.flow,
                                      title_of(invocation.library(), suggestion.flow), suggestion.reason));
}

// A few of them, quietly; the command shows the rest.
constexpr std::size_t most_carried = 3;

std::vector<std::string> carried_lines(const std::vector<CarriedNote>& notes, const Look& look) {
  std::vector<std::string> lines;
  const auto columns = static_cast<std::size_t>(look.columns) - 4;
  for (const auto& note : notes) {
    if (lines.size() == most_carried) break;
    lines.push_back("    " + shortened(visible_line(note.text), columns, look.unicode ? "…" : "..."));
  }
  if (notes.size() > most_carried)
    lines.push_back(fmt::format("    and {} more: felt carry", notes.size() - most_carried));
  return lines;
}

void print_carried(Invocation& invocation) {
  const auto notes = invocation.journal().carried(Carried::open);
  if (notes.empty()) return;
  invocation.out() << "To bring to the next session:\n";
  for (const auto& line : carried_lines(notes, invocation.out_look())) invocation.out() << line << '\n';
}

}  // namespace

int run_home(Invocation& invocation) {
  if (!invocation.has_journal() && !find_sealed_state(invocation)) {
    print_welcome(invocation);
    return 0;
  }
  const auto newest = newest_entry(invocation);
  if (newest) invocation.out() << "Latest entry:\n" << entry_in_list(*newest, invocation.out_look());
  const auto drafts = invocation.journal().drafts();
  if (!drafts.empty()) print_lines(invocation, draft_line(drafts));
  print_carried(invocation);
  print_next(invocation);
  return 0;
}

}  // namespace felt
