#pragma once

#include <memory>
#include <string>
#include <vector>

#include "../insight/golden.hpp"
#include "journal/journal.hpp"
#include "zones.hpp"

// Journals in memory for the tests of reports.

namespace felt::test {

inline Wording scale_wording(const std::string& name, Direction direction, double min = 0, double max = 10) {
  Wording wording;
  wording.name = name;
  wording.pack_version = "1.0.0";
  wording.language = "en";
  wording.prompt = "How is it, " + name + "?";
  wording.type = QuestionType::scale;
  wording.direction = direction;
  wording.min = min;
  wording.max = max;
  wording.step = 1;
  wording.anchors = {{min, "none"}, {max, "the most"}};
  return wording;
}

inline Given rated(const Wording& wording, double value) {
  return {{wording.name, Rating{value}}, std::make_shared<const Wording>(wording)};
}

inline Given picked(const std::string& question, const std::vector<Word>& words) {
  Wording wording = scale_wording(question, Direction::neutral, 1, 5);
  wording.type = QuestionType::multi;
  Picks picks;
  for (const auto& word : words) picks.picks.push_back({word, 3.0});
  return {{question, picks}, std::make_shared<const Wording>(wording)};
}

inline Given told(const std::string& question, const std::string& text) {
  Wording wording;
  wording.name = question;
  wording.type = QuestionType::text;
  wording.prompt = "Anything?";
  return {{question, Text{text}}, std::make_shared<const Wording>(wording)};
}

inline Moment lived(double day, const Zone& zone) { return moment_at(golden::day(day), zone); }

inline Entry entry_at(const Moment& moment, std::vector<Given> answers) {
  Entry entry;
  entry.about = moment;
  entry.felt_day = felt_day(moment, std::chrono::hours(4));
  entry.recorded = moment.at;
  entry.flow = "quick";
  entry.answers = std::move(answers);
  return entry;
}

inline void add_session(Journal& journal, double day, const Zone& zone) {
  Session session;
  session.starts = lived(day, zone);
  journal.add_session(session);
}

inline const Wording distress = scale_wording("emotions/distress", Direction::lower_better);

// The worked example that runs through the tests of insight, as somebody in this zone would have kept it.
inline std::unique_ptr<Journal> golden_journal(const Zone& zone) {
  auto journal = Journal::in_memory();
  for (const double day : {7.0, 21.0, 35.0}) add_session(*journal, day, zone);
  std::vector<Entry> entries;
  for (const auto& rating : golden::distress())
    entries.push_back(entry_at(moment_at(rating.at, zone), {rated(distress, rating.value)}));
  journal->keep(std::move(entries));
  return journal;
}

// Three sessions and every kind of answer a page shows.
inline std::unique_ptr<Journal> full_journal() {
  const auto zone = zone_named("Europe/Vienna");
  auto journal = golden_journal(zone);
  const auto tension = scale_wording("body/tension", Direction::lower_better);
  const auto energy = scale_wording("emotions/energy", Direction::neutral, -3, 3);
  const auto let_go = scale_wording("session/let-go", Direction::neutral);
  for (const double start : {7.0, 21.0, 35.0}) {
    journal->keep({entry_at(lived(start - 0.5, zone), {rated(tension, 6), rated(energy, -3),
                                                       picked("emotions/feelings", {{"fear", "afraid"}})}),
                   entry_at(lived(start + 0.25, zone),
                            {rated(tension, 6), rated(energy, 2), rated(let_go, 5),
                             picked("emotions/feelings", {{"relief", "relieved"}, {"calm", "calm"}}),
                             told("session/tell-them", "The left shoulder let go last.")})});
  }
  return journal;
}

}  // namespace felt::test
