#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/answer.hpp"

// A page that knows no format: what is said and in which order. One renderer per format reads it.

namespace felt {

// Whose words they are. A renderer may write felt's own signs another way; a person's words, and those of
// their question packs, stay as they are, only made harmless.
enum class Voice { felt, person };

struct TextRun {
  std::string text;
  Voice voice = Voice::felt;
  bool is_whole = false;  // better not broken over lines
};

// A piece of text, felt's own unless told. A person's may hold line breaks.
struct Phrase {
  std::vector<TextRun> runs;

  Phrase() = default;
  Phrase(const char* text) : Phrase(std::string(text)) {}
  Phrase(std::string text) { runs.push_back({std::move(text), Voice::felt}); }

  bool empty() const { return runs.empty() || (runs.size() == 1 && runs.front().text.empty()); }
  Phrase& add(std::string text, Voice voice) {
    runs.push_back({std::move(text), voice});
    return *this;
  }
  Phrase& add_whole(std::string text) {
    runs.push_back({std::move(text), Voice::felt, true});
    return *this;
  }
};

// Puts one piece of text behind another.
inline void append(Phrase& text, const Phrase& more) {
  text.runs.insert(text.runs.end(), more.runs.begin(), more.runs.end());
}

inline Phrase said_by_person(std::string text) { return Phrase().add(std::move(text), Voice::person); }

// Level 1 stands once, at the top.
struct Heading {
  int level = 2;
  Phrase text;
};

struct Paragraph {
  Phrase text;
};

// A remark on the block before it.
struct Note {
  Phrase text;
};

// What stands at the end of every page.
struct Foot {
  Phrase text;
};

struct List {
  std::vector<Phrase> points;
};

enum class Align { left, right };

struct Column {
  std::string title;  // empty for the column that names the rows
  Align align = Align::left;
  bool speaks_for_itself = false;  // needs no title where a row is told in words
};

// The ends of the scale a picture is drawn on, and what its pack calls them; the words may be empty.
struct ScaleEnds {
  double lowest = 0, highest = 10;  // lowest < highest
  Phrase low, high;
};

// A picture as small as a word: the middle of each stretch of days around sessions.
struct Spark {
  double lowest = 0, highest = 10;            // lowest < highest
  std::vector<std::optional<double>> values;  // in order of time; nothing where nobody rated
  std::optional<std::size_t> session_before;  // the session stands in front of this value
};

// One cell of a table: words, or a very small picture. Its numbers then stand in the row as well, or in
// another table of the page.
struct Cell {
  Phrase text;
  std::optional<Spark> spark;  // then the text is its description, for who cannot see it

  Cell() = default;
  Cell(const char* words) : text(words) {}
  Cell(std::string words) : text(std::move(words)) {}
  Cell(Phrase words) : text(std::move(words)) {}
  Cell(Spark picture, Phrase description) : text(std::move(description)), spark(std::move(picture)) {}
};

// Rows under a name of their own; the name is empty where there is only one group.
struct RowGroup {
  Phrase title;
  std::vector<std::vector<Cell>> rows;  // a row may end before the last column
};

// The first column says what a row is about.
struct Table {
  std::vector<Column> columns;
  std::vector<RowGroup> groups;
};

// What every picture also says in words and in numbers, for who cannot see it or wants to know exactly.
struct InWords {
  Phrase title;        // never empty
  Phrase description;  // what is drawn, and what it shows, in a sentence or two
  Table table;         // the same in numbers; a renderer may fold it away
};

// A rating seen from a session: elapsed days since its start, negative before it.
struct DayPoint {
  double days = 0;
  double value = 0;
};

// One session's ratings, in order of time.
struct RhythmRun {
  std::string session;  // as it is called in the table: "3"
  std::vector<DayPoint> points;
};

// The middle of all sessions over a stretch of days.
struct RhythmBin {
  double from_days = 0, to_days = 0;
  std::optional<double> median;  // nothing without ratings
  bool joined = true;            // whether there are enough ratings for a line to its neighbours
};

// The days around sessions, all laid over each other: each session a thin line, their middle a strong one,
// and the session a mark at 0.
struct Rhythm {
  InWords in_words;
  ScaleEnds scale;
  double from_days = -3, to_days = 7;  // from_days < 0 < to_days
  std::vector<RhythmRun> runs;         // by start
  std::vector<RhythmBin> middle;       // in order of time
};

// The means before and after one session.
struct Pair {
  std::string session;  // as it is called in the table: "3"
  double before = 0, after = 0;
};

// From before to after, a slope for each session.
struct Pairs {
  InWords in_words;
  ScaleEnds scale;
  std::vector<Pair> pairs;  // by start
};

// One question over the period.
struct SmallLine {
  Phrase label;
  ScaleEnds scale;
  std::vector<DayPoint> points;  // days since the beginning of the period, in order of time
};

// Small lines under each other on one axis of time, the sessions marked on it.
struct SmallLines {
  InWords in_words;
  std::string from, to;          // the ends of the period, as they are written at the axis
  double days = 1;               // how long it is, above 0
  std::vector<double> sessions;  // days since its beginning
  std::vector<SmallLine> lines;
};

// Before and after are told apart by shape, and never by colour alone.
enum class FeelingsSide { before, after, other };

struct FeelingsPoint {
  double pleasant = 0, energy = 0;  // -1 to 1 each: from unpleasant to pleasant, from low to high energy
  FeelingsSide side = FeelingsSide::other;
  Phrase label;  // a word beside the point; may be empty
  std::size_t times = 1;
};

// Pleasantness from left to right, energy from low to high.
struct FeelingsMap {
  InWords in_words;
  std::vector<FeelingsPoint> points;
};

// A place on the body that is marked. The sides are the person's own.
struct BodySpot {
  std::string region;  // id of the list `regions`; what the figure does not know stands in the table alone
  Side side = Side::none;
  Aspect aspect = Aspect::none;  // none: on the view where the place is best seen, or on both
  double shade = 0;              // 0 to 1: how strong or how often, as the description says
                                 // in words that are true on a dark page, too: "fuller"
  std::string key;               // written on the place, and the same in the table: "1"
};

// One person, seen from the front and from the back.
struct BodyFigure {
  Phrase title;  // "before"; may be empty for a figure alone
  std::vector<BodySpot> spots;
};

// Figures beside each other. A place that the person hides is in none of them and not in the table; the
// description says so.
struct BodyMap {
  InWords in_words;
  std::vector<BodyFigure> figures;  // one, or before and after
};

struct NightBar {
  std::string label;  // the day it ended: "Thu 12 Mar"
  double in_bed_minutes = 0;
  double asleep_minutes = 0;  // at most in_bed_minutes
  bool after_session = false;
};

// Nights beside each other, time asleep within time in bed.
struct NightBars {
  InWords in_words;
  std::vector<NightBar> nights;  // in order of time
};

using Block = std::variant<Heading, Paragraph, Note, Foot, List, Table, Rhythm, Pairs, SmallLines,
                           FeelingsMap, BodyMap, NightBars>;

struct Document {
  std::vector<Block> blocks;

  void add(Block block) { blocks.push_back(std::move(block)); }
};

}  // namespace felt
