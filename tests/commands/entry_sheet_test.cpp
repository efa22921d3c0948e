#include "commands/entry_sheet.hpp"

#include <doctest/doctest.h>

#include "journal/journals.hpp"

using namespace felt;
using namespace felt::test;

namespace {

const Zone vienna_zone = zone_named("Europe/Vienna");

std::string sheet(const Entry& entry) {
  return sheet_of(entry, vienna_zone, [](std::string_view) { return std::nullopt; });
}

// The values as "key=value", as they are read.
Texts values_of(const Sheet& read) {
  Texts values;
  for (const auto& value : read.values) values.push_back(value.key + "=" + value.value);
  return values;
}

Texts values_of(std::string_view text) { return values_of(read_sheet(text)); }

void check_reads_back(const Entry& entry) {
  const auto text = sheet(entry);
  CAPTURE(text);
  const auto read = read_sheet(text);
  CHECK(read.mistakes.empty());
  Sheet written;
  written.values = sheet_values(entry, vienna_zone);
  CHECK(values_of(read) == values_of(written));
  CHECK(read.note == entry.note);
}

std::string with_dos_lines(std::string_view text) {
  std::string lines;
  for (const char c : text) lines.append(c == '\n' ? "\r\n" : std::string(1, c));
  return lines;
}

}  // namespace

TEST_CASE("an entry of every kind of answer reads back from its sheet") {
  auto entry =
      entry_at("2026-03-12T21:10", answers_of_every_kind(), "A note.\n# not a remark\nnote:\na = b\n\n| x");
  entry.id = 12;
  entry.tags = {"neck", "rest"};
  entry.is_private = true;
  entry.session = 3;
  check_reads_back(entry);
  check_reads_back(entry_at("2026-03-12T21:10"));
}

TEST_CASE("every text reads back, whatever it holds") {
  for (const std::string text : {"plain",
                                 "a = b",
                                 "# not a remark",
                                 "| bar",
                                 "note:",
                                 "two\nlines",
                                 "\nempty first",
                                 "empty last\n",
                                 "\n",
                                 "\n\n\n",
                                 "a\n\n\nb",
                                 " spaces ",
                                 "\ttab\t",
                                 "a\r\nb\r\n",
                                 "\r",
                                 "a\rb",
                                 "| a\n| b",
                                 "#\n# ! x",
                                 "note:\nx",
                                 "\x1b[31mred\x1b[0m",
                                 "\x01\x7f\xc2\x9b",
                                 "\xe2\x80\xaegnp.exe",
                                 "\xe2\x80\xa8\xe2\x80\xa9",
                                 "\"quotes\" 'both' \\n \\",
                                 "🧘🏽‍♀️ déjà 肩",
                                 "?",
                                 "=",
                                 "  ",
                                 "a \nb  \n  c"}) {
    CAPTURE(text);
    check_reads_back(entry_at("2026-03-12T21:10", {given(text_question(), Text{text})}, text));
  }
}

TEST_CASE("a time is written with its offset only where the zone has another one then") {
  const auto at = [](const std::string& text) {
    return sheet_values(entry_at(text), vienna_zone).front().value;
  };
  CHECK(at("2026-03-12T21:10:33") == "2026-03-12 21:10");
  CHECK(at("2026-07-12T21:10") == "2026-07-12 21:10");
  CHECK(at("2026-03-12T21:10-03:30") == "2026-03-12 21:10-03:30");
  CHECK(at("2025-10-26T02:30+02:00") == "2025-10-26 02:30");
  CHECK(at("2025-10-26T02:30+01:00") == "2025-10-26 02:30+01:00");
}

TEST_CASE("remarks, empty lines and spaces around a value do not matter") {
  CHECK(values_of("# a = b\n\n   # c = d\n  tags =  neck \t\n\nsleep/rested=7\nnote:\nx = y") ==
        Texts{"tags=neck", "sleep/rested=7"});
  CHECK(values_of("own-words = a = b\nempty =\nnote:") == Texts{"own-words=a = b", "empty="});
}

TEST_CASE("lines with | stand below their value, also where it has begun behind the =") {
  CHECK(values_of("a =\n| one\n|\n|   three\nb = first\n  | second\n|third") ==
        Texts{"a=one\n\n  three", "b=first\nsecond\nthird"});
  CHECK(values_of("a =\n|\n") == Texts{"a="});
}

TEST_CASE("lines with | belong to the line right above, be it a value or a mistake") {
  const auto read = read_sheet("a = x\nWarm hands.\n| more\n|\nb =\n\n| stray = y\n| more\nnote:\n");
  CHECK(values_of(read) == Texts{"a=x", "b="});
  REQUIRE(read.mistakes.size() == 2);
  CHECK(read.mistakes[0].line == 2);
  CHECK(read.mistakes[1].line == 7);
}

TEST_CASE("the note begins below its line and is not touched") {
  CHECK(read_sheet("tags =\nnote:\n\n  # a\n b = c \n").note == "\n  # a\n b = c ");
  CHECK(read_sheet("note: Warm hands.\nAnd more.\n").note == "Warm hands.\nAnd more.");
  CHECK(read_sheet("note:").note == "");
  CHECK(read_sheet("note:\n").note == "");
  CHECK_FALSE(read_sheet("tags = a\n# note:\n").note);
  CHECK(read_sheet("tags = a\n\nnote:\nx\n").note_line == 3);
}

TEST_CASE("a sheet whose lines an editor ended with \\r\\n is the same sheet") {
  auto entry = entry_at("2026-03-12T21:10", {given(text_question(), Text{"one\ntwo"})}, "a\nb");
  const auto text = sheet(entry);
  CHECK(values_of(with_dos_lines(text)) == values_of(text));
  CHECK(read_sheet(with_dos_lines(text)).note == "a\nb");
}

TEST_CASE("a line that is nothing known is a mistake with its number") {
  const auto read = read_sheet("| stray\n\ntags = a\nWarm hands.\nnote:\n");
  REQUIRE(read.mistakes.size() == 2);
  CHECK(read.mistakes[0].line == 1);
  CHECK(read.mistakes[0].message == "'| stray' stands below no question");
  CHECK(read.mistakes[1].line == 4);
  CHECK(read.mistakes[1].message == "'Warm hands.' has no =");
}

TEST_CASE("values that differ in spaces at the ends of their lines are the same") {
  CHECK(same_value("a", " a  "));
  CHECK(same_value("a \n b\t", "a\n b"));
  CHECK(same_value("a\n", "a"));
  CHECK_FALSE(same_value("a\n b", "a\nb"));
  CHECK_FALSE(same_value("a b", "ab"));
}

TEST_CASE("marks stand above their lines, and old ones go") {
  const std::string text = "# a remark\ntags = a b\nsleep/rested = 77\nnote:\n# ! stays\n";
  const std::vector<Mistake> both{{2, "'a b' is not a tag", "A tag is one word."},
                                  {3, "77 is outside 0 to 10", "It takes 0 to 10.\nOr nothing."}};
  const auto marked = marked_sheet(text, both);
  CHECK(marked ==
        "# a remark\n# ! 'a b' is not a tag\n# ! A tag is one word.\ntags = a b\n"
        "# ! 77 is outside 0 to 10\n# ! It takes 0 to 10.\n# ! Or nothing.\nsleep/rested = 77\nnote:\n# ! "
        "stays\n");
  CHECK(values_of(marked) == values_of(text));
  CHECK(marked_sheet(marked, {}) == text);
  CHECK(marked_sheet(marked, std::vector<Mistake>{{8, "again", ""}}) ==
        "# a remark\ntags = a b\n# ! again\nsleep/rested = 77\nnote:\n# ! stays\n");
}

TEST_CASE("the note of a note's sheet is found, also where its header is gone") {
  auto entry = entry_at("2026-03-12T21:10");
  const auto given = note_sheet(entry);
  CHECK(read_note_sheet(given, given) == "");
  CHECK(read_note_sheet(given + "# Warm\n\nhands\n", given) == "# Warm\n\nhands");
  CHECK(read_note_sheet("Warm hands\n", given) == "Warm hands");
  CHECK(read_note_sheet("# Warm\nhands\nnote:\nx\n", given) == "# Warm\nhands\nnote:\nx");
  CHECK(read_note_sheet("", given) == "");
  const auto header = given.substr(0, given.rfind("note:"));
  CHECK(read_note_sheet(header + "Warm hands\n", given) == "Warm hands");
  entry.note = "given before";
  CHECK(read_note_sheet(note_sheet(entry), note_sheet(entry)) == "given before");
}
