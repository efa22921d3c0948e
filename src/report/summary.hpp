#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/journal.hpp"
#include "model/period.hpp"
#include "report/changes.hpp"
#include "report/feelings.hpp"
#include "report/line.hpp"
#include "report/named.hpp"
#include "report/nights.hpp"
#include "report/places.hpp"

namespace felt {

// Its answers are what the practitioner is to know.
inline constexpr std::string_view tell_them_question = "session/tell-them";

// What a summary is wanted of. An empty member does not narrow.
struct ReportWish {
  Period period;
  std::optional<Id> session;  // entries of this session alone
  const Thread* thread = nullptr;
  bool without_remembered = false;
  bool technical = false;
  bool handed_on = false;      // sessions before or after all entries count if they are wished or rated alone
  std::optional<Instant> now;  // sessions still to come are not counted
  std::chrono::minutes day_start = std::chrono::hours{4};  // when a felt day begins

  // Whether entries are left out.
  bool is_narrowed() const { return period.from || period.to || session || without_remembered; }
};

// What only the prompt files know; asked when it is needed, since reading them takes time. What is empty is
// not told.
struct ReportSources {
  std::function<VocabularyPtr()> feelings;  // the list that feelings are picked from
  FindMatters matters;
};

// A mark on the axis of the period.
struct SessionMark {
  Id session = 0;
  Instant at;
};

// From when to when: as wished, else from the first to the last of the entries and of the sessions that are
// counted and have been. `to` is exclusive where it was wished.
struct ReportPeriod {
  std::optional<Moment> from, to;  // none without entries unless wished
};

struct ReportCounts {
  std::size_t entries = 0;
  std::size_t answers = 0;
  std::size_t sessions = 0;          // in the period
  std::size_t sessions_unrated = 0;  // those of them without any rating in their windows
};

// What leaves with a shared page word for word: a text, a note, own words beside those of a list, or another
// answer that leaves only if it is ticked or named.
struct OwnWords {
  Moment at;             // when it was lived
  std::string question;  // full name; empty for a note
  std::string text;
};

// What a page that is handed to somebody else says beside the summary.
struct SharedPage {
  Moment shared;
  std::vector<OwnWords> words;  // oldest first; without what stands in to_bring_up
  std::size_t staying_answers = 0, staying_notes = 0;
};

// All a report says, as plain values.
struct Summary {
  ReportWish wish;
  ReportPeriod period;
  // What the points over time of the lines are counted from and to: the period without the sessions before
  // and after all entries, but with every entry, since a day that is named is elsewhere some hours off.
  TimeSpan span;
  ReportCounts counts;
  std::vector<CarriedNote> carried;      // still to be brought, whatever the period
  std::vector<std::string> to_bring_up;  // texts for the practitioner, oldest first
  std::vector<Line> lines;               // by thread, its main lines first, then by name
  std::vector<NamedWords> words;         // feelings first, then by question; none without a word
  NamedPlaces body;                      // what was noticed in the body
  std::vector<NamedPlaces> places;       // of every other question about places that names one, by question
  Feelings feelings;
  Changes changes;
  std::map<std::string, Matters> matters;  // by question, of the lines that became easier or harder
  std::optional<Nights> nights;
  std::vector<SessionMark> sessions;   // that are counted, by start
  std::vector<AppliedCaveat> caveats;  // none without lines
  std::vector<Entry> few_entries;      // the entries themselves where there are fewer than 3
  std::optional<SharedPage> shared;    // of a page that is handed on; it names no command of felt's
};

// A hint at a command, for who has the journal; empty on a page that is handed on.
std::string for_the_writer(const Summary& summary, const std::string& hint);

// Below so many entries a report shows the entries and compares nothing.
inline constexpr std::size_t entries_for_summary = 3;

// Reads the journal once, one question after the other, and keeps only what is said about each. A rating
// belongs to its nearest session among all sessions of the journal, even when the wish is narrower.
Summary build_summary(const Journal& journal, const ReportWish& wish, const ReportSources& sources = {});

}  // namespace felt
