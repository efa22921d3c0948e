#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// A page that knows no format: what is said and in which order. One renderer per format reads it.

namespace felt {

// Whose words they are. A renderer may write felt's own signs another way; a person's words, and those of
// their question packs, stay as they are, only made harmless.
enum class Voice { felt, person };

struct TextRun {
  std::string text;
  Voice voice = Voice::felt;
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
};

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

// Rows under a name of their own; the name is empty where there is only one group.
struct RowGroup {
  Phrase title;
  std::vector<std::vector<Phrase>> rows;  // a row may end before the last column
};

// The first column says what a row is about.
struct Table {
  std::vector<Column> columns;
  std::vector<RowGroup> groups;
};

// A point of a picture: where it stands, what it is called there, its value and what it lies between.
struct ChartPoint {
  double x = 0;
  std::string label;
  std::optional<double> y, low, high;  // no y is a gap
};

struct ChartSeries {
  std::string label;
  std::vector<ChartPoint> points;
  bool joined = true;  // whether a line may join neighbouring points
};

// A picture with the same in words and in numbers beside it, for who cannot see it.
struct Chart {
  std::string title, description;
  double lowest = 0, highest = 10;  // ends of the vertical scale
  std::vector<ChartSeries> series;
  Table table;
};

using Block = std::variant<Heading, Paragraph, Note, Foot, List, Table, Chart>;

struct Document {
  std::vector<Block> blocks;

  void add(Block block) { blocks.push_back(std::move(block)); }
};

}  // namespace felt
