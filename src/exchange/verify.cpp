#include "exchange/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/visible.hpp"
#include "exchange/import_lines.hpp"
#include "exchange/steps.hpp"
#include "journal/journal.hpp"
#include "journal/shares.hpp"

namespace felt {
namespace {

bool is_same(const CarriedNote& a, const CarriedNote& b) {
  return a.text == b.text && a.added == b.added && a.done == b.done;
}

bool is_same(const Session& a, const Session& b) {
  return a.starts == b.starts && a.minutes == b.minutes && a.with == b.with && a.kinds == b.kinds &&
         a.note == b.note;
}

// Numbers may differ.
bool is_same(ShareRecord a, const ShareRecord& b) {
  a.id = b.id;
  return a == b;
}

const Given* find_given(const std::vector<Given>& answers, const std::string& question) {
  const auto found = std::find_if(answers.begin(), answers.end(),
                                  [&](const Given& given) { return given.answer.question == question; });
  return found == answers.end() ? nullptr : &*found;
}

// Names each answer in which two versions of an entry differ.
std::vector<std::string> differing_answers(const Entry& there, const Entry& here) {
  std::vector<std::string> found;
  for (const auto& given : there.answers) {
    const auto name = in_quotes(given.answer.question);
    const auto* same = find_given(here.answers, given.answer.question);
    if (!same)
      found.push_back(fmt::format("the answer to {} is not in the journal", name));
    else if (!(same->answer == given.answer))
      found.push_back(fmt::format("the answer to {} is another one", name));
    else if (!(*same->wording == *given.wording))
      found.push_back(fmt::format("the question {} was asked in another way", name));
  }
  for (const auto& given : here.answers)
    if (!find_given(there.answers, given.answer.question))
      found.push_back(fmt::format("the answer to {} is not in the file", in_quotes(given.answer.question)));
  return found;
}

// The other parts of an entry.
std::vector<std::string> differing_parts(const KeptEntry& there, const KeptEntry& here) {
  const auto &a = there.entry, &b = here.entry;
  std::vector<std::string> found;
  const auto compare = [&](bool same, const char* what) {
    if (!same) found.emplace_back(what);
  };
  compare(a.about == b.about && a.felt_day == b.felt_day, "its time differs");
  compare(a.recorded == b.recorded, "when it was written differs");
  compare(a.flow == b.flow && a.phase == b.phase, "its flow differs");
  compare(a.state == b.state && there.passed == here.passed, "its state differs");
  compare(a.is_private == b.is_private, "its privacy differs");
  compare(a.tags == b.tags, "its tags differ");
  compare(a.note == b.note, "its note differs");
  compare(a.session_chosen == b.session_chosen, "how its session was chosen differs");
  return found;
}

class Comparison {
 public:
  Comparison(const Lines& lines, const Journal& journal, KeptEntries& entries,
             const std::function<void(const Difference&)>& tell)
      : m_lines(lines), m_entries(entries), m_tell(tell) {
    for (auto& session : journal.sessions()) m_sessions.emplace(session.uuid, session);
    for (auto& note : journal.carried(Carried::all)) m_carried.emplace(note.uuid, note);
    for (auto& record : shares_in(journal)) m_shares.emplace(record.uuid, record);
    for (const auto& [uuid, session] : m_sessions) m_uuids_here.emplace(session.id, uuid);
  }

  void take(const Session& there) {
    m_uuids_there.emplace(there.id, there.uuid);
    m_named.insert(there.uuid);
    const auto here = m_sessions.find(there.uuid);
    if (here == m_sessions.end())
      say(fmt::format("session {} is not in the journal", there.id));
    else if (!is_same(there, here->second))
      say(fmt::format("session {} differs", there.id));
  }

  void take(const CarriedNote& there) {
    const auto here = m_carried.find(there.uuid);
    const auto name = fmt::format("carried note {}", there.id);
    if (here == m_carried.end()) return say(name + " is not in the journal");
    if (!is_same(there, here->second)) say(name + " differs");
    m_carried.erase(here);
  }

  void take(const ShareRecord& there) {
    const auto here = m_shares.find(there.uuid);
    const auto name = fmt::format("record {} of what was shared", there.id);
    if (here == m_shares.end()) return say(name + " is not in the journal");
    if (!is_same(there, here->second)) say(name + " differs");
    m_shares.erase(here);
  }

  void take(const KeptEntry& there) {
    ++m_verified.entries;
    m_verified.answers += there.entry.answers.size();
    const auto here = m_entries.find(there.entry.uuid);
    const auto name = fmt::format("entry {}", there.entry.id);
    if (!here) return say(name + " is not in the journal");
    m_seen.push_back(here->entry.id);
    for (const auto& what : differing_parts(there, *here)) say(fmt::format("{}: {}", name, what));
    if (!has_same_session(there.entry, here->entry)) say(name + ": its session differs");
    for (const auto& what : differing_answers(there.entry, here->entry))
      say(fmt::format("{}: {}", name, what));
  }

  Verified finish() {
    for (const auto& [uuid, session] : m_sessions)
      if (!m_named.contains(uuid)) say_missing(fmt::format("session {} is not in the file", session.id));
    for (const auto& [uuid, note] : m_carried)
      say_missing(fmt::format("carried note {} is not in the file", note.id));
    for (const auto& [uuid, record] : m_shares)
      say_missing(fmt::format("record {} of what was shared is not in the file", record.id));
    std::sort(m_seen.begin(), m_seen.end());
    m_entries.each_id([&](Id id) {
      if (!std::binary_search(m_seen.begin(), m_seen.end(), id))
        say_missing(fmt::format("entry {} is not in the file", id));
    });
    return m_verified;
  }

 private:
  static std::string uuid_of(const std::optional<Id>& session, const std::map<Id, std::string>& uuids) {
    const auto found = session ? uuids.find(*session) : uuids.end();
    return found == uuids.end() ? "" : found->second;
  }
  bool has_same_session(const Entry& there, const Entry& here) const {
    return uuid_of(there.session, m_uuids_there) == uuid_of(here.session, m_uuids_here);
  }
  void say(std::string what) { tell(m_lines.number(), std::move(what)); }
  void say_missing(std::string what) { tell(0, std::move(what)); }
  void tell(std::size_t line, std::string what) {
    ++m_verified.differences;
    m_tell({line, std::move(what)});
  }

  const Lines& m_lines;
  KeptEntries& m_entries;
  const std::function<void(const Difference&)>& m_tell;
  std::map<std::string, Session> m_sessions;     // of the journal, by uuid
  std::map<std::string, CarriedNote> m_carried;  // of the journal, by uuid; those not seen in the export
  std::map<std::string, ShareRecord> m_shares;   // of the journal, by uuid; those not seen in the export
  std::map<Id, std::string> m_uuids_there, m_uuids_here;
  std::set<std::string> m_named;  // uuids of the export's sessions
  std::vector<Id> m_seen;         // numbers of the journal's entries
  Verified m_verified;
};

}  // namespace

Verified verify_lines(Lines& lines, const Journal& journal,
                      const std::function<void(const Difference&)>& tell, const Progress& progress) {
  Verified verified;
  Steps steps(progress);
  journal.look_up([&](KeptEntries& entries) {
    Comparison comparison(lines, journal, entries, tell);
    LinesVisitor visitor;
    visitor.session = [&](const Session& session) { comparison.take(session); };
    visitor.carried = [&](const CarriedNote& note) { comparison.take(note); };
    visitor.share = [&](const ShareRecord& record) { comparison.take(record); };
    visitor.former = [](const Former&) {};
    visitor.counts = [&](const ContentCounts& counts) { steps.begin(counts.entries); };
    visitor.entry = [&](const KeptEntry& kept) {
      comparison.take(kept);
      steps.step();
    };
    read_export(lines, visitor);
    verified = comparison.finish();
  });
  return verified;
}

}  // namespace felt
