#pragma once

#include <string>
#include <vector>

#include "remind/due.hpp"
#include "zones.hpp"

namespace felt::test {

// What is asked about in these tests: Vienna, the settings and the sessions, and the check-ins that are
// there.
struct Notebook {
  Zone zone = zone_named("Europe/Vienna");
  Settings settings;
  std::vector<Session> sessions;
  std::vector<std::string> done;  // keys of occasions
  ReminderState state;

  Calendar calendar() const { return {zone, settings}; }
  Instant at(const std::string& text) const { return parse_iso(text, zone).at; }
  void add_session(const std::string& starts, int minutes = 0) {
    Session session;
    session.id = static_cast<Id>(sessions.size()) + 1;
    session.uuid = "session-" + std::to_string(session.id);
    session.starts = parse_iso(starts, zone);
    session.minutes = minutes;
    sessions.push_back(std::move(session));
  }
  DueFacts facts() const {
    return {sessions,
            [this](const Occasion& one) {
              return std::find(done.begin(), done.end(), key_of(one)) != done.end();
            },
            state};
  }
  Verdict verdict(const std::string& now) const { return judge(facts(), calendar(), at(now)); }
  std::string coming(const std::string& now) const {
    const auto next = find_coming(facts(), calendar(), at(now));
    if (!next) return "";
    return iso_text(moment_at(next->at, zone)).substr(0, 16) + " " +
           std::string(next->occasion.cause == Cause::session ? name_of(next->occasion.phase)
                                                              : name_of(next->occasion.cause));
  }
  // "evening", "daily"; "" where nothing is due.
  std::string due(const std::string& now) const {
    const auto verdict = this->verdict(now);
    if (!verdict.is_due()) return "";
    return std::string(verdict.occasion->cause == Cause::session ? name_of(verdict.occasion->phase)
                                                                 : name_of(verdict.occasion->cause));
  }
};

}  // namespace felt::test
