#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "model/view.hpp"
#include "report/summary.hpp"

namespace felt {

// Something that leaves only if it is ticked: an answer, or a carried note.
struct ToAsk {
  std::string text;      // when, which question, and the answer whole, as it reads
  Id id = 0;             // of the entry, or of the carried note
  std::string question;  // full name; empty for a carried note
};

// What leaves of a journal, told while it is narrowed.
struct Leaving {
  SharingCounts counts;
  std::size_t carried = 0, staying_carried = 0;  // notes still to be brought
  std::size_t session_notes = 0;                 // of the sessions that leave
  std::size_t staying_session_notes = 0;         // of the sessions of all entries that were looked at
  std::map<std::string, std::size_t> questions;  // how many answers leave, by full name
  std::vector<OwnWords> words;                   // that leave, oldest first; not those for the
                                                 // practitioner, which head every summary
  std::vector<ToAsk> to_ask;                     // in the order they were lived, carried notes last;
                                                 // only where somebody is asked
  std::set<Id> sessions;                         // of the entries that leave

  std::size_t notes() const { return counts.notes + session_notes; }
  std::size_t staying_notes() const { return counts.staying_notes + staying_session_notes; }
  bool empty() const { return counts.entries == 0 && carried == 0; }
};

enum class Ticking { asked, none };

// From now on the journal holds only what the view lets leave of the query's entries.
Leaving narrow_to_leaving(Journal& journal, const Query& query, const View& view, Ticking ticking);

// The view that lets the ticked ones leave, too: numbers in `to_ask`, from 1.
View with_ticked(const View& view, const std::vector<ToAsk>& to_ask, const std::set<std::size_t>& numbers);

// "leaving: 41 answers from 12 check-ins · staying: 9 answers, 3 notes"
std::string leaving_text(const Leaving& leaving);

}  // namespace felt
